import type { Fix } from '../model/finding.ts';
import type { SourceDocument } from '../model/source-document.ts';

/** Quotes a number or boolean that should have been text (`version: 1.0`), keeping every digit as it was written. */
export function quoteFix(value: unknown, wanted: unknown, place: { readonly document: SourceDocument; readonly pointer: string }): Fix | undefined {
  const isText = wanted === 'string' || (Array.isArray(wanted) && wanted.includes('string'));
  if (!isText || (typeof value !== 'number' && typeof value !== 'boolean')) return undefined;
  const { start, end } = place.document.locate(place.pointer, 'value');
  const written = place.document.text.slice(start, end);
  // An alias or a tagged value is not what stands there.
  if (!/^[-+.\w]+$/u.test(written)) return undefined;
  return { title: `Quote ${written}`, edits: [{ file: place.document.file, startOffset: start, endOffset: end, text: `"${written}"` }] };
}
