import { isRecord } from '../../manifest/node-reader.ts';
import { dpValue } from '../../manifest/read-product.ts';
import { judgeNeed, type JudgedNeed, type Offer } from '../../canvas/judge-need.ts';
import type { InputPort } from '../../model/product.ts';
import { derived, type Field } from './field.ts';
import { factOf, rawField, rawNodes, rawOf, rawTexts } from './facts.ts';
import type { DocumentView, Node } from './node.ts';
import { parseQuantity } from './quantity.ts';
import type { Run } from './run.ts';
import { firstText, type ListedTarget } from './target.ts';

/** A field that names an output port of the product. */
export const outputPortField: Field = {
  ...rawField('text', 'port'),
  resolves: (node) => (node.view.unit.unit.product?.outputPorts ?? []).some(({ name }) => name === rawOf(node)['port']),
};

function text(node: Node, key: string): string | undefined {
  const value = rawOf(node)[key];
  return typeof value === 'string' ? value : undefined;
}

/** Whether the port's contract promises what a consumer needs, and why not (one function with `dp canvas`). */
export function needVerdict(node: Node, { world }: Run): JudgedNeed {
  const offers = (node.view.unit.unit.product?.outputPorts ?? []).map((port): Offer => ({ port, contract: world.contractOf(node.view.unit, port)?.contract }));
  return judgeNeed({ port: text(node, 'port'), freshness: text(node, 'freshness'), format: text(node, 'format') }, offers);
}

const isMet = derived('boolean', (node, run) => {
  const { verdict } = needVerdict(node, run);
  return verdict === 'unknown' ? undefined : verdict === 'met';
}, { explain: (node, run) => needVerdict(node, run).reasons.join(', ') || undefined });

function canvasNodes(view: DocumentView): Node[] {
  const canvas = view.kind === 'product' ? factOf(view, 'canvas') : undefined;
  return canvas === undefined || !isRecord(canvas.value) ? [] : [{ kind: 'canvas', model: canvas.value, at: canvas.at, view, parent: undefined, path: 'canvas' }];
}

function consumerNodes(view: DocumentView): Node[] {
  return view.nodes('canvas').flatMap((canvas) => rawNodes(rawOf(canvas)['consumers'], { kind: 'consumers', view, at: `${canvas.at}/consumers`, base: 'canvas', list: 'consumers', keys: ['persona'] }));
}

function needNodes(view: DocumentView): Node[] {
  return view
    .nodes('consumers')
    .flatMap((parent) => rawNodes(rawOf(parent)['needs'], { kind: 'needs', view, at: `${parent.at}/needs`, parent, base: parent.path ?? '', list: 'needs', keys: ['port', 'format', 'freshness'] }));
}

function listNodes(view: DocumentView, fact: 'examples' | 'exposures', keys: readonly string[]): Node[] {
  const found = view.kind === 'product' ? factOf(view, fact) : undefined;
  return found === undefined ? [] : rawNodes(found.value, { kind: fact, view, at: found.at, base: '', list: fact, keys });
}

function sourceNodes(view: DocumentView): Node[] {
  return view.nodes('inputPorts').flatMap((parent) => {
    const found = dpValue(parent.model as InputPort, 'sourceSystem');
    return found === undefined || !isRecord(found.value) ? [] : [{ kind: 'sourceSystems', model: found.value, at: found.at, view, parent, path: `inputPorts[name=${(parent.model as InputPort).name}].sourceSystem` }];
  });
}

/** What dp's canvas, examples, exposures and source systems hold (INTERFACE, "One home"). */
export const canvasTargets: readonly ListedTarget[] = [
  { name: 'canvas', noun: 'canvas', documents: ['product'], isSingle: true, fields: rawTexts('value'), label: () => 'canvas', nodes: canvasNodes },
  {
    name: 'consumers',
    noun: 'consumer',
    documents: ['product'],
    isSingle: false,
    fields: { name: rawField('text', 'persona'), persona: rawField('text', 'persona'), useCases: rawField('values', 'useCases'), painPoints: rawField('values', 'painPoints') },
    label: (node) => firstText(rawOf(node)['persona']),
    nodes: consumerNodes,
  },
  {
    name: 'needs',
    noun: 'need',
    documents: ['product'],
    isSingle: false,
    fields: {
      port: outputPortField,
      persona: derived('text', ({ parent }) => (parent === undefined ? undefined : rawOf(parent)['persona'])),
      freshness: { ...rawField('text', 'freshness'), quantity: (value) => (typeof value === 'string' ? parseQuantity(value) : undefined) },
      ...rawTexts('format', 'integration', 'priority'),
      isMet,
      reasons: derived('text', (node, run) => needVerdict(node, run).reasons.join('; ')),
    },
    label: (node) => [node.parent === undefined ? undefined : rawOf(node.parent)['persona'], rawOf(node)['port']].filter((part) => typeof part === 'string').join(' on ') || 'unnamed',
    nodes: needNodes,
  },
  {
    name: 'examples',
    noun: 'usage example',
    documents: ['product'],
    isSingle: false,
    fields: { name: rawField('text', 'title'), port: outputPortField, ...rawTexts('title', 'file', 'code', 'shows') },
    label: (node) => firstText(rawOf(node)['title']),
    nodes: (view) => listNodes(view, 'examples', ['title', 'port']),
  },
  {
    name: 'exposures',
    noun: 'exposure',
    documents: ['product'],
    isSingle: false,
    fields: {
      type: { ...rawField('text', 'type'), values: ['dashboard', 'report', 'application', 'notebook', 'model', 'other'] },
      port: outputPortField,
      columns: rawField('values', 'columns'),
      ...rawTexts('name', 'description', 'url', 'owner'),
    },
    label: (node) => firstText(rawOf(node)['name']),
    nodes: (view) => listNodes(view, 'exposures', ['name']),
  },
  {
    name: 'sourceSystems',
    noun: 'source system',
    documents: ['product'],
    isSingle: false,
    fields: {
      name: rawField('text', 'system'),
      acquisition: { ...rawField('text', 'acquisition'), values: ['batch', 'api', 'cdc', 'file', 'stream'] },
      ...rawTexts('system', 'owner', 'description'),
    },
    label: (node) => firstText(rawOf(node)['system']),
    nodes: sourceNodes,
  },
];
