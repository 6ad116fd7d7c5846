import { columnResolver, columnsOf } from '../../lineage/column-refs.ts';
import type { Column, DataContract } from '../../model/contract.ts';
import { relatedTo } from '../../model/draft.ts';
import { customField } from '../targets/custom.ts';
import type { DocumentView, Node } from '../targets/node.ts';
import type { Run } from '../targets/run.ts';
import { type Check, fine, notApplicable, type Outcome } from './check.ts';

interface Source {
  readonly view: DocumentView;
  readonly path: string;
  readonly column: Column;
}

interface Reader {
  readonly resolve: (text: string) => string | undefined;
  readonly columns: ReadonlyMap<string, Column>;
}

const readers = new WeakMap<DataContract, Reader>();

function readerOf(contract: DataContract): Reader {
  const known = readers.get(contract);
  if (known !== undefined) return known;
  const resolve = columnResolver(contract, new Set());
  const built: Reader = {
    resolve: (text) => {
      const ref = resolve(text);
      return ref?.kind === 'column' ? ref.column : undefined;
    },
    columns: new Map(columnsOf(contract).map(({ path, column }) => [path, column] as const)),
  };
  readers.set(contract, built);
  return built;
}

/** The columns of the product's inputs that a column says it is made from. */
function sourcesOf(node: Node, { world }: Run): Source[] {
  const { unit } = node.view;
  const inputs = (unit.unit.product?.inputPorts ?? []).flatMap((port) => world.contractOf(unit, port) ?? []);
  return (node.model as Column).transformSourceObjects.flatMap((text) =>
    inputs.flatMap((view) => {
      const reader = view.contract === undefined ? undefined : readerOf(view.contract);
      const path = reader?.resolve(text);
      const column = path === undefined ? undefined : reader?.columns.get(path);
      return column === undefined || path === undefined ? [] : [{ view, path, column }];
    }),
  );
}

export const classificationThroughLineage: Check = {
  name: 'classification-through-lineage',
  help: 'a column is classified at least as high as what it is made from, unless it says how it was anonymised',
  targets: ['columns'],
  params: { order: { kind: 'texts', help: 'classifications from open to secret', fallback: ['public', 'internal', 'confidential', 'restricted', 'secret'] } },
  fields: ['source', 'sourceClassification', 'ownClassification'],
  message: 'Column {{label}} is {{ownClassification}}, but it is made from {{source}}, which is {{sourceClassification}}.',
  prepare: (params, { vocabulary }) => {
    const order = params.texts('order');
    const anonymization = customField('anonymization', vocabulary.get('anonymization'));
    // What nobody has ranked is taken for the most secret there is.
    const rank = (classification: string): number => (order.includes(classification) ? order.indexOf(classification) : order.length);
    return (node, run): Outcome => {
      const column = node.model as Column;
      if (column.transformSourceObjects.length === 0 || node.view.unit.unit.product === undefined) return notApplicable;
      if (anonymization.read(node, run) !== undefined) return fine;
      const classified = sourcesOf(node, run).filter((source) => source.column.classification !== undefined);
      if (classified.length === 0) return { kind: 'unknown', reason: 'the contracts it is made from are not here, or classify nothing' };
      const highest = classified.reduce((a, b) => (rank(b.column.classification ?? '') > rank(a.column.classification ?? '') ? b : a));
      const own = column.classification;
      if (own !== undefined && rank(own) >= rank(highest.column.classification ?? '')) return fine;
      const found = { source: `${highest.view.contract?.id ?? ''} ${highest.path}`.trim(), sourceClassification: highest.column.classification ?? '', ownClassification: own ?? 'not classified' };
      const place = { document: node.view.source, pointer: own === undefined ? node.at : `${node.at}/classification` };
      return { kind: 'broken', violations: [{ found, place, related: [relatedTo({ document: highest.view.source, pointer: `${highest.column.at}/classification` }, 'It is made from this column.')] }] };
    };
  },
};

/** What `dp diff` says, held against the declared version. */
export const breakingChangeWithoutBump: Check = {
  name: 'breaking-change-without-bump',
  help: 'a breaking change comes with the version that it needs',
  targets: ['contract', 'product'],
  params: {},
  fields: ['demanded', 'declared'],
  message: '{{label}} breaks its readers, which needs a {{demanded}} version; it declares {{declared}} one.',
  prepare: () => (node, { world }) => {
    const change = world.changeOf(node.view);
    if (change === undefined) return { kind: 'not-applicable', reason: 'there is nothing to compare with here: dp publish holds it against what is published' };
    if (change.verdict !== 'breaking' || change.isEnough) return fine;
    const declared = change.declared === 'none' ? 'no new' : `a ${change.declared}`;
    return { kind: 'broken', violations: [{ found: { demanded: change.demanded, declared }, place: { document: node.view.source, pointer: '/version' } }] };
  },
};
