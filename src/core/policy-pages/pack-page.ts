import { compareText } from '../model/draft.ts';
import { type Block, code, type Page, plain } from '../page/page.ts';
import type { EffectiveRule } from '../policy/effective.ts';
import type { PolicyPack, WaiverTerms } from '../policy/pack/model.ts';
import { defaultWaiverTerms } from '../policy/pack/model.ts';
import { ruleBlocks } from './rule-blocks.ts';

export interface PackPageInput {
  readonly pack: PolicyPack;
  /** The rules that the pack brings in, sorted by name. */
  readonly rules: readonly EffectiveRule[];
}

/** A pack as a page for people: what it asks, why, with examples, and on which terms exceptions are granted. */
export function packPage({ pack, rules }: PackPageInput): Page {
  return {
    title: pack.title ?? pack.name,
    blocks: [
      ...(pack.description === undefined ? [] : [{ kind: 'paragraph' as const, cells: [plain(pack.description)] }]),
      { kind: 'facts', rows: packFacts(pack, rules.length) },
      ...rulesTable(rules),
      ...rules.flatMap(ruleBlocks),
      ...waiverBlocks(pack.waivers ?? defaultWaiverTerms),
      ...retiredBlocks(pack),
      ...termBlocks(pack),
    ],
  };
}

/** All rules of a page at a glance, under a heading of their own. */
export function rulesTable(rules: readonly EffectiveRule[]): Block[] {
  return [
    { kind: 'heading', level: 2, text: 'Rules' },
    { kind: 'table', header: ['rule', 'severity', 'enforcement', 'stage', 'what it asks'], rows: rules.map(ruleRow) },
  ];
}

/** A rule as a row of a table. */
export function ruleRow({ rule, severity, enforcement, stage, effectiveFrom }: EffectiveRule) {
  const from = effectiveFrom.value === undefined ? '' : ` from ${effectiveFrom.value}`;
  return [code(rule.name), plain(severity.value), plain(enforcement.value), plain(`${stage.value}${from}`), plain(rule.title)];
}

function packFacts(pack: PolicyPack, count: number): [string, ReturnType<typeof plain>][] {
  return [
    ['pack', code(pack.origin)],
    ['name', plain(pack.name)],
    ['version', plain(pack.version)],
    ...(pack.owner === undefined ? [] : [['owner', plain(pack.owner)] satisfies [string, ReturnType<typeof plain>]]),
    ...(pack.extends.length === 0 ? [] : [['extends', plain(pack.extends.map(({ reference }) => reference).join(', '))] satisfies [string, ReturnType<typeof plain>]]),
    ['rules', plain(String(count))],
  ];
}

function waiverBlocks({ approvers, maxDays }: WaiverTerms): Block[] {
  const who = approvers === undefined ? 'Anyone but the owner may approve an exception.' : `Exceptions are approved by ${approvers.join(' or ')}.`;
  return [
    { kind: 'heading', level: 2, text: 'Waivers' },
    { kind: 'paragraph', cells: [plain(`${who} They last ${String(maxDays)} days at most. A hard-mandatory rule cannot be waived.`)] },
  ];
}

function retiredBlocks({ rules }: PolicyPack): Block[] {
  const retired = rules.filter(({ stage }) => stage === 'retired').sort((a, b) => compareText(a.name, b.name));
  if (retired.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Retired rules' },
    { kind: 'table', header: ['rule', 'what it asked', 'why it was retired'], rows: retired.map(({ name, title, why }) => [code(name), plain(title), plain(why ?? '')]) },
  ];
}

function termBlocks({ definitions }: PolicyPack): Block[] {
  if (definitions.length === 0) return [];
  const rows = definitions.map(({ name, aliases, logicalType, classification, description }) => [code(name), plain(aliases.join(', ')), plain(logicalType ?? ''), plain(classification ?? ''), plain(description ?? '')]);
  return [
    { kind: 'heading', level: 2, text: 'Shared terms' },
    { kind: 'table', header: ['term', 'also called', 'type', 'classification', 'meaning'], rows },
  ];
}
