import { isRecord } from '../../manifest/node-reader.ts';
import type { FindingDraft } from '../../model/draft.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import { type Shape, shapeOf } from '../pack/shape.ts';
import { type PackProblem, problemList } from '../pack/problem.ts';
import { hasIndex, normalPath } from './keyed-scope.ts';

/** A documented, expiring exception from one rule (POLICY, "Waivers"). */
export interface Waiver {
  readonly kind: 'Waiver';
  readonly id: string;
  readonly rule: string;
  readonly product: string;
  readonly contract: string | undefined;
  /** Keyed path in one spelling. */
  readonly path: string | undefined;
  readonly owner: string;
  readonly approvedBy: string;
  readonly reason: string;
  readonly ticket: string | undefined;
  readonly created: string;
  readonly expires: string;
  readonly document: SourceDocument;
}

/** A finding of `dp diff` that somebody has accepted for a while (DIFF, principle 12); `core/diff/accept` lets it count. */
export interface AcceptedChange {
  readonly kind: 'AcceptedChange';
  readonly id: string | undefined;
  readonly owner: string | undefined;
  readonly fingerprint: string;
  readonly rule: string;
  readonly product: string | undefined;
  readonly contract: string | undefined;
  readonly path: string | undefined;
  readonly acceptedBy: string | undefined;
  readonly reason: string;
  readonly until: string;
  readonly document: SourceDocument;
}

/** What a malformed waiver meant to excuse, as far as it can be read: what comes back says why. */
export interface MalformedWaiver {
  readonly id: string;
  readonly rule: string;
  readonly product: string;
  readonly contract: string | undefined;
  readonly path: string | undefined;
  readonly note: string;
  readonly document: SourceDocument;
}

export interface WaiverReading {
  readonly waivers: readonly Waiver[];
  readonly malformed: readonly MalformedWaiver[];
  readonly accepted: readonly AcceptedChange[];
  /** `waiver-invalid` for every file that is malformed: such a file is void. */
  readonly drafts: readonly FindingDraft[];
}

/** Reads the files of `waivers/`, in any order. */
export function readWaivers(documents: readonly SourceDocument[]): WaiverReading {
  const read = documents.map(readOne);
  const waivers = read.flatMap(({ waiver }) => waiver ?? []).sort((a, b) => compare(a.id, b.id) || compare(a.document.file, b.document.file));
  const accepted = read.flatMap(({ change }) => change ?? []).sort((a, b) => compare(a.fingerprint, b.fingerprint) || compare(a.document.file, b.document.file));
  const twins = waivers.filter((waiver, index) => waivers[index - 1]?.id === waiver.id);
  return {
    waivers: waivers.filter((waiver) => !twins.includes(waiver)),
    malformed: read.flatMap(({ malformed }) => malformed ?? []),
    accepted,
    drafts: [...read.flatMap(({ drafts }) => drafts), ...twins.map((waiver) => invalidDraft({ message: `Another waiver is called ${waiver.id}, too.`, at: { document: waiver.document, pointer: '/id' } }, waiver.document))],
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface ReadOne {
  readonly malformed?: MalformedWaiver | undefined;
  readonly waiver?: Waiver | undefined;
  readonly change?: AcceptedChange | undefined;
  readonly drafts: readonly FindingDraft[];
}

function readOne(document: SourceDocument): ReadOne {
  const list = problemList(document);
  const kind = isRecord(document.data) ? document.data['kind'] : undefined;
  const result = kind === 'AcceptedChange' ? { change: readChange(document, list.report) } : kind === 'Waiver' ? { waiver: readWaiver(document, list.report) } : {};
  if (kind !== 'Waiver' && kind !== 'AcceptedChange') list.report('/kind', 'kind must be Waiver or AcceptedChange.');
  const [first] = list.problems;
  if (first === undefined) return { ...result, drafts: [] };
  return { malformed: kind === 'Waiver' ? readMalformed(document, first.message) : undefined, drafts: list.problems.map((problem) => invalidDraft(problem, document)) };
}

function readMalformed(document: SourceDocument, problem: string): MalformedWaiver | undefined {
  const raw = isRecord(document.data) ? document.data : {};
  const scope = isRecord(raw['scope']) ? raw['scope'] : {};
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
  const [rule, product, path] = [text(raw['rule']), text(scope['product']), text(scope['path'])];
  const normal = path === undefined ? undefined : normalPath(path);
  if (rule === undefined || product === undefined || (path !== undefined && normal === undefined)) return undefined;
  const id = text(raw['id']) ?? '';
  return { id, rule, product, contract: text(scope['contract']), path: normal, note: `The waiver ${id === '' ? '' : `${id} `}is void: ${problem}`, document };
}

/** A `waiver-invalid` finding. */
export function invalidDraft({ message, at }: PackProblem, document: SourceDocument): FindingDraft {
  const id = isRecord(document.data) && typeof document.data['id'] === 'string' ? document.data['id'] : '';
  return {
    rule: 'waiver-invalid',
    severity: 'error',
    message: id === '' ? message : `${id}: ${message}`,
    at,
    subject: { product: null, key: null, contract: null, path: '' },
    discriminator: JSON.stringify([id, at.pointer]),
    help: 'A malformed waiver is void: what it excused counts again. Mend it, or remove the file.',
  };
}

type Report = ReturnType<typeof problemList>['report'];

const waiverKeys = ['apiVersion', 'kind', 'id', 'rule', 'scope', 'owner', 'approvedBy', 'reason', 'ticket', 'created', 'expires'];
const shortestReason = 20;

function readWaiver(document: SourceDocument, report: Report): Waiver | undefined {
  const shape = shapeOf(document.data, '', { noun: 'a waiver', keys: waiverKeys, report });
  if (shape === undefined) return undefined;
  checkVersion(shape, report);
  const scope = shape.child('scope', 'scope', ['product', 'contract', 'path']);
  if (!shape.has('scope')) report('', 'A waiver needs scope, with the product at least.');
  const texts = { id: shape.requiredText('id'), rule: shape.requiredText('rule'), product: scope?.requiredText('product'), owner: shape.requiredText('owner'), approvedBy: shape.requiredText('approvedBy') };
  const reason = readReason(shape, report);
  const [created, expires] = [requiredDate(shape, 'created', report), requiredDate(shape, 'expires', report)];
  const { id, rule, product, owner, approvedBy } = texts;
  const contract = scope?.text('contract');
  const path = readPath(scope, report);
  const ticket = shape.text('ticket');
  if (rule !== undefined && !/^[^/\s]+\/[^/\s]+$/u.test(rule)) report('/rule', `${rule} is no name of a rule: write <pack>/<id>.`, 'value');
  if (created !== undefined && expires !== undefined && expires < created) report('/expires', `It expires on ${expires}, before it was created (${created}).`, 'value');
  if (owner !== undefined && approvedBy !== undefined && owner.trim().toLowerCase() === approvedBy.trim().toLowerCase()) report('/approvedBy', 'Who asks for an exception cannot approve it: approvedBy is the owner.', 'value');
  if (id === undefined || rule === undefined || product === undefined || owner === undefined || approvedBy === undefined || reason === undefined || created === undefined || expires === undefined) return undefined;
  return { kind: 'Waiver', id, rule, product, contract, path, owner, approvedBy, reason, ticket, created, expires, document };
}

function checkVersion(shape: Shape, report: Report): void {
  const version = shape.raw['apiVersion'];
  if (version !== 'dp/v1') report('/apiVersion', typeof version === 'string' && /^dp\/v[0-9]+$/u.test(version) ? `It was written by a newer dp (${version}); this one reads dp/v1.` : 'apiVersion must be dp/v1.');
}

function readReason(shape: Shape, report: Report): string | undefined {
  const reason = shape.requiredText('reason');
  if (reason !== undefined && Array.from(reason.trim()).length < shortestReason) report('/reason', `The reason has ${String(Array.from(reason.trim()).length)} characters; say it in ${String(shortestReason)} or more.`, 'value');
  return reason;
}

function requiredDate(shape: Shape, key: 'created' | 'expires' | 'until', report: Report): string | undefined {
  if (!shape.has(key)) report('', `${key} is missing: a day as YYYY-MM-DD.`);
  return shape.date(key);
}

function readPath(scope: Shape | undefined, report: Report): string | undefined {
  const path = scope?.text('path');
  if (path === undefined) return undefined;
  const normal = normalPath(path);
  if (hasIndex(path)) report('/scope/path', `${path} counts items, which breaks when they are reordered: name them, as in schema[name=orders].properties[name=email].`, 'value');
  else if (normal === undefined) report('/scope/path', `${path} is no keyed path, such as schema[name=orders].properties[name=email].`, 'value');
  return normal;
}

const changeKeys = ['apiVersion', 'kind', 'id', 'fingerprint', 'rule', 'product', 'contract', 'path', 'from', 'to', 'owner', 'acceptedBy', 'reason', 'created', 'until'];

function readChange(document: SourceDocument, report: Report): AcceptedChange | undefined {
  const shape = shapeOf(document.data, '', { noun: 'an accepted change', keys: changeKeys, report });
  if (shape === undefined) return undefined;
  checkVersion(shape, report);
  const [fingerprint, rule, reason] = [shape.requiredText('fingerprint'), shape.requiredText('rule'), readReason(shape, report)];
  const until = requiredDate(shape, 'until', report);
  shape.date('created');
  if (fingerprint !== undefined && !/^[0-9a-f]{20}$/u.test(fingerprint)) report('/fingerprint', 'fingerprint has 20 hex digits; `dp diff --format json` shows it.', 'value');
  const rest = { id: shape.text('id'), product: shape.text('product'), contract: shape.text('contract'), path: shape.text('path'), owner: shape.text('owner'), acceptedBy: shape.text('acceptedBy') };
  if (rest.owner === undefined && rest.acceptedBy === undefined) report('', 'An accepted change names who accepts it: owner or acceptedBy.');
  if (fingerprint === undefined || rule === undefined || reason === undefined || until === undefined) return undefined;
  return { kind: 'AcceptedChange', fingerprint, rule, reason, until, ...rest, document };
}
