import { nameIssue } from '../registry/grammar.ts';

const spelledOut: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' };

export type SlugResult = { readonly ok: true; readonly slug: string } | { readonly ok: false; readonly reason: string };

/**
 * The registry's spelling of a name (REGISTRY, "Layout"): `Bestellungen für Österreich` → `bestellungen-fur-osterreich`.
 * Refused where nothing is left of it or where what is left does not fit the grammar.
 */
export function slugify(text: string): SlugResult {
  const slug = text
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/gu, (letter) => spelledOut[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
  if (slug === '') return { ok: false, reason: 'has no letter a to z and no digit' };
  const issue = nameIssue(slug);
  if (issue !== undefined) return { ok: false, reason: `would be spelled ${slug}, and ${issue}` };
  return { ok: true, slug };
}
