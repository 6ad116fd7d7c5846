import type { Bump } from '../model/semver.ts';
import { maxBump, minBump } from './bump.ts';
import type { Change } from './change.ts';
import type { DiffRule, LevelLetter, Levels, RuleCase, Trait } from './rule-row.ts';
import { findDiffRule } from './rules/index.ts';
import type { DiffSettings } from './settings.ts';

/** `none`: no change worth a word (a reordering, a spelling). */
export type Level = 'breaking' | 'warning' | 'info' | 'none';

export interface Judged {
  readonly change: Change;
  readonly rule: DiffRule;
  readonly level: Level;
  readonly bump: Bump;
  /** What it does to readers, in the circumstances given. */
  readonly effect: string;
}

export interface Judgement {
  readonly judged: readonly Judged[];
  /** Findings that the settings leave out, by rule. */
  readonly ignored: ReadonlyMap<string, number>;
}

/** Turns facts into levels and bumps, by the rule table, the mode, the settings, and whether the old side was a draft. */
export function judgeChanges(changes: readonly Change[], settings: DiffSettings, isDraft: boolean): Judgement {
  const ignored = new Map<string, number>();
  const judged = changes.flatMap((item) => {
    const rule = findDiffRule(item.rule);
    if (rule === undefined) throw new Error(`no row for rule ${item.rule}`);
    if (rule.isAlways !== true && settings.rules[rule.id] === 'ignore') {
      ignored.set(rule.id, (ignored.get(rule.id) ?? 0) + 1);
      return [];
    }
    return [judgeChange(item, rule, { settings, isDraft })];
  });
  return { judged, ignored };
}

function judgeChange(item: Change, rule: DiffRule, { settings, isDraft }: { readonly settings: DiffSettings; readonly isDraft: boolean }): Judged {
  const traits = new Set<Trait>([...item.traits, ...settingTraits(item, settings)]);
  const chosen = rule.cases?.find((candidate) => traits.has(candidate.when));
  const override = rule.isAlways === true ? undefined : settings.rules[rule.id];
  const byMode = levelIn(chosen?.levels ?? rule.levels, rule, settings);
  const graded = isAside(item, settings) ? lower(byMode) : byMode;
  const full = override === undefined || override === 'ignore' || settings.mode === 'none' ? graded : override;
  const isExempt = isDraft && rule.isAlways !== true && rule.holdsForDrafts !== true;
  const level = isExempt && full === 'breaking' ? 'info' : full;
  const bump = bumpOf({ rule, chosen, level: full, isStandard: override === undefined && settings.mode === 'consumers' && graded === byMode });
  return { change: item, rule, level, bump: isExempt ? minBump(bump, 'patch') : bump, effect: chosen?.effect ?? rule.effect };
}

function isAside(item: Change, { options }: DiffSettings): boolean {
  return item.environment !== undefined && !options.environments.some((name) => name.toLowerCase() === item.environment);
}

function lower(level: Level): Level {
  return level === 'breaking' ? 'warning' : level === 'warning' ? 'info' : level;
}

function settingTraits(item: Change, { options }: DiffSettings): Trait[] {
  return [
    ...(options.selectStar ? ['select-star' as const] : []),
    ...(options.widening === undefined ? [] : [`widening-${options.widening}` as const]),
    ...(options.constraints === 'strict' ? ['constraints-strict' as const] : []),
    ...(item.touches !== undefined && options.extensibleEnums.includes(item.touches) ? ['extensible-enum' as const] : []),
    ...(options.enum === 'closed' ? ['closed-enum' as const] : []),
    ...(options.sla === 'warn' ? ['sla-warn' as const] : []),
    ...(item.daysLeft === undefined ? [] : [item.daysLeft < options.noticeDays ? ('short-notice' as const) : ('enough-notice' as const)]),
  ];
}

const byLetter: Readonly<Record<LevelLetter, Level>> = { E: 'breaking', W: 'warning', I: 'info', '-': 'none' };
const badness: readonly Level[] = ['none', 'info', 'warning', 'breaking'];

function levelIn(levels: Levels, rule: DiffRule, { mode }: DiffSettings): Level {
  const [consumers = '-', history = '-'] = levels.split('/') as LevelLetter[];
  const worst = worse(byLetter[consumers], byLetter[history]);
  switch (mode) {
    case 'consumers':
      return byLetter[consumers];
    case 'history':
      return byLetter[history];
    case 'full':
      return worst;
    case 'none':
      return rule.isAlways === true || worst === 'none' ? worst : 'info';
  }
}

/** The worse of two levels. */
export function worse(left: Level, right: Level): Level {
  return badness.indexOf(left) >= badness.indexOf(right) ? left : right;
}

// Bump follows level wherever a row's level varies: E major, W minor, I as written but never above minor.
function bumpOf({ rule, chosen, level, isStandard }: { readonly rule: DiffRule; readonly chosen: RuleCase | undefined; readonly level: Level; readonly isStandard: boolean }): Bump {
  if (level === 'none') return 'none';
  if (isStandard && chosen?.bump !== undefined) return chosen.bump;
  const isAsWritten = chosen === undefined && (isStandard || rule.bump === 'none');
  if (isAsWritten) return rule.bump;
  return level === 'breaking' ? 'major' : level === 'warning' ? 'minor' : minBump(chosen?.bump ?? rule.bump, 'minor');
}

/** The bump that all of them together ask for. */
export function demandedBump(judged: readonly Judged[]): Bump {
  return maxBump(judged.map((item) => item.bump));
}
