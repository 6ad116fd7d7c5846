import { didYouMean } from '../../model/nearest.ts';
import type { FindingDraft } from '../../model/draft.ts';
import type { Severity } from '../../model/finding.ts';
import { dayOf } from '../assertions/dates.ts';
import type { EffectivePolicies } from '../effective.ts';
import { invalidDraft, type Waiver } from './read-waiver.ts';

/** How a waiver stands on a day. A void one excuses nothing; `note` is what the returning finding says of it. */
export type WaiverState = { readonly kind: 'active' } | { readonly kind: 'void'; readonly note: string; readonly draft: FindingDraft | undefined };

/** Products by every name that a waiver may call them by; several under one name make it ambiguous. */
export type ProductNames = ReadonlyMap<string, ReadonlySet<string>>;

export interface WaiverContext {
  readonly policies: EffectivePolicies;
  /** Names of rules that dp has and no active pack uses. */
  readonly catalogue: ReadonlySet<string>;
  readonly products: ProductNames;
  readonly today: string;
  /** Whether the base of `--changed` holds it already; absent: every waiver counts. */
  readonly isHeldByBase?: ((waiver: Waiver) => boolean) | undefined;
}

/** Days before its end at which a waiver is announced. */
export const expiringDays = 30;

/** Judges one waiver by itself: whether it may excuse anything today. */
export function stateOf(waiver: Waiver, context: WaiverContext): WaiverState {
  const { today } = context;
  const invalid = invalidity(waiver, context);
  if (invalid !== undefined) return { kind: 'void', note: `The waiver ${waiver.id} is void: ${invalid.message}`, draft: invalidDraft({ message: invalid.message, at: { document: waiver.document, pointer: invalid.pointer, part: 'value' } }, waiver.document) };
  const rule = context.policies.rules.get(waiver.rule);
  if (rule?.enforcement.value === 'hard-mandatory') {
    const message = `${waiver.id}: ${waiver.rule} is hard-mandatory and cannot be waived.`;
    return { kind: 'void', note: message, draft: waiverDraft(waiver, { rule: 'waiver-not-allowed', severity: 'error', message, pointer: '/rule', help: 'Remove the waiver and meet the rule; only its pack can make it waivable.' }) };
  }
  if (today > waiver.expires) {
    const message = `${waiver.id} expired on ${waiver.expires}: what it excused counts again.`;
    return { kind: 'void', note: `The waiver ${waiver.id} expired on ${waiver.expires}.`, draft: waiverDraft(waiver, { rule: 'waiver-expired', severity: 'warning', message, pointer: '/expires', help: 'Meet the rule and remove the file, or have a new waiver approved.' }) };
  }
  if (context.isHeldByBase?.(waiver) === false) return { kind: 'void', note: `The waiver ${waiver.id} comes in with this very change: it counts once it is merged.`, draft: undefined };
  return { kind: 'active' };
}

interface Invalidity {
  readonly message: string;
  readonly pointer: string;
}

function invalidity(waiver: Waiver, context: WaiverContext): Invalidity | undefined {
  const { policies, catalogue, products, today } = context;
  const rule = policies.rules.get(waiver.rule);
  if (rule === undefined && !catalogue.has(waiver.rule)) return { message: `no active pack has the rule ${waiver.rule}.${didYouMean(waiver.rule, policies.rules.keys())}`, pointer: '/rule' };
  const named = products.get(waiver.product);
  if (named !== undefined && named.size > 1) return { message: `several products are called ${waiver.product}: write ${[...named].sort().join(' or ')}.`, pointer: '/scope/product' };
  if (waiver.created > today) return { message: `it is dated ${waiver.created}, after ${today}.`, pointer: '/created' };
  if (rule === undefined) return undefined;
  const terms = policies.waiverTermsOf(rule);
  const days = (dayOf(waiver.expires) ?? 0) - (dayOf(waiver.created) ?? 0);
  if (days > terms.maxDays) return { message: `it lasts ${String(days)} days; ${rule.pack.name} allows ${String(terms.maxDays)}.`, pointer: '/expires' };
  const { approvers } = terms;
  if (approvers === undefined) return undefined;
  const isApprover = approvers.some((approver) => approver.trim().toLowerCase() === waiver.approvedBy.trim().toLowerCase());
  if (!isApprover) return { message: `${waiver.approvedBy} may not approve it: ${rule.pack.name} names ${approvers.join(', ')}.`, pointer: '/approvedBy' };
  return undefined;
}

interface WaiverFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly pointer: string;
  readonly help: string;
}

/** A finding about a waiver, at its file. */
export function waiverDraft(waiver: Waiver, { rule, severity, message, pointer, help }: WaiverFinding): FindingDraft {
  return {
    rule,
    severity,
    message,
    at: { document: waiver.document, pointer },
    subject: { product: waiver.product, key: null, contract: waiver.contract ?? null, path: waiver.path ?? '' },
    discriminator: waiver.id,
    help,
  };
}
