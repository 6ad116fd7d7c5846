import { describe, expect, it } from 'vitest';
import { isAlias, isCollection, isMap, isScalar, parseDocument, type Node } from 'yaml';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { escapeToken } from '../../src/core/model/pointer.ts';
import { corpusFolder, readCorpus } from '../support/corpus.ts';

// js-yaml reads (fast, with offsets); yaml edits (keeps comments). They must mean the same text in the same way.
describe.skipIf(corpusFolder === undefined)('both YAML parsers on the corpus (needs DP_CORPUS)', () => {
  const documents = readCorpus().map(({ file, bytes }) => ({ file, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) }));

  it('build the same data from every document that has one', () => {
    const differing = documents.filter(({ file, text }) => {
      const ours = parseYaml(file, text).document.data;
      const theirs = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: false, merge: false });
      if (theirs.errors.length > 0) return ours !== undefined;
      return JSON.stringify(ours) !== JSON.stringify(theirs.toJS({ maxAliasCount: -1 }));
    });
    expect(differing.map(({ file }) => file)).toEqual([]);
    expect(documents).toHaveLength(143);
  });

  it('place every scalar at the same offsets', () => {
    const differing = documents.flatMap(({ file, text }) => {
      const { document } = parseYaml(file, text);
      if (document.data === undefined) return [];
      const theirs = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true });
      if (theirs.errors.length > 0) return [];
      return scalarsOf(theirs.contents, '').flatMap(({ pointer, start, end }) => {
        const place = document.locate(pointer, 'value');
        return place.start === start && text.slice(place.start, place.end).trimEnd() === text.slice(start, end).trimEnd() ? [] : [`${file} ${pointer}`];
      });
    });
    expect(differing).toEqual([]);
  });
});

function scalarsOf(node: Node | null, pointer: string): { pointer: string; start: number; end: number }[] {
  if (node === null || isAlias(node)) return [];
  if (isScalar(node)) {
    const [start, end] = node.range ?? [0, 0];
    // Block scalars and empty values are placed by their text here and by their indicator there.
    const isPlaced = node.type === 'PLAIN' || node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
    return isPlaced && end > start ? [{ pointer, start, end }] : [];
  }
  if (!isCollection(node)) return [];
  if (isMap(node)) return node.items.flatMap((pair) => scalarsOf(pair.value as Node | null, `${pointer}/${escapeToken(String(pair.key))}`));
  return node.items.flatMap((item, index) => scalarsOf(item as Node | null, `${pointer}/${String(index)}`));
}
