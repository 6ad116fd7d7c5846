import type { DiffRule, RuleCase } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };
const files = { when: 'file-layout', levels: 'E/E', effect: 'The path of the files is what readers open: it no longer holds.' } as const satisfies RuleCase;
const keepLayout = 'Keep the layout, or publish {newPort}.';
const governance = 'Have governance agree, and check who may still read it.';

/** DIFF, section 9: layout, classification, protection. */
export const protectionRules = [
  {
    id: 'partition-added', on: 'table', levels: 'W/W', bump: 'minor', mirror: 'partition-removed',
    title: 'A table is partitioned by one more column', effect: 'Queries still run; their cost changes.', remedy: 'Tell readers by which column to filter.',
  },
  {
    id: 'partition-removed', on: 'table', levels: 'W/W', bump: 'minor', mirror: 'partition-added', cases: [files],
    title: 'A table is partitioned by fewer columns', effect: 'Queries that relied on it read everything: slow and dear.', remedy: keepLayout,
  },
  {
    id: 'partition-key-changed', on: 'table', levels: 'W/W', bump: 'minor', mirror: noDirection, cases: [files],
    title: 'A table is partitioned by other columns', effect: 'Queries that relied on the old key read everything: slow and dear.', remedy: keepLayout,
  },
  {
    id: 'partition-position-changed', on: 'table', levels: 'W/W', bump: 'minor', mirror: { none: 'An order has no direction.' }, cases: [files],
    title: 'The partition columns stand in another order', effect: 'Queries still run; their cost can change.', remedy: keepLayout,
  },
  {
    id: 'classification-raised', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'classification-lowered',
    title: 'A column is classified as more sensitive', effect: 'Readers may lose the right to hold it, and access often follows.', remedy: governance,
  },
  {
    id: 'classification-lowered', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'classification-raised',
    title: 'A column is classified as less sensitive', effect: 'More people may read it from now on.', remedy: governance,
  },
  {
    id: 'classification-changed-unordered', on: 'column', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'A column has another classification, and nothing says which is higher', effect: 'Whether readers may still hold it cannot be told.', remedy: 'Put both words into dp.yaml, diff.options.classificationOrder.',
  },
  {
    id: 'classification-added', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'classification-removed',
    title: 'A column is classified that was not before', effect: 'Readers must look whether they may hold it.', remedy: governance,
  },
  {
    id: 'classification-removed', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'classification-added',
    title: 'A column is no longer classified', effect: 'Nobody can tell how it must be protected.', remedy: 'Keep the classification.',
  },
  {
    id: 'pii-tag-added', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'pii-tag-removed',
    title: 'A column is marked as personal data', effect: 'Readers fall under privacy rules with it.', remedy: governance,
  },
  {
    id: 'pii-tag-removed', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'pii-tag-added',
    title: 'A column is no longer marked as personal data', effect: 'It will be handled with less care.', remedy: governance,
  },
  {
    id: 'field-encrypted', on: 'column', levels: 'E/E', bump: 'major', mirror: 'field-decrypted',
    title: 'A column is encrypted', effect: 'Readers can no longer read or join its values.', remedy: 'Publish {newPort}, and hand out keys before.',
  },
  {
    id: 'field-decrypted', on: 'column', levels: 'E/E', bump: 'major', mirror: 'field-encrypted',
    title: 'A column is no longer encrypted', effect: 'Readers that decrypt it fail, and its values lie open.', remedy: 'Have governance agree, and publish {newPort}.',
  },
  {
    id: 'encrypted-name-changed', on: 'column', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'The encrypted values of a column stand in another column', effect: 'Readers look for them in the old one.', remedy: 'Keep the name, or publish {newPort}.',
  },
  {
    id: 'masking-changed', on: 'column', levels: 'W/W', bump: 'minor', mirror: noDirection,
    title: 'A column is masked in another way', effect: 'Values can look otherwise, and joins on them can miss.', remedy: 'Tell readers who join or group by it.',
  },
] as const satisfies readonly DiffRule[];
