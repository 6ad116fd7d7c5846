import type { DiffRule } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };

/** DIFF, section 6: nullability and keys. */
export const keyRules = [
  {
    id: 'field-became-nullable', on: 'column', levels: 'E/I', bump: 'major', mirror: 'field-became-required',
    title: 'A column that was always filled may now be empty',
    effect: 'Readers that assume a value will get NULL.',
    remedy: 'Keep required: true, or publish {newPort}.',
  },
  {
    id: 'field-became-required', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'field-became-nullable',
    title: 'A column that could be empty is now always filled',
    effect: 'Readers get more than before; rows written before may be empty.',
    remedy: 'If old rows are read as well, fill them in.',
  },
  {
    id: 'field-unique-removed', on: 'column', levels: 'E/I', bump: 'major', mirror: 'field-unique-added',
    title: 'The values of a column are no longer unique',
    effect: 'Joins on it multiply rows.',
    remedy: 'Keep unique: true, or publish {newPort}.',
  },
  {
    id: 'field-unique-added', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'field-unique-removed',
    title: 'The values of a column are now unique',
    effect: 'Readers get more than before; rows written before may repeat a value.',
    remedy: 'If old rows are read as well, make sure that they do not.',
  },
  {
    id: 'primary-key-removed', on: 'key', levels: 'E/I', bump: 'major', mirror: 'primary-key-added',
    title: 'A table no longer has a primary key',
    effect: 'Rows can repeat, and merges by the key fail or multiply.',
    remedy: 'Keep the key, or publish {newPort}.',
  },
  {
    id: 'primary-key-added', on: 'key', levels: 'I/W', bump: 'minor', mirror: 'primary-key-removed',
    title: 'A table got a primary key',
    effect: 'Readers may rely on it; rows written before may repeat.',
    remedy: 'If old rows are read as well, make sure that they keep to it.',
  },
  {
    id: 'primary-key-column-added', on: 'key', levels: 'E/I', bump: 'major', mirror: 'primary-key-column-removed',
    title: 'The primary key of a table has one more column',
    effect: 'Rows are finer than before: the old key repeats, and joins on it multiply rows.',
    remedy: 'Keep the key, or publish {newPort} with the finer rows.',
  },
  {
    id: 'primary-key-column-removed', on: 'key', levels: 'I/E', bump: 'minor', mirror: 'primary-key-column-added',
    title: 'The primary key of a table has one column less',
    effect: 'The promise is stronger; rows written before may repeat the shorter key.',
    remedy: 'If old rows are read as well, make sure that they keep to it.',
  },
  {
    id: 'primary-key-column-replaced', on: 'key', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'The primary key of a table consists of other columns',
    effect: 'Joins and merges by the old key multiply or miss rows.',
    remedy: 'Keep the key, or publish {newPort}.',
  },
  {
    id: 'primary-key-position-changed', on: 'key', levels: 'I/I', bump: 'patch', mirror: { none: 'An order has no direction.' },
    title: 'The columns of the primary key stand in another order',
    effect: 'The key is the same; an index or clustering by it may change.',
    remedy: 'Nothing to do, unless readers rely on the clustering.',
  },
  {
    id: 'relationship-added', on: 'relationship', levels: 'I/I', bump: 'minor', mirror: 'relationship-removed',
    title: 'A relationship to another table is promised',
    effect: 'Readers may join without losing rows.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'relationship-removed', on: 'relationship', levels: 'W/I', bump: 'minor', mirror: 'relationship-added',
    title: 'A relationship to another table is no longer promised',
    effect: 'Orphans are possible: inner joins can lose rows.',
    remedy: 'Keep it, or tell readers who join by it.',
  },
  {
    id: 'relationship-target-changed', on: 'relationship', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'A relationship leads to another table or column',
    effect: 'Joins along the old one can miss rows.',
    remedy: 'Tell readers who join by it.',
  },
  {
    id: 'relationship-description-changed', on: 'relationship', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The notes on a relationship changed',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
] as const satisfies readonly DiffRule[];
