import { type FindingDraft, relatedTo } from '../model/draft.ts';
import type { ConsumerHit, Subject } from '../model/finding.ts';
import type { SourceDocument } from '../model/source-document.ts';
import type { Change, Pair } from './change.ts';
import type { Judged, Level } from './judge.ts';
import type { DiffMode } from './settings.ts';
import type { BumpVerdict } from './version-gate.ts';

export type Verdict = 'identical' | 'compatible' | 'warning' | 'breaking';

/** Where a break belongs: an output port of the next major version beside the old one (DIFF, "Principles" 10). */
export interface NewPort {
  readonly name: string;
  readonly version: string;
  readonly contractId: string | undefined;
}

/** What was compared, for headings. */
export interface DiffTitle {
  readonly product: string | null;
  readonly key: string | null;
  readonly contract: string | null;
  readonly fromVersion: string | null;
  readonly toVersion: string | null;
}

/** The judgement of one product or one contract. */
export interface DiffResult {
  readonly title: DiffTitle;
  readonly mode: DiffMode;
  /** Findings with their change facts, version gates included. */
  readonly drafts: readonly FindingDraft[];
  /** Differences that are no change: another order, another spelling. */
  readonly unreported: readonly FindingDraft[];
  readonly verdict: Verdict;
  readonly bump: BumpVerdict;
  /** How many findings `--only-used` left out. */
  readonly hiddenCount: number;
}

/** The documents and names that drafts of one pair are made with. */
export interface DraftContext {
  readonly documents: Pair<SourceDocument>;
  readonly subject: Omit<Subject, 'path'>;
  /** Put before keyed paths: `contracts[id=orders-v1]` inside a product. */
  readonly pathPrefix: string;
  readonly newPort: NewPort | undefined;
  consumersOf(change: Change): readonly ConsumerHit[];
}

const severities = { breaking: 'error', warning: 'warning', info: 'info', none: 'info' } as const;

/** A judged change as a finding, located on the new side, with the old side as a related place. */
export function draftOf({ change, rule, level, effect }: Judged, context: DraftContext): FindingDraft {
  const path = context.pathPrefix === '' ? change.path : change.path === '' ? context.pathPrefix : `${context.pathPrefix}.${change.path}`;
  const isGate = rule.isGate === true;
  const help = rule.remedy === 'Nothing to do.' ? undefined : rule.remedy.replace('{newPort}', portText(context.newPort));
  return {
    rule: rule.id,
    severity: severities[level],
    message: `${change.what}. ${effect}`,
    at: { document: context.documents.new, pointer: change.at, part: change.part },
    subject: { ...context.subject, path },
    discriminator: `${JSON.stringify(change.from)}→${JSON.stringify(change.to)}`,
    help,
    related: change.was === undefined ? [] : [relatedTo({ document: context.documents.old, pointer: change.was }, 'before', 'old')],
    change: { level: isGate ? 'gate' : levelName(level), path, from: change.from, to: change.to, consumers: isGate ? [] : context.consumersOf(change) },
  };
}

function levelName(level: Level): 'breaking' | 'warning' | 'info' {
  return level === 'none' ? 'info' : level;
}

/** How a remedy calls the port that a break belongs in. */
export function portText(port: NewPort | undefined): string {
  return port === undefined ? 'it as a new output port' : `it as output port ${port.name} v${port.version.split('.')[0] ?? ''}`;
}

/** The worst of what is reported; version arithmetic counts in none. */
export function verdictOf(drafts: readonly FindingDraft[]): Verdict {
  const levels = new Set(drafts.map((draft) => draft.change?.level));
  if (levels.has('breaking')) return 'breaking';
  if (levels.has('warning')) return 'warning';
  return levels.has('info') ? 'compatible' : 'identical';
}
