import { isRecord } from '../../manifest/node-reader.ts';
import { outputPortField } from './canvas.ts';
import { derived, type Field, type FieldTable } from './field.ts';
import { factOf, rawField, rawNodes, rawOf, rawTexts } from './facts.ts';
import type { DocumentView, Node, NodeKind } from './node.ts';
import { firstText, type ListedTarget, type Target } from './target.ts';

function single(view: DocumentView, from: { readonly kind: NodeKind; readonly document: 'product' | 'contract'; readonly fact: string }): Node[] {
  const found = view.kind === from.document ? factOf(view, from.fact) : undefined;
  return found === undefined || !isRecord(found.value) ? [] : [{ kind: from.kind, model: found.value, at: found.at, view, parent: undefined, path: from.fact }];
}

function modelItems(key: string, kind: NodeKind, keys: readonly string[]): Field {
  return derived('nodes', (node) => rawNodes(rawOf(node)[key], { kind, view: node.view, at: `${node.at}/${key}`, parent: node, base: 'mlModel', list: key, keys }), { target: kind, pointer: ({ at }) => `${at}/${key}` });
}

function metricNodes(view: DocumentView): Node[] {
  return view
    .nodes('model')
    .flatMap((parent) => rawNodes(rawOf(parent)['metrics'], { kind: 'modelMetrics', view, at: `${parent.at}/metrics`, parent, base: 'mlModel', list: 'metrics', keys: ['name', 'dataset', 'slice'] }));
}

/** Whether a metric keeps its threshold; absent where it has none, or no value. */
const keepsThreshold = derived('boolean', (node) => {
  const { value, threshold } = rawOf(node);
  if (typeof value !== 'number' || !isRecord(threshold)) return undefined;
  const { min, max } = threshold;
  if (typeof min !== 'number' && typeof max !== 'number') return undefined;
  return (typeof min !== 'number' || value >= min) && (typeof max !== 'number' || value <= max);
}, {
  pointer: ({ at }) => `${at}/value`,
  explain: (node) => {
    const { value, threshold } = rawOf(node);
    if (typeof value !== 'number' || !isRecord(threshold)) return undefined;
    const bounds = (['min', 'max'] as const).flatMap((key) => (typeof threshold[key] === 'number' ? [`${key} ${String(threshold[key])}`] : []));
    return `${String(value)} is held against ${bounds.join(' and ')}`;
  },
});

const handlings = ['late', 'malformed', 'duplicate', 'replayed'] as const;

function handlingFields(): FieldTable {
  const actions = ['reject', 'quarantine', 'drop', 'correct', 'accept'];
  return Object.fromEntries(
    handlings.flatMap((name) => [
      [name, rawField('object', name)],
      [`${name}.action`, { ...rawField('text', name, 'action'), values: actions }],
      ...['within', 'to', 'notify', 'description'].map((key) => [`${name}.${key}`, rawField('text', name, key)] as const),
    ]),
  );
}

/** dp's facts about models, streams and the handling of errors (INTERFACE, "One home"). */
export const modelAndStreamTargets: readonly ListedTarget[] = [
  {
    name: 'model',
    noun: 'model',
    documents: ['product'],
    isSingle: true,
    fields: {
      ...rawTexts('task', 'framework'),
      port: outputPortField,
      card: rawField('object', 'card'),
      ...Object.fromEntries(['intendedUse', 'outOfScopeUse', 'limitations', 'ethics'].map((key) => [`card.${key}`, rawField('text', 'card', key)])),
      artifacts: modelItems('artifacts', 'artifacts', ['path', 'url']),
      featurePipelines: modelItems('featurePipelines', 'featurePipelines', ['name']),
      trainingData: modelItems('trainingData', 'trainingData', ['port', 'version']),
    },
    label: (node) => firstText(rawOf(node)['task']),
    nodes: (view) => single(view, { kind: 'model', document: 'product', fact: 'mlModel' }),
  },
  {
    name: 'modelMetrics',
    noun: 'model metric',
    documents: ['product'],
    isSingle: false,
    fields: {
      ...rawTexts('name', 'dataset', 'date', 'slice'),
      value: rawField('number', 'value'),
      threshold: rawField('object', 'threshold'),
      'threshold.min': rawField('number', 'threshold', 'min'),
      'threshold.max': rawField('number', 'threshold', 'max'),
      keepsThreshold,
    },
    label: (node) => firstText(rawOf(node)['name']),
    nodes: metricNodes,
  },
  {
    name: 'stream',
    noun: 'stream promise',
    documents: ['contract'],
    isSingle: true,
    fields: {
      deliveryGuarantee: { ...rawField('text', 'deliveryGuarantee'), values: ['at-least-once', 'at-most-once', 'exactly-once'] },
      ordering: { ...rawField('text', 'ordering'), values: ['none', 'key', 'partition', 'topic'] },
      schemaCompatibility: { ...rawField('text', 'schemaCompatibility'), values: ['none', 'backward', 'backward-transitive', 'forward', 'forward-transitive', 'full', 'full-transitive'] },
      subjectStrategy: { ...rawField('text', 'subjectStrategy'), values: ['topic', 'record', 'topic-record'] },
      ...rawTexts('serialization', 'deadLetter'),
      key: rawField('any', 'key'),
      partitions: rawField('number', 'partitions'),
      compaction: rawField('boolean', 'compaction'),
    },
    label: () => 'stream',
    nodes: (view) => single(view, { kind: 'stream', document: 'contract', fact: 'stream' }),
  },
  {
    name: 'errorHandling',
    noun: 'error handling',
    documents: ['contract'],
    isSingle: true,
    fields: handlingFields(),
    label: () => 'errorHandling',
    nodes: (view) => single(view, { kind: 'errorHandling', document: 'contract', fact: 'errorHandling' }),
  },
];

/** Items of a model's lists. */
export const modelItemTargets: readonly Target[] = [
  {
    name: 'trainingData',
    noun: 'training data entry',
    documents: ['product'],
    isSingle: false,
    fields: {
      port: { ...rawField('text', 'port'), resolves: (node) => (node.view.unit.unit.product?.inputPorts ?? []).some(({ name }) => name === rawOf(node)['port']) },
      ...rawTexts('version', 'from', 'to', 'description'),
      rows: rawField('number', 'rows'),
    },
    label: (node) => firstText(rawOf(node)['port']),
  },
  {
    name: 'artifacts',
    noun: 'model artifact',
    documents: ['product'],
    isSingle: false,
    fields: rawTexts('path', 'url', 'sha256', 'format'),
    label: (node) => firstText(rawOf(node)['path'], rawOf(node)['url']),
  },
  {
    name: 'featurePipelines',
    noun: 'feature pipeline',
    documents: ['product'],
    isSingle: false,
    fields: { ...rawTexts('name', 'description', 'file'), inputs: rawField('values', 'inputs'), features: rawField('values', 'features') },
    label: (node) => firstText(rawOf(node)['name']),
  },
];
