import type { DiffRule } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };

/** DIFF, section 8: enumerations, wherever they are declared. */
export const enumRules = [
  {
    id: 'enum-value-added', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'enum-value-removed',
    cases: [
      { when: 'extensible-enum', levels: 'I/I', effect: 'Readers were told that the list can grow.' },
      { when: 'closed-enum', levels: 'E/I', effect: 'Readers that list every value refuse or misread the new one.' },
    ],
    title: 'A column may hold values that it could not hold before',
    effect: 'Readers with a branch for each value meet one that they do not know.',
    remedy: 'Tell readers before the first such value comes, or publish {newPort}.',
  },
  {
    id: 'enum-value-removed', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'enum-value-added',
    title: 'Values of a column no longer occur',
    effect: 'Readers keep branches that nothing reaches; rows written before may hold them.',
    remedy: 'If old rows are read as well, map the old values.',
  },
  {
    id: 'enum-value-renamed', on: 'column', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'A value of a column is written otherwise',
    effect: 'Filters on the old value find nothing.',
    remedy: 'Keep the old value, or publish {newPort}.',
  },
  {
    id: 'enum-added', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'enum-removed',
    title: 'A column holds only listed values from now on',
    effect: 'Readers may rely on more; rows written before may hold others.',
    remedy: 'If old rows are read as well, make sure that they keep to the list.',
  },
  {
    id: 'enum-removed', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'enum-added',
    title: 'A column no longer lists its values',
    effect: 'Any value may come.',
    remedy: 'Keep the list, or tell readers with a branch for each value.',
  },
  {
    id: 'enum-label-changed', on: 'column', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'A value has another label',
    effect: 'The data is the same; what people are shown changes.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'enum-description-changed', on: 'column', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The description or notes of a value changed',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'enum-reordered', on: 'column', levels: '-/-', bump: 'none', mirror: { none: 'The order of values has no meaning.' },
    title: 'The values stand in another order',
    effect: 'The order of values has no meaning.',
    remedy: 'Nothing to do.',
  },
] as const satisfies readonly DiffRule[];
