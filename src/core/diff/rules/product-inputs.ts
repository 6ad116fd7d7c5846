import type { DiffRule } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };

/** DIFF, section 16, continued: what the product reads, how it is managed, and its model. */
export const productInputRules = [
  {
    id: 'input-port-added', on: 'input port', levels: 'I/I', bump: 'patch', mirror: 'input-port-removed',
    title: 'An input port was added',
    effect: 'The product reads one source more.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'input-port-removed', on: 'input port', levels: 'I/I', bump: 'patch', mirror: 'input-port-added',
    title: 'An input port was removed',
    effect: 'The product reads one source less.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'input-port-renamed', on: 'input port', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'An input port was renamed',
    effect: 'It reads the same contract.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'input-port-contract-changed', on: 'input port', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'An input port reads another contract',
    effect: 'The product\'s data can have another origin.',
    remedy: 'Say in the release note what the data is made from now.',
  },
  {
    id: 'input-port-version-changed', on: 'input port', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'An input port reads another version of its contract',
    effect: 'What this product makes of it may differ.',
    remedy: 'Look at what changed between the two versions: dp outdated, or dp diff in the product that is read.',
  },
  {
    id: 'input-port-description-changed', on: 'input port', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'Tags, links, the source system or notes of an input port changed',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'management-port-added', on: 'management port', levels: 'I/I', bump: 'minor', mirror: 'management-port-removed',
    title: 'A management port was added',
    effect: 'There is one more way to look after the product.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'management-port-removed', on: 'management port', levels: 'W/I', bump: 'minor', mirror: 'management-port-added',
    title: 'A management port was removed',
    effect: 'Catalogs, monitors and controls that use it fail.',
    remedy: 'Tell those who run them.',
  },
  {
    id: 'management-port-changed', on: 'management port', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'A management port has another address, type or content',
    effect: 'Catalogs, monitors and controls that use it may fail.',
    remedy: 'Tell those who run them.',
  },
  {
    id: 'management-port-description-changed', on: 'management port', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The description, tags, links or notes of a management port changed',
    effect: 'The port is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'model-added', on: 'model', levels: 'I/I', bump: 'minor', mirror: 'model-removed',
    title: 'The product describes a model',
    effect: 'Readers know more.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'model-removed', on: 'model', levels: 'E/I', bump: 'major', mirror: 'model-added',
    title: 'The product no longer has a model',
    effect: 'Predictions that readers rely on are no longer described or promised.',
    remedy: 'Keep the model until its readers have moved.',
  },
  {
    id: 'model-metric-worse', on: 'model', levels: 'W/I', bump: 'minor', mirror: 'model-metric-better',
    cases: [{ when: 'threshold-crossed', levels: 'E/I', effect: 'It is now outside the bounds that the product set itself.' }],
    title: 'A metric of the model got worse',
    effect: 'Decisions that rest on the model get worse.',
    remedy: 'Compare on the same data; if it is meant, say why, and keep the value within its threshold.',
  },
  {
    id: 'model-metric-better', on: 'model', levels: 'I/I', bump: 'patch', mirror: 'model-metric-worse',
    title: 'A metric of the model got better',
    effect: 'Decisions that rest on the model get better.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'model-metric-changed', on: 'model', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'A metric of the model changed, and nothing says which way is worse',
    effect: 'It may have got worse.',
    remedy: 'Give the metric a threshold: min where more is better, max where less is.',
  },
  {
    id: 'model-metric-removed', on: 'model', levels: 'W/I', bump: 'minor', mirror: 'model-metric-added',
    title: 'A metric of the model is no longer told',
    effect: 'Readers cannot tell whether the model got worse.',
    remedy: 'Keep measuring it.',
  },
  {
    id: 'model-metric-added', on: 'model', levels: 'I/I', bump: 'patch', mirror: 'model-metric-removed',
    title: 'A metric of the model is told that was not told before',
    effect: 'Readers know more.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'model-threshold-loosened', on: 'model', levels: 'W/I', bump: 'minor', mirror: 'model-threshold-tightened',
    title: 'The model may be worse than before',
    effect: 'The promise on its quality is weaker.',
    remedy: 'Keep the threshold, or tell the readers why it moved.',
  },
  {
    id: 'model-threshold-tightened', on: 'model', levels: 'I/I', bump: 'patch', mirror: 'model-threshold-loosened',
    title: 'The model must be better than before',
    effect: 'The promise on its quality is stronger.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'model-artifact-changed', on: 'model', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The files of the model changed',
    effect: 'It was trained again or moved; its metrics say how well it does.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'model-input-changed', on: 'model', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The model has other training data or features',
    effect: 'What callers must send is said by the contract of its port.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'model-intended-use-changed', on: 'model', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'The task or the intended use of the model changed',
    effect: 'A use that was fine may not be any more.',
    remedy: 'Tell the readers which uses are no longer meant.',
  },
  {
    id: 'model-description-changed', on: 'model', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The model card, framework or port of the model changed',
    effect: 'The predictions are the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'usage-example-removed', on: 'product', levels: 'I/I', bump: 'patch', mirror: 'usage-example-added',
    title: 'A usage example was removed',
    effect: 'New readers have one example less.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'usage-example-added', on: 'product', levels: 'I/I', bump: 'patch', mirror: 'usage-example-removed',
    title: 'A usage example was added',
    effect: 'New readers have one example more.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'usage-example-changed', on: 'product', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'A usage example changed',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
] as const satisfies readonly DiffRule[];
