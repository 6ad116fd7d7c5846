import type { PolicyPack } from '../pack/model.ts';
import type { PackProblem } from '../pack/problem.ts';
import { canonicalNames, type Term, type Vocabulary } from '../targets/vocabulary.ts';

interface Settled {
  readonly terms: readonly Term[];
  readonly pack: PolicyPack;
  /** Nobody maps the name: rules of the pack read the property itself. */
  readonly isImplied: boolean;
}

/**
 * One vocabulary for all packs in force. The first pack that maps a name settles it, or that uses it without mapping it:
 * what a rule reads must not change under the hands of a pack further in. dp's own rules follow whatever is settled.
 */
export function settleVocabulary(packs: readonly PolicyPack[], problems: PackProblem[]): Vocabulary {
  const settled = new Map<string, Settled>();
  for (const pack of packs) {
    for (const [name, { terms, at }] of pack.vocabulary) {
      const known = settled.get(name);
      if (known === undefined) settled.set(name, { terms, pack, isImplied: false });
      else if (JSON.stringify(known.terms) !== JSON.stringify(terms)) {
        const other = known.pack.vocabulary.get(name);
        problems.push({
          message: `${pack.origin} maps custom.${name} otherwise than ${known.pack.origin}, whose rules would read other facts.`,
          at,
          related: other === undefined ? { at: { document: known.pack.document, pointer: '/rules' }, message: `Rules of ${known.pack.origin} read the property ${name} itself.` } : { at: other.at, message: `${known.pack.origin} maps it here.` },
        });
      }
    }
    if (pack.isBuiltIn) continue;
    for (const name of pack.customNames) if (!settled.has(name)) settled.set(name, { terms: [{ property: name, vendor: undefined, pointer: '' }], pack, isImplied: true });
  }
  reportUnused(packs, problems);
  return new Map([...settled].flatMap(([name, { terms, isImplied }]) => (isImplied ? [] : [[name, terms] as const])));
}

function reportUnused(packs: readonly PolicyPack[], problems: PackProblem[]): void {
  const used = new Set([...packs.flatMap(({ customNames }) => [...customNames]), ...canonicalNames]);
  for (const pack of packs) {
    for (const [name, { at }] of pack.vocabulary) {
      if (!used.has(name)) problems.push({ message: `The vocabulary entry ${name} is used by no rule: write custom.${name} in one, or remove it.`, at: { ...at, part: 'key' } });
    }
  }
}
