import { isRecord } from '../manifest/node-reader.ts';
import { DpError } from '../model/errors.ts';
import { readDiffSettings } from './read-settings.ts';
import type { LevelLetter } from './rule-row.ts';
import { findDiffRule } from './rules/index.ts';
import type { DiffMode, DiffSettings, OverrideLevel } from './settings.ts';

type Written = Readonly<Record<string, unknown>>;

/**
 * The `diff:` of a dp.yaml over that of the one it extends: rule by rule, option by option. As with policies it may only
 * tighten: protect more readers, raise a level, narrow an option (INTERFACE, "Words").
 * Error: `configuration` for what it loosens, by name.
 */
export function inheritDiff(child: Written, parent: Written, file: string): Written {
  const merged: Written = {
    ...parent,
    ...child,
    ...(parent['rules'] === undefined && child['rules'] === undefined ? {} : { rules: { ...recordOf(parent['rules']), ...recordOf(child['rules']) } }),
    ...(parent['options'] === undefined && child['options'] === undefined ? {} : { options: { ...recordOf(parent['options']), ...recordOf(child['options']) } }),
  };
  const [before, after] = [readDiffSettings(parent), readDiffSettings(merged)];
  const loosened = [...loosenedMode(before, after), ...loosenedOptions(before, after), ...loosenedRules(recordOf(child['rules']), before, after)];
  if (loosened.length === 0) return merged;
  throw new DpError('configuration', `${file} loosens what it extends: diff.${loosened.join(', diff.')}.`, { hint: 'a dp.yaml that extends another may only tighten it' });
}

function recordOf(value: unknown): Written {
  return isRecord(value) ? value : {};
}

const protectedBy: Readonly<Record<DiffMode, readonly string[]>> = { none: [], consumers: ['readers'], history: ['data'], full: ['readers', 'data'] };

function loosenedMode(before: DiffSettings, after: DiffSettings): string[] {
  return protectedBy[before.mode].every((group) => protectedBy[after.mode].includes(group)) ? [] : [`mode (${before.mode} → ${after.mode})`];
}

const widenings = ['info', 'warn', 'unset', 'breaking'] as const;

function loosenedOptions({ options: before }: DiffSettings, { options: after }: DiffSettings): string[] {
  const isLooser: Readonly<Record<keyof typeof before, boolean>> = {
    selectStar: before.selectStar && !after.selectStar,
    widening: widenings.indexOf(after.widening ?? 'unset') < widenings.indexOf(before.widening ?? 'unset'),
    enum: before.enum === 'closed' && after.enum === 'open',
    extensibleEnums: after.extensibleEnums.some((column) => !before.extensibleEnums.includes(column)),
    sla: before.sla === 'strict' && after.sla === 'warn',
    constraints: before.constraints === 'strict' && after.constraints === 'warn',
    noticeDays: after.noticeDays < before.noticeDays,
    environments: before.environments.some((name) => !after.environments.includes(name)),
    // Another order is neither looser nor tighter, so that it is not the child's to choose.
    classificationOrder: before.classificationOrder.join('\n') !== after.classificationOrder.join('\n'),
  };
  return Object.entries(isLooser).flatMap(([name, looser]) => (looser ? [`options.${name}`] : []));
}

const ranks: Readonly<Record<OverrideLevel, number>> = { ignore: 0, info: 1, warning: 2, breaking: 3 };
const letterRanks: Readonly<Record<LevelLetter, number>> = { '-': 0, I: 1, W: 2, E: 3 };

function loosenedRules(child: Written, before: DiffSettings, after: DiffSettings): string[] {
  return Object.keys(child).filter((id) => {
    const level = after.rules[id];
    return level !== undefined && ranks[level] < rankOf(id, before);
  }).map((id) => `rules.${id}`);
}

/** What a rule means to the parent: its own word, else the worst of the row in the mode. */
function rankOf(id: string, { rules, mode }: DiffSettings): number {
  const own = rules[id];
  if (own !== undefined) return ranks[own];
  const rule = findDiffRule(id);
  const [consumers = '-', history = '-'] = (rule?.levels ?? '-/-').split('/') as LevelLetter[];
  const asked = [...(mode === 'consumers' || mode === 'full' ? [consumers] : []), ...(mode === 'history' || mode === 'full' ? [history] : [])];
  return Math.max(0, ...asked.map((letter) => letterRanks[letter]));
}
