import { didYouMean } from '../model/nearest.ts';
import { joinPointer } from '../model/pointer.ts';
import type { EffectivePolicies, EffectiveReading, PackNode, PolicyLayer } from './effective.ts';
import { addRule, ownRule, overrideRule, type RuleMap, selectedRule } from './inherit/merge-rules.ts';
import { settleVocabulary } from './inherit/vocabulary.ts';
import { type Definition, defaultWaiverTerms, type PolicyPack } from './pack/model.ts';
import type { PackProblem } from './pack/problem.ts';

/** More rules than any set of packs has; beyond, nothing is judged. */
export const mostEffectiveRules = 10_000;

interface Merge {
  /** dp's own catalogue, which packs take rules from. */
  readonly catalogue: PolicyPack;
  readonly problems: PackProblem[];
  readonly known: Map<PackNode, RuleMap>;
  readonly packs: PolicyPack[];
}

/**
 * Everything that is in force where packs and dp.yaml files meet, in the order organisation, domain, product (POLICY,
 * "Inheritance"): a rule in several packs runs once, the strictest way, and a child may only tighten. `layers` are the
 * dp.yaml files from the outermost to the nearest. Each value remembers who said it.
 */
export function effectivePolicies(layers: readonly PolicyLayer[], catalogue: PolicyPack): EffectiveReading {
  const merge: Merge = { catalogue, problems: [], known: new Map(), packs: [] };
  const rules: RuleMap = new Map();
  for (const { origin, roots, overrides } of layers) {
    for (const root of roots) for (const rule of rulesOf(root, merge).values()) addRule(rules, rule, merge.problems);
    for (const override of overrides) overrideRule(rules, override, { origin, problems: merge.problems });
  }
  if (rules.size > mostEffectiveRules) merge.problems.push(...tooMany(merge.packs, rules.size));
  reportTwins(merge);
  const vocabulary = settleVocabulary(merge.packs, merge.problems);
  const definitions = settleDefinitions(merge);
  if (merge.problems.length > 0) return { ok: false, problems: merge.problems };
  const fallback = merge.packs.find(({ waivers }) => waivers !== undefined)?.waivers ?? defaultWaiverTerms;
  const policies: EffectivePolicies = {
    rules,
    packs: merge.packs,
    vocabulary,
    definitions,
    // An organisation's terms hold for dp's own rules, too: dp's packs have none.
    waiverTermsOf: ({ pack }) => pack.waivers ?? (pack.isBuiltIn ? fallback : defaultWaiverTerms),
  };
  return { ok: true, policies };
}

/** What a pack with everything it extends comes to. */
function rulesOf(node: PackNode, merge: Merge): RuleMap {
  const known = merge.known.get(node);
  if (known !== undefined) return known;
  const rules: RuleMap = new Map();
  merge.known.set(node, rules);
  for (const parent of node.parents) for (const rule of rulesOf(parent, merge).values()) addRule(rules, rule, merge.problems);
  const { pack } = node;
  if (!merge.packs.some((other) => isSamePack(other, pack))) merge.packs.push(pack);
  for (const rule of pack.rules) addRule(rules, ownRule(rule, pack, pack.origin), merge.problems);
  for (const selection of pack.selections) {
    const base = merge.catalogue.rules.find(({ name }) => name === selection.rule);
    if (base === undefined) merge.problems.push({ message: `dp's catalogue has no rule ${selection.rule}.${didYouMean(selection.rule, merge.catalogue.rules.map(({ name }) => name))}`, at: { ...selection.at, pointer: joinPointer(selection.at.pointer, 'rule') } });
    else addRule(rules, selectedRule(ownRule(base, merge.catalogue, pack.origin), selection, merge.problems), merge.problems);
  }
  for (const override of pack.overrides) overrideRule(rules, override, { origin: pack.origin, problems: merge.problems });
  return rules;
}

function isSamePack(a: PolicyPack, b: PolicyPack): boolean {
  return a === b || (a.name === b.name && a.version === b.version && a.document.text === b.document.text);
}

// A pack's name is the first half of its rules' names: two packs may not share it.
function reportTwins({ packs, problems }: Merge): void {
  for (const [index, pack] of packs.entries()) {
    const twin = packs.slice(0, index).find(({ name }) => name === pack.name);
    if (twin === undefined) continue;
    problems.push({
      message: `${pack.origin} and ${twin.origin} are both called ${pack.name} (${pack.version} and ${twin.version}) and differ: one of them only can be in force.`,
      at: { document: pack.document, pointer: '/metadata/name' },
      related: { at: { document: twin.document, pointer: '/metadata/name' }, message: 'The other one is called so here.' },
    });
  }
}

function tooMany(packs: readonly PolicyPack[], count: number): PackProblem[] {
  const last = packs.at(-1);
  return last === undefined ? [] : [{ message: `${String(count)} rules would be in force; ${String(mostEffectiveRules)} is the limit.`, at: { document: last.document, pointer: '/rules' } }];
}

// A term that an outer pack defines is settled: a pack further in may repeat it, not change it.
function settleDefinitions({ packs, problems }: Merge): Definition[] {
  const settled = new Map<string, Definition>();
  for (const definition of packs.flatMap(({ definitions }) => definitions)) {
    const known = settled.get(definition.name);
    if (known === undefined) settled.set(definition.name, definition);
    else if (facts(known) !== facts(definition)) problems.push({ message: `The term ${definition.name} is defined otherwise by a pack that comes first.`, at: definition.at, related: { at: known.at, message: 'It is defined here.' } });
  }
  return [...settled.values()];
}

function facts({ aliases, logicalType, format, classification, description, url, businessName }: Definition): string {
  return JSON.stringify([aliases, logicalType, format, classification, description, url, businessName]);
}
