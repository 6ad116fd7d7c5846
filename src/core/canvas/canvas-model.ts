import type { NodeReader } from '../manifest/node-reader.ts';
import type { CanvasModel } from './canvas.ts';

/** What `mlModel` says, in words. */
export function readModel(node: NodeReader | undefined): CanvasModel | undefined {
  if (node === undefined) return undefined;
  const card = node.child('card');
  return {
    facts: factsOf(node, ['task', 'framework', 'port']),
    artifacts: node.children('artifacts').map((artifact) => words([artifact.string('path') ?? artifact.string('url'), artifact.string('format'), hashText(artifact.string('sha256'))])),
    featurePipelines: node.children('featurePipelines').map((pipeline) => words([pipeline.string('name'), pipeline.string('file'), pipeline.strings('features').join(', ')])),
    trainingData: node.children('trainingData').map((data) => words([words([data.string('port'), data.string('version')], ' '), periodText(data), data.string('description')])),
    metrics: node.children('metrics').map(readMetric),
    card: card === undefined ? [] : factsOf(card, ['intendedUse', 'outOfScopeUse', 'limitations', 'ethics']),
  };
}

function factsOf(node: NodeReader, names: readonly string[]): { name: string; value: string }[] {
  return names.flatMap((name) => {
    const value = node.string(name);
    return value === undefined ? [] : [{ name, value }];
  });
}

function words(parts: readonly (string | undefined)[], separator = ' · '): string {
  return parts.filter((part) => part !== undefined && part !== '').join(separator);
}

function hashText(sha256: string | undefined): string | undefined {
  return sha256 === undefined ? undefined : `sha256 ${sha256.slice(0, 12)}…`;
}

function periodText(node: NodeReader): string | undefined {
  const [from, to] = [node.string('from'), node.string('to')];
  const rows = node.number('rows');
  return words([from === undefined && to === undefined ? undefined : `${from ?? '…'} to ${to ?? '…'}`, rows === undefined ? undefined : `${String(rows)} rows`], ', ');
}

function readMetric(node: NodeReader): CanvasModel['metrics'][number] {
  const value = node.number('value');
  const threshold = node.child('threshold');
  const [min, max] = [threshold?.number('min'), threshold?.number('max')];
  const bound = words([min === undefined ? undefined : `at least ${String(min)}`, max === undefined ? undefined : `at most ${String(max)}`], ', ');
  const isKept = value === undefined || bound === '' ? undefined : value >= (min ?? value) && value <= (max ?? value);
  const slice = node.string('slice');
  return {
    name: `${node.string('name') ?? ''}${slice === undefined ? '' : ` (${slice})`}`,
    value: value === undefined ? '' : String(value),
    bound,
    isKept,
    measuredOn: words([node.string('dataset'), node.string('date')], ', '),
  };
}
