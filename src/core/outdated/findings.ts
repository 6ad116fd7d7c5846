import { type FindingDraft, relatedTo } from '../model/draft.ts';
import { pointerOf } from '../model/common.ts';
import type { RelatedLocation } from '../model/finding.ts';
import { productKey } from '../model/product.ts';
import { type JudgedPort, type Notice, verdictOfPort } from './judge-port.ts';
import { outdatedRule, type OutdatedRule } from './rules.ts';

const shownChanges = 10;

/** The findings of one input port, located at the version it names; none where it is up to date. */
export function portFindings(judged: JudgedPort): FindingDraft[] {
  const notices = judged.notices.map((notice) => draft(judged, ruleOf(notice), { message: `${subjectOf(judged)}, ${noticeText(notice)}.`, discriminator: notice.kind }));
  return [...notices, ...stepFinding(judged)];
}

function stepFinding(judged: JudgedPort): FindingDraft[] {
  const { supply, step } = judged;
  const { read, newest } = supply;
  if (!supply.isNewer || read === undefined || newest === undefined) return [];
  const verdict = verdictOfPort(judged);
  const rule = verdict === 'breaking' ? 'outdated-breaking' : 'outdated-newer';
  const message = `${subjectOf(judged)}; ${newest.port.version ?? newest.entry.version} is there: ${stepText(judged)}.`;
  const finding = draft(judged, rule, { message, discriminator: `${read.port.version ?? ''}→${newest.port.version ?? ''}` });
  if (step === null) return [finding];
  const level = verdict === 'breaking' || verdict === 'warning' ? verdict : 'info';
  return [
    {
      ...finding,
      related: relatedChanges(judged),
      change: { level, path: finding.subject.path, from: read.port.version ?? null, to: newest.port.version ?? null, consumers: step.consumers },
    },
  ];
}

function draft(judged: JudgedPort, id: OutdatedRule, what: { readonly message: string; readonly discriminator: string }): FindingDraft {
  const { consumer, port, contractId } = judged;
  const rule = outdatedRule(id);
  const { product } = consumer;
  return {
    rule: id,
    severity: rule.severity,
    message: what.message,
    at: { document: product.document, pointer: pointerOf(port, port.version === undefined ? 'contractId' : 'version') },
    subject: { product: product.name ?? null, key: productKey(product), contract: contractId, path: `inputPorts[name=${/^[A-Za-z0-9_-]+$/u.test(port.name) ? port.name : JSON.stringify(port.name)}].version` },
    discriminator: what.discriminator,
    help: actionFor(judged),
  };
}

function ruleOf(notice: Notice): OutdatedRule {
  switch (notice.kind) {
    case 'yanked':
      return 'outdated-yanked';
    case 'retired':
      return 'outdated-retired';
    case 'moved':
      return 'outdated-moved';
    case 'deprecated':
      return notice.hasEnded ? 'outdated-ended' : 'outdated-deprecated';
    case 'ending':
      return notice.hasEnded ? 'outdated-ended' : 'outdated-ending';
  }
}

function subjectOf({ port, contractId, supply: { read } }: JudgedPort): string {
  const version = port.version ?? read?.port.version;
  const provider = read === undefined ? '' : ` of ${read.product.key}`;
  return `Input port ${port.name} reads ${contractId}${version === undefined ? '' : ` ${version}`}${provider}`;
}

/** What an owner said, as the end of a sentence about what is read. */
export function noticeText(notice: Notice): string {
  switch (notice.kind) {
    case 'yanked':
      return `which was yanked${because(notice.reason)}`;
    case 'retired':
      return `which is retired${because(notice.reason)}`;
    case 'moved':
      return `which lives at ${notice.to} now`;
    case 'ending':
      return notice.hasEnded ? `which ended on ${notice.date}` : `which ends on ${notice.date}`;
    case 'deprecated': {
      const until = notice.until === undefined ? '' : notice.hasEnded ? `; it ended on ${notice.until}` : `; it ends on ${notice.until}`;
      return `which is deprecated${because(notice.reason)}${until}${notice.replacement === undefined ? '' : `; the owner names ${notice.replacement} instead`}`;
    }
  }
}

function because(reason: string | undefined): string {
  return reason === undefined ? '' : `: ${reason.replace(/[.\s]+$/u, '')}`;
}

/** What the step to the newest version means for this reader, without a full stop. */
export function stepText(judged: JudgedPort): string {
  const { step } = judged;
  if (step === null) return 'what changed could not be compared';
  const { breaking, hits, columns, result } = step;
  switch (result.verdict) {
    case 'identical':
      return 'nothing that readers see has changed';
    case 'compatible':
      return 'nothing breaks';
    case 'warning':
      return 'nothing breaks for certain, but some changes need a look';
    case 'breaking': {
      const count = breaking.length === 1 ? '1 change breaks readers' : `${String(breaking.length)} changes break readers`;
      if (hits.length === 0) return `${count}, none of them a column that this product says it reads`;
      return columns.length === 0 ? `${count}; this product does not say which columns it reads` : `${count}; this product reads ${columns.join(', ')}`;
    }
  }
}

/** What to do about a port, one sentence. */
export function actionFor(judged: JudgedPort): string {
  const { supply, step, port, notices } = judged;
  const { newest, read } = supply;
  const replacement = notices.flatMap((notice) => (notice.kind === 'deprecated' ? (notice.replacement ?? []) : []))[0];
  if (supply.isNewer && newest !== undefined && read !== undefined) {
    const set = `set version: ${newest.port.version ?? newest.entry.version} on input port ${port.name}`;
    const look = `dp show ${newest.product.key}@${newest.entry.version}`;
    switch (step?.result.verdict) {
      case 'identical':
      case 'compatible':
        return `${capital(set)}.`;
      case 'warning':
        return `Look at what changed (${look}), then ${set}.`;
      case 'breaking': {
        const first = step.hits.length === 0 ? `Check that nothing else of it is read (${look})` : `Adapt what reads ${step.columns.length === 0 ? 'it' : step.columns.join(', ')}`;
        return `${first}, then ${set}.${replacement === undefined ? '' : ` Or read ${replacement} first, as the owner says.`}`;
      }
      case undefined:
        return `Look at the new version (${look}), then ${set}.`;
    }
  }
  if (replacement !== undefined) return `Read ${replacement} instead, as the owner says.`;
  if (notices.some(({ kind }) => kind === 'yanked') && newest !== undefined && newest.port.version !== port.version) return `Go back to the newest version that was not yanked: set version: ${newest.port.version ?? newest.entry.version} on input port ${port.name}.`;
  if (notices.every(({ kind }) => kind === 'moved')) return 'Nothing to change: the contract id leads to it.';
  const owners = read?.entry.owners ?? [];
  return `There is no newer version: ask ${owners.length === 0 ? 'the owner' : owners.join(', ')} what to read from now on.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function relatedChanges({ step }: JudgedPort): RelatedLocation[] {
  return (step?.breaking ?? []).slice(0, shownChanges).map((change) => relatedTo(change.at, change.message, 'new'));
}
