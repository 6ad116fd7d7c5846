import { actionFor, noticeText } from '../../core/outdated/findings.ts';
import { isOutdated, type JudgedPort } from '../../core/outdated/judge-port.ts';
import { productKey } from '../../core/model/product.ts';

export const outdatedFailLevels = ['never', 'deprecated', 'breaking'] as const;
export type OutdatedFailLevel = (typeof outdatedFailLevels)[number];

/** Whether a port makes the run fail: what its owner took back or will, or a step that breaks readers. */
export function failsAtLevel({ notices, step }: JudgedPort, level: OutdatedFailLevel): boolean {
  switch (level) {
    case 'never':
      return false;
    case 'deprecated':
      return notices.some(({ kind }) => kind !== 'moved');
    case 'breaking':
      return step?.result.verdict === 'breaking' || notices.some((notice) => notice.kind === 'yanked' || ('hasEnded' in notice && notice.hasEnded));
  }
}

/** How a port stands: `unpublished` where the registry has no version of what it names. */
export function stateOf(judged: JudgedPort): 'current' | 'outdated' | 'unpublished' {
  if (judged.supply.read === undefined) return 'unpublished';
  return isOutdated(judged) ? 'outdated' : 'current';
}

/** The section that `dp outdated` adds to its JSON: every input port that names a contract. */
export function outdatedSection(ports: readonly JudgedPort[]): Record<string, unknown>[] {
  return ports.map((judged) => {
    const { consumer, port, contractId, supply, notices, step } = judged;
    const { read, newest, isNewer } = supply;
    return {
      product: productKey(consumer.product),
      port: port.name,
      contract: contractId,
      version: port.version ?? null,
      state: stateOf(judged),
      provider: read?.product.key ?? null,
      providerVersion: read?.entry.version ?? null,
      newest: newest?.port.version ?? null,
      newestProviderVersion: newest?.entry.version ?? null,
      isNewer,
      verdict: step?.result.verdict ?? null,
      breakingChanges: (step?.breaking ?? []).map(({ rule, message, subject }) => ({ rule, message, path: subject.path })),
      columns: step?.columns ?? [],
      consumers: step?.consumers ?? [],
      notices: notices.map((notice) => ({ kind: notice.kind, text: noticeText(notice).replace(/^which (?:was |is )?/u, ''), until: dateOf(notice) })),
      action: isOutdated(judged) ? actionFor(judged) : null,
    };
  });
}

function dateOf(notice: JudgedPort['notices'][number]): string | null {
  if (notice.kind === 'ending') return notice.date;
  return notice.kind === 'deprecated' ? (notice.until ?? null) : null;
}
