const spelledOut: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' };
const deviceName = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/u;
const maxLength = 63;

export type SlugResult = { readonly ok: true; readonly slug: string } | { readonly ok: false; readonly reason: string };

/**
 * The registry's spelling of a name (REGISTRY, "Layout"): `Bestellungen für Österreich` → `bestellungen-fur-osterreich`.
 * Refused where nothing is left of it, where it is too long, and where Windows cannot have a file of that name.
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
  if (slug.length > maxLength) return { ok: false, reason: `is longer than ${String(maxLength)} characters as ${slug}` };
  if (deviceName.test(slug)) return { ok: false, reason: `is a device name on Windows, so no folder can be called ${slug} there` };
  return { ok: true, slug };
}
