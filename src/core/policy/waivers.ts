import { type FindingDraft, relatedTo } from '../model/draft.ts';
import type { WaiverNote } from '../model/finding.ts';
import { productKey } from '../model/product.ts';
import { dayOf } from './assertions/dates.ts';
import type { EffectivePolicies } from './effective.ts';
import type { PolicyDraft, PolicyRecord } from './evaluate.ts';
import type { PolicyUnit } from './targets/node.ts';
import { isPathInScope } from './waivers/keyed-scope.ts';
import { expiringDays, type ProductNames, stateOf, type WaiverContext, waiverDraft, type WaiverState } from './waivers/judge-waiver.ts';
import type { MalformedWaiver, Waiver } from './waivers/read-waiver.ts';
import { stageOn } from './weight.ts';

export interface WaivingInput {
  readonly drafts: readonly PolicyDraft[];
  readonly records: readonly PolicyRecord[];
  readonly waivers: readonly Waiver[];
  readonly malformed: readonly MalformedWaiver[];
  readonly policies: EffectivePolicies;
  /** Names of dp's own rules, active or not. */
  readonly catalogue: ReadonlySet<string>;
  /** Every product of the workspace. */
  readonly units: readonly PolicyUnit[];
  /** Whether a product was judged as a whole: only then can a waiver for it be called unused. */
  readonly isJudged: (unit: PolicyUnit) => boolean;
  readonly today: string;
  readonly isHeldByBase?: ((waiver: Waiver) => boolean) | undefined;
}

export interface WaivingResult {
  readonly drafts: readonly PolicyDraft[];
  readonly records: readonly PolicyRecord[];
  /** `waiver-*` findings. */
  readonly waiverDrafts: readonly FindingDraft[];
}

interface JudgedWaiver {
  readonly waiver: Waiver;
  readonly state: WaiverState;
}

/**
 * Lets waivers excuse what they cover, by rule and by names, never by position. What an invalid, expired or forbidden one
 * covers comes back with a note why. Waiving what is waived changes nothing.
 */
export function applyWaivers(input: WaivingInput): WaivingResult {
  const products = productNames(input.units);
  const context: WaiverContext = { ...input, products };
  const judged = input.waivers.map((waiver) => ({ waiver, state: stateOf(waiver, context) }));
  const used = new Set<Waiver>();
  const drafts = input.drafts.map((draft) => waive(draft, { judged, malformed: input.malformed, products, used }));
  return { drafts, records: markRecords(input.records, drafts), waiverDrafts: judged.flatMap((item) => findingsOf(item, { input, used, products })) };
}

/** Products by name, key and id; several that share a name make it ambiguous. */
function productNames(units: readonly PolicyUnit[]): ProductNames {
  const names = new Map<string, Set<string>>();
  for (const { product } of units) {
    if (product === undefined) continue;
    const key = productKey(product);
    for (const name of new Set([product.name, product.id, key])) if (name !== undefined && name !== '') names.set(name, (names.get(name) ?? new Set()).add(key));
  }
  return names;
}

interface Waiving {
  readonly judged: readonly JudgedWaiver[];
  readonly malformed: readonly MalformedWaiver[];
  readonly products: ProductNames;
  readonly used: Set<Waiver>;
}

function waive(draft: PolicyDraft, { judged, malformed, products, used }: Waiving): PolicyDraft {
  if (draft.waiver !== undefined) {
    for (const { waiver } of judged) if (waiver.id === draft.waiver.id) used.add(waiver);
    return draft;
  }
  const covering = judged.filter(({ waiver }) => covers(waiver, draft, products));
  const active = covering.find(({ state }) => state.kind === 'active');
  if (active !== undefined) {
    used.add(active.waiver);
    return { ...draft, waiver: noteOf(active.waiver) };
  }
  const notes = [
    ...covering.flatMap(({ waiver, state }) => (state.kind === 'void' ? [relatedTo({ document: waiver.document, pointer: '/id' }, state.note)] : [])),
    ...malformed.filter((waiver) => covers(waiver, draft, products)).map(({ document, note }) => relatedTo({ document, pointer: '/id' }, note)),
  ];
  const known = draft.related ?? [];
  const fresh = notes.filter((note) => !known.some((other) => other.message === note.message && other.file === note.file));
  return fresh.length === 0 ? draft : { ...draft, related: [...known, ...fresh] };
}

function noteOf({ id, owner, reason, expires }: Waiver): WaiverNote {
  return { id, owner, reason, expires };
}

/** Whether a waiver is about a finding, active or not. */
export function covers(waiver: Pick<Waiver, 'rule' | 'product' | 'contract' | 'path'>, draft: Pick<FindingDraft, 'rule' | 'subject'>, products: ProductNames): boolean {
  if (waiver.rule !== draft.rule) return false;
  const { key, contract, path } = draft.subject;
  if (key === null || products.get(waiver.product)?.has(key) !== true) return false;
  if (waiver.contract !== undefined && waiver.contract !== contract) return false;
  return waiver.path === undefined || isPathInScope(path, waiver.path);
}

/** A subject is waived when all that was found of it is. */
function markRecords(records: readonly PolicyRecord[], drafts: readonly PolicyDraft[]): PolicyRecord[] {
  const keyOf = ({ rule, subject }: Pick<PolicyRecord, 'rule' | 'subject'>): string => JSON.stringify([rule, subject.key, subject.contract, subject.path]);
  const waivers = new Map<string, string | undefined>();
  for (const draft of drafts) {
    const key = keyOf(draft);
    const isFirst = !waivers.has(key);
    waivers.set(key, isFirst || waivers.get(key) !== undefined ? draft.waiver?.id : undefined);
  }
  return records.map((record) => {
    const waiver = record.outcome === 'fail' ? waivers.get(keyOf(record)) : undefined;
    return waiver === undefined ? record : { ...record, outcome: 'waived', waiver };
  });
}

interface Reporting {
  readonly input: WaivingInput;
  readonly used: ReadonlySet<Waiver>;
  readonly products: ProductNames;
}

function findingsOf({ waiver, state }: JudgedWaiver, { input, used, products }: Reporting): FindingDraft[] {
  if (state.kind === 'void') return state.draft === undefined ? [] : [state.draft];
  if (!used.has(waiver)) return isUnused(waiver, { input, products }) ? [unusedDraft(waiver, products)] : [];
  const days = (dayOf(waiver.expires) ?? 0) - (dayOf(input.today) ?? 0);
  if (days > expiringDays) return [];
  const left = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${String(days)} days`;
  return [
    waiverDraft(waiver, {
      rule: 'waiver-expiring',
      severity: 'warning',
      message: `${waiver.id} expires ${left} (${waiver.expires}); then ${waiver.rule} counts again.`,
      pointer: '/expires',
      help: `Meet the rule before, or ask ${waiver.approvedBy} for a new waiver.`,
    }),
  ];
}

// What was not judged, or is only recorded so far, may well still need it.
function isUnused(waiver: Waiver, { input, products }: Pick<Reporting, 'input' | 'products'>): boolean {
  const rule = input.policies.rules.get(waiver.rule);
  const stage = rule === undefined ? undefined : stageOn({ stage: rule.stage.value, effectiveFrom: rule.effectiveFrom.value }, input.today);
  if (stage === 'draft' || stage === 'audit') return false;
  const keys = products.get(waiver.product);
  return input.units.filter(({ product }) => product !== undefined && keys?.has(productKey(product)) === true).every(input.isJudged);
}

function unusedDraft(waiver: Waiver, products: ProductNames): FindingDraft {
  const isKnown = products.has(waiver.product);
  const message = isKnown ? `${waiver.id} excuses nothing: ${waiver.rule} finds nothing there.` : `${waiver.id} excuses nothing: there is no product ${waiver.product} here.`;
  return waiverDraft(waiver, { rule: 'waiver-unused', severity: 'warning', message, pointer: '/scope', help: 'Remove the file, so that nobody relies on an exception that is not needed.' });
}
