import { isYanked, type ProductStatus } from '../../core/registry/status.ts';

/** What a reader should know of a version before anything else, one sentence each. */
export function versionNotes(status: ProductStatus, version: string): string[] {
  const own = status.versions.get(version);
  const yanked = own?.yanked === undefined ? [] : [`yanked${because(own.yanked.reason)}`];
  const deprecated = (own?.deprecations ?? []).map(({ reason, until, replacement, port }) => {
    const what = port === undefined ? 'deprecated' : `port ${port} deprecated`;
    return `${what}${because(reason)}${until === undefined ? '' : `, until ${until}`}${replacement === undefined ? '' : `; use ${replacement}`}`;
  });
  return [...yanked, ...deprecated];
}

/** The same of the whole product. */
export function productNotes(status: ProductStatus): string[] {
  const retired = status.retired === undefined ? [] : [`retired${because(status.retired.reason)}`];
  return [...(status.movedTo === undefined ? [] : [`moved to ${status.movedTo}`]), ...retired];
}

/** One word for a table: `yanked`, `deprecated`, `latest` or nothing. */
export function versionMark(status: ProductStatus, version: string, latest: string | undefined): string {
  if (isYanked(status, version)) return 'yanked';
  const marks = [...(version === latest ? ['latest'] : []), ...((status.versions.get(version)?.deprecations.length ?? 0) > 0 ? ['deprecated'] : [])];
  return marks.join(', ');
}

function because(reason: string | undefined): string {
  return reason === undefined ? '' : `: ${reason}`;
}
