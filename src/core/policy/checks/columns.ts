import type { Column } from '../../model/contract.ts';
import { relatedTo } from '../../model/draft.ts';
import type { Definition } from '../pack/model.ts';
import type { Node, UnitView } from '../targets/node.ts';
import { columnName } from '../targets/schema.ts';
import { type Check, fine, notApplicable, type Violation } from './check.ts';

/** The first column of each name in a product, by which the others are measured. */
const firsts = new WeakMap<UnitView, ReadonlyMap<string, Node>>();

function firstsOf(unit: UnitView): ReadonlyMap<string, Node> {
  const known = firsts.get(unit);
  if (known !== undefined) return known;
  const built = new Map<string, Node>();
  for (const view of unit.contracts) {
    for (const node of view.nodes('columns')) {
      const { name, logicalType } = node.model as Column;
      if (logicalType !== undefined && !built.has(name)) built.set(name, node);
    }
  }
  firsts.set(unit, built);
  return built;
}

/** The same name means the same type throughout a product. */
export const consistentColumns: Check = {
  name: 'consistent-columns',
  help: 'columns of one name have one logical type in all tables of a product',
  targets: ['columns'],
  params: {},
  fields: ['type', 'otherType', 'other'],
  message: 'Column {{label}} is {{type}}, but {{other}} is {{otherType}}.',
  prepare: () => (node) => {
    const column = node.model as Column;
    const first = firstsOf(node.view.unit).get(column.name);
    if (first === undefined || first === node || column.logicalType === undefined) return notApplicable;
    const other = first.model as Column;
    if (other.logicalType === column.logicalType) return fine;
    const violation: Violation = {
      found: { type: column.logicalType, otherType: other.logicalType ?? '', other: columnName(first) },
      place: { document: node.view.source, pointer: `${node.at}/logicalType` },
      related: [relatedTo({ document: first.view.source, pointer: `${first.at}/logicalType` }, `${columnName(first)} has its type here.`)],
    };
    return { kind: 'broken', violations: [violation] };
  },
};

type Fact = 'logicalType' | 'format' | 'classification' | 'businessName' | 'description';
const allFacts: readonly Fact[] = ['logicalType', 'format', 'classification', 'businessName', 'description'];
/** What is missing can be filled in; a format stands deeper, and prose that differs may well be meant. */
const fillable = new Set<Fact>(['logicalType', 'classification', 'businessName', 'description']);
const compared = new Set<Fact>(['logicalType', 'format', 'classification']);

function valueOf(column: Column, fact: Fact): string | undefined {
  if (fact !== 'format') return column[fact];
  const format = column.options['format'];
  return typeof format === 'string' ? format : undefined;
}

interface Terms {
  readonly byName: ReadonlyMap<string, Definition>;
  readonly byUrl: ReadonlyMap<string, Definition>;
}

function indexTerms(definitions: readonly Definition[]): Terms {
  const byName = new Map(definitions.flatMap((definition) => [definition.name, ...definition.aliases].map((name) => [name, definition] as const)));
  const byUrl = new Map(definitions.flatMap((definition) => (definition.url === undefined ? [] : [[definition.url, definition] as const])));
  return { byName, byUrl };
}

/** Columns that mean a shared business term look as the term is defined; what is missing can be filled in. */
export const matchesDefinition: Check = {
  name: 'matches-definition',
  help: 'a column that means a shared term is as the term is defined',
  targets: ['columns'],
  params: { facts: { kind: 'texts', help: `some of ${allFacts.join(', ')}`, fallback: ['logicalType', 'format', 'classification', 'description'] } },
  fields: ['term', 'difference'],
  message: 'Column {{label}} is not the term {{term}} as it is defined: {{difference}}.',
  prepare: (params, { definitions, report }) => {
    const wanted = params.texts('facts');
    const facts = allFacts.filter((fact) => wanted.includes(fact));
    if (facts.length !== wanted.length) {
      report('', `facts are some of ${allFacts.join(', ')}.`);
      return undefined;
    }
    const terms = indexTerms(definitions);
    return (node) => {
      const column = node.model as Column;
      const term = column.links.map(({ url }) => terms.byUrl.get(url)).find((found) => found !== undefined) ?? terms.byName.get(column.name);
      if (term === undefined) return notApplicable;
      const violation = compareWithTerm(node, term, facts);
      return violation === undefined ? fine : { kind: 'broken', violations: [violation] };
    };
  },
};

function compareWithTerm(node: Node, term: Definition, facts: readonly Fact[]): Violation | undefined {
  const column = node.model as Column;
  const differences = facts.flatMap((fact) => {
    const [own, wanted] = [valueOf(column, fact), term[fact]];
    if (wanted === undefined || own === wanted || (own !== undefined && !compared.has(fact))) return [];
    return [{ fact, own, wanted }];
  });
  if (differences.length === 0) return undefined;
  const missing = differences.filter(({ fact, own }) => own === undefined && fillable.has(fact));
  const wrong = differences.find(({ own }) => own !== undefined);
  const pointer = wrong === undefined ? node.at : `${node.at}/${wrong.fact === 'format' ? 'logicalTypeOptions/format' : wrong.fact}`;
  const title = `Fill in ${missing.map(({ fact }) => fact).join(' and ')} from the term ${term.name}`;
  return {
    found: { term: term.name, difference: differences.map(({ fact, own, wanted }) => (own === undefined ? `${fact} is missing` : `${fact} is ${own}, not ${wanted}`)).join('; ') },
    place: { document: node.view.source, pointer },
    related: [relatedTo(term.at, `The term ${term.name} is defined here.`)],
    ...(missing.length === 0 ? {} : { mending: { document: node.view.source, repair: { kind: 'set-keys' as const, title, mapping: node.at, entries: missing.map(({ fact, wanted }) => [fact, wanted] as const) } } }),
  };
}
