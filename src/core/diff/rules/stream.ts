import type { DiffRule, RuleCase } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };
const annotated = [
  { when: 'was-undeclared', levels: 'I/I', bump: 'patch', effect: 'Readers know more; what they read is the same.' },
  { when: 'no-longer-declared', levels: 'W/W', effect: 'Readers can no longer tell what they will meet.' },
] as const satisfies readonly RuleCase[];
const newTopic = 'Keep it, or write to a new topic and publish {newPort}.';

/** DIFF, section 15: streams. Topic, format and retention have their own places in the contract, and their rules there. */
export const streamRules = [
  {
    id: 'stream-delivery-weakened', on: 'stream', levels: 'E/I', bump: 'major', mirror: 'stream-delivery-strengthened',
    title: 'Messages can be lost or come twice that could not before', effect: 'Readers count wrong, or miss something.', remedy: newTopic,
  },
  {
    id: 'stream-delivery-strengthened', on: 'stream', levels: 'I/I', bump: 'minor', mirror: 'stream-delivery-weakened',
    title: 'The delivery of messages is promised more strictly', effect: 'Readers get more than before.', remedy: 'Nothing to do.',
  },
  {
    id: 'stream-ordering-removed', on: 'stream', levels: 'E/W', bump: 'major', mirror: 'stream-ordering-added',
    title: 'Messages keep their order less than before', effect: 'Readers that rely on the order get wrong states.', remedy: newTopic,
  },
  {
    id: 'stream-ordering-added', on: 'stream', levels: 'I/I', bump: 'minor', mirror: 'stream-ordering-removed',
    title: 'Messages keep their order more than before', effect: 'Readers get more than before.', remedy: 'Nothing to do.',
  },
  {
    id: 'stream-key-changed', on: 'stream', levels: 'E/W', bump: 'major', mirror: noDirection, cases: annotated,
    title: 'Messages have another key', effect: 'Partitions, order and joins by key are others.', remedy: newTopic,
  },
  {
    id: 'stream-partitions-changed', on: 'stream', levels: 'W/W', bump: 'minor', mirror: noDirection, cases: annotated,
    title: 'The topic has another number of partitions', effect: 'A key can go to another partition: order across the change is not kept.', remedy: 'Tell readers when it happens.',
  },
  {
    id: 'stream-compaction-changed', on: 'stream', levels: 'E/E', bump: 'major', mirror: noDirection, cases: annotated,
    title: 'The topic is, or is no longer, compacted', effect: 'Readers that replay it meet other messages.', remedy: newTopic,
  },
  {
    id: 'stream-schema-compatibility-lowered', on: 'stream', levels: 'E/E', bump: 'major', mirror: 'stream-schema-compatibility-raised',
    title: 'The schema registry lets more changes through', effect: 'A later change can break readers that were safe so far.', remedy: 'Keep the compatibility.',
  },
  {
    id: 'stream-schema-compatibility-raised', on: 'stream', levels: 'I/I', bump: 'minor', mirror: 'stream-schema-compatibility-lowered',
    title: 'The schema registry lets fewer changes through', effect: 'Readers are safer than before.', remedy: 'Nothing to do.',
  },
  {
    id: 'stream-subject-strategy-changed', on: 'stream', levels: 'E/E', bump: 'major', mirror: noDirection, cases: annotated,
    title: 'Subjects in the schema registry are named otherwise', effect: 'Readers look up schemas under names that are gone.', remedy: newTopic,
  },
  {
    id: 'stream-serialization-changed', on: 'stream', levels: 'E/E', bump: 'major', mirror: noDirection, cases: annotated,
    title: 'Messages are written in another way', effect: 'Readers cannot parse them.', remedy: newTopic,
  },
] as const satisfies readonly DiffRule[];
