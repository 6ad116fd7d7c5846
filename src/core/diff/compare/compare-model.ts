import { isRecord, type NodeReader, readNode } from '../../manifest/node-reader.ts';
import { keyedPath } from '../../model/keyed-path.ts';
import { change, type Change, type Pair, type Spot } from '../change.ts';
import { matchByKeys } from '../match.ts';
import type { RawRecord } from '../raw.ts';
import type { DiffRuleId } from '../rules/index.ts';
import { proseForm, show } from '../value.ts';

type Placed = { readonly at: string; readonly value: unknown } | undefined;

/** DIFF, "Settled questions": the model that a product serves. */
export function compareModel(models: Pair<Placed>): Change[] {
  const [old, successor] = [nodeOf(models.old), nodeOf(models.new)];
  const spot: Spot = { path: 'mlModel', at: successor?.at ?? '/customProperties', was: old?.at ?? '/customProperties' };
  if (old === undefined || successor === undefined) {
    if (old !== undefined) return [change('model-removed', spot, { from: old.string('task') ?? 'model', what: 'The model is gone', part: 'key' })];
    return successor === undefined ? [] : [change('model-added', spot, { to: successor.string('task') ?? 'model', what: 'A model is described', was: undefined })];
  }
  const card: Pair<NodeReader | undefined> = { old: old.child('card'), new: successor.child('card') };
  return [
    ...compareMetrics({ old: old.children('metrics'), new: successor.children('metrics') }, spot),
    ...group({ old, new: successor }, spot, { rule: 'model-artifact-changed', keys: ['artifacts'] }),
    ...group({ old, new: successor }, spot, { rule: 'model-input-changed', keys: ['trainingData', 'featurePipelines'] }),
    ...intendedUse({ old, new: successor }, card, spot),
    ...compareRestOfModel({ old, new: successor }, spot),
  ];
}

function nodeOf(placed: Placed): NodeReader | undefined {
  return placed === undefined ? undefined : readNode(placed.value, placed.at);
}

function changedKeys(pair: Pair<NodeReader | undefined>, keys: readonly string[]): string[] {
  return keys.filter((key) => proseForm(pair.old?.raw[key]) !== proseForm(pair.new?.raw[key]));
}

function picked(raw: RawRecord, keys: readonly string[]): RawRecord {
  return Object.fromEntries(keys.map((key) => [key, raw[key] ?? null]));
}

function group(pair: Pair<NodeReader>, spot: Spot, { rule, keys }: { readonly rule: DiffRuleId; readonly keys: readonly string[] }): Change[] {
  const changed = changedKeys(pair, keys);
  const [first] = changed;
  if (first === undefined) return [];
  const where = Object.hasOwn(pair.new.raw, first) ? { at: `${spot.at}/${first}` } : {};
  return [change(rule, spot, { from: picked(pair.old.raw, changed), to: picked(pair.new.raw, changed), what: `${changed.join(', ')} changed`, ...where })];
}

function intendedUse(pair: Pair<NodeReader>, card: Pair<NodeReader | undefined>, spot: Spot): Change[] {
  const uses = changedKeys(card, ['intendedUse', 'outOfScopeUse']);
  const task = changedKeys(pair, ['task']);
  const [first] = [...task, ...uses.map((key) => `card/${key}`)];
  if (first === undefined) return [];
  const pick = (node: NodeReader, page: NodeReader | undefined): RawRecord =>
    ({ ...picked(node.raw, task), ...picked(page?.raw ?? {}, uses) });
  return [change('model-intended-use-changed', spot, { from: pick(pair.old, card.old), to: pick(pair.new, card.new), what: `${[...task, ...uses].join(', ')} changed`, at: `${spot.at}/${first}`, was: `${spot.was}/${first}` })];
}

const ruled = new Set(['task', 'artifacts', 'trainingData', 'featurePipelines', 'metrics']);

function compareRestOfModel(pair: Pair<NodeReader>, spot: Spot): Change[] {
  const uses = new Set(['intendedUse', 'outOfScopeUse']);
  const withoutUse = (node: NodeReader): NodeReader => {
    const card = node.raw['card'];
    if (!isRecord(card)) return node;
    return { ...node, raw: { ...node.raw, card: Object.fromEntries(Object.entries(card).filter(([key]) => !uses.has(key))) } };
  };
  const keys = [...new Set([...Object.keys(pair.old.raw), ...Object.keys(pair.new.raw)])].filter((key) => !ruled.has(key)).sort();
  return group({ old: withoutUse(pair.old), new: withoutUse(pair.new) }, spot, { rule: 'model-description-changed', keys });
}

/** Metrics, by name, slice and data set. */
function compareMetrics(metrics: Pair<readonly NodeReader[]>, parent: Spot): Change[] {
  const keyOf = (node: NodeReader): string => JSON.stringify([node.string('name'), node.string('slice'), node.string('dataset')]);
  const matched = matchByKeys<NodeReader>(metrics.old, metrics.new, [keyOf, (node) => JSON.stringify([node.string('name'), node.string('slice')])]);
  const spotOf = (node: NodeReader, sides: { readonly at: string; readonly was: string }): Spot => ({
    path: keyedPath(parent.path, { name: 'metrics', keys: { name: node.string('name'), slice: node.string('slice') } }),
    ...sides,
  });
  const nameOf = (node: NodeReader): string => node.string('name') ?? '';
  return [
    ...matched.pairs.flatMap((pair) => compareMetric(pair, spotOf(pair.new, { at: pair.new.at, was: pair.old.at }))),
    ...matched.removed.map((node) => change('model-metric-removed', spotOf(node, { at: `${parent.at}/metrics`, was: node.at }), { from: node.number('value'), what: `Metric ${nameOf(node)} is gone`, part: 'key' })),
    ...matched.added.map((node) => change('model-metric-added', spotOf(node, { at: node.at, was: '' }), { to: node.number('value'), what: `Metric ${nameOf(node)} is told: ${show(node.number('value'))}`, was: undefined })),
  ];
}

type Direction = 'more' | 'less' | undefined;

function compareMetric({ old, new: successor }: Pair<NodeReader>, spot: Spot): Change[] {
  const [from, to] = [old.number('value'), successor.number('value')];
  const others = [...compareThreshold({ old, new: successor }, spot), ...compareMetricNotes({ old, new: successor }, spot)];
  if (from !== to && (from === undefined || to === undefined)) return [change(to === undefined ? 'model-metric-removed' : 'model-metric-added', spot, { field: 'value', from, to }), ...others];
  if (from === undefined || to === undefined || from === to) return [...compareDataset({ old, new: successor }, spot), ...others];
  const better = betterDirection(old) ?? betterDirection(successor);
  const isCrossed = isWithin(old, from) && !isWithin(old, to);
  const isWorse = isCrossed || (better === 'more' ? to < from : to > from);
  const rule = better === undefined && !isCrossed ? 'model-metric-changed' : isWorse ? 'model-metric-worse' : 'model-metric-better';
  const what = `${successor.string('name') ?? 'value'}: ${String(from)} → ${String(to)}`;
  return [change(rule, spot, { field: 'value', from, to, what, traits: isCrossed ? ['threshold-crossed'] : [] }), ...others];
}

// The same figure on other data is another statement.
function compareDataset({ old, new: successor }: Pair<NodeReader>, spot: Spot): Change[] {
  const [from, to] = [old.string('dataset'), successor.string('dataset')];
  return from === to ? [] : [change('model-metric-changed', spot, { field: 'dataset', from, to })];
}

const ruledOfMetric = new Set(['name', 'slice', 'value', 'dataset', 'threshold']);

function compareMetricNotes({ old, new: successor }: Pair<NodeReader>, spot: Spot): Change[] {
  const keys = [...new Set([...Object.keys(old.raw), ...Object.keys(successor.raw)])].filter((key) => !ruledOfMetric.has(key)).sort();
  return group({ old, new: successor }, spot, { rule: 'model-description-changed', keys });
}

function bounds(node: NodeReader): { min: number | undefined; max: number | undefined } {
  const threshold = node.child('threshold');
  return { min: threshold?.number('min'), max: threshold?.number('max') };
}

function isWithin(node: NodeReader, value: number): boolean {
  const { min, max } = bounds(node);
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

const moreIsBetter = /^(?:auc|roc_?auc|accuracy|precision|recall|sensitivity|specificity|f1|f1_?score|r2|ndcg|map|lift|gini|silhouette)\b/iu;
const lessIsBetter = /^(?:rmse|mae|mape|smape|mse|log_?loss|loss|brier|error|error_?rate|perplexity|wer|latency)\b/iu;

// The bounded side of a threshold says which way is worse; without one, the names that everybody reads alike.
function betterDirection(node: NodeReader): Direction {
  const { min, max } = bounds(node);
  if (min !== undefined && max === undefined) return 'more';
  if (max !== undefined && min === undefined) return 'less';
  const name = node.string('name') ?? '';
  return moreIsBetter.test(name) ? 'more' : lessIsBetter.test(name) ? 'less' : undefined;
}

function compareThreshold({ old, new: successor }: Pair<NodeReader>, spot: Spot): Change[] {
  const [before, after] = [bounds(old), bounds(successor)];
  const isLoosened = (after.min ?? -Infinity) < (before.min ?? -Infinity) || (after.max ?? Infinity) > (before.max ?? Infinity);
  const isTightened = (after.min ?? -Infinity) > (before.min ?? -Infinity) || (after.max ?? Infinity) < (before.max ?? Infinity);
  const parts = { field: 'threshold', from: old.raw['threshold'], to: successor.raw['threshold'] };
  if (!isLoosened && !isTightened) return proseForm(parts.from) === proseForm(parts.to) ? [] : [change('model-description-changed', spot, parts)];
  return [change(isLoosened ? 'model-threshold-loosened' : 'model-threshold-tightened', spot, parts)];
}
