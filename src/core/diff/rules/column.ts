import type { DiffRule } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };

/** DIFF, section 4: existence and identity of columns. */
export const columnRules = [
  {
    id: 'field-added-optional', on: 'column', levels: 'I/I', bump: 'minor', mirror: 'field-removed',
    cases: [{ when: 'select-star', levels: 'W/I', effect: 'Readers with SELECT * meet a column that they do not know.' }],
    title: 'A column was added that may be empty',
    effect: 'Readers who name their columns do not notice.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'field-added-required', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'field-removed',
    cases: [{ when: 'select-star', levels: 'W/E', effect: 'Readers with SELECT * meet a column that they do not know.' }],
    title: 'A column was added that is always filled',
    effect: 'Readers do not notice; rows written before do not have it.',
    remedy: 'If old rows are read as well, make it optional or fill it in for them.',
  },
  {
    id: 'field-removed', on: 'column', levels: 'E/I', bump: 'major', mirror: 'field-added-optional',
    title: 'A column was removed',
    effect: 'Queries that name it fail.',
    remedy: 'Keep it, mark it deprecated with an SLA endOfLife that names it, and remove it after that day; or publish {newPort}.',
  },
  {
    id: 'field-removed-deprecated', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'field-added-optional',
    title: 'A deprecated column was removed, whose last day nobody had named',
    effect: 'Readers knew that it would go, but not when.',
    remedy: 'Name the day first: an SLA endOfLife whose element is the column.',
  },
  {
    id: 'field-removed-after-sunset', on: 'column', levels: 'I/I', bump: 'minor', mirror: 'field-removed-before-sunset',
    title: 'A deprecated column was removed after its last day',
    effect: 'The promise had ended.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'field-removed-before-sunset', on: 'column', levels: 'E/I', bump: 'major', mirror: 'field-removed-after-sunset',
    title: 'A deprecated column was removed before its last day',
    effect: 'Readers were promised more time.',
    remedy: 'Keep it until the day that the contract names.',
  },
  {
    id: 'field-renamed', on: 'column', levels: 'E/W', bump: 'major', mirror: noDirection,
    title: 'A column was renamed',
    effect: 'Queries that use the old name fail.',
    remedy: 'Keep the old column beside the new one and deprecate it, or publish {newPort}.',
  },
  {
    id: 'field-renamed-logical-only', on: 'column', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'A column has another name, and its physical name is the same',
    effect: 'SQL still works; generated classes and references by the logical name break.',
    remedy: 'Tell those who generate code from the contract, or keep the name.',
  },
  {
    id: 'field-physical-name-changed', on: 'column', levels: 'E/W', bump: 'major', mirror: noDirection,
    title: 'A column has another physical name',
    effect: 'Queries use the physical name, and the old one is gone.',
    remedy: 'Keep the physical name, offer both for a while, or publish {newPort}.',
  },
  {
    id: 'field-id-changed', on: 'column', levels: 'W/W', bump: 'minor', mirror: noDirection,
    title: 'A column has another id',
    effect: 'References by the old id dangle.',
    remedy: 'Keep the id; it is what stays when a name changes.',
  },
  {
    id: 'field-id-added', on: 'column', levels: 'I/I', bump: 'patch', mirror: 'field-id-removed',
    title: 'A column got an id',
    effect: 'It can now be followed through a change of name.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'field-id-removed', on: 'column', levels: 'W/W', bump: 'minor', mirror: 'field-id-added',
    title: 'A column lost its id',
    effect: 'References by id dangle.',
    remedy: 'Keep the id.',
  },
  {
    id: 'field-moved', on: 'column', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'A column moved to another table or level',
    effect: 'Queries look for it in the old place.',
    remedy: 'Keep it in its place as well and deprecate it there, or publish {newPort}.',
  },
  {
    id: 'field-reordered', on: 'column', levels: '-/-', bump: 'none', mirror: { none: 'An order has no direction.' },
    cases: [{ when: 'positional-format', levels: 'W/W' }],
    title: 'The columns stand in another order',
    effect: 'In a file without names, readers go by position.',
    remedy: 'Keep the order, or add new columns at the end.',
  },
  {
    id: 'field-semantic-type-changed', on: 'column', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'A column became a measure, a dimension or a plain column',
    effect: 'Tools that aggregate by this role will sum or group otherwise.',
    remedy: 'Check the reports that use the semantic layer.',
  },
  {
    id: 'field-description-changed', on: 'column', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The description, business name, tags, synonyms, examples or links of a column changed',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'field-transform-logic-changed', on: 'column', levels: 'W/W', bump: 'minor', mirror: noDirection,
    cases: [{ when: 'was-undeclared', levels: 'I/I', bump: 'patch', effect: 'Readers know more; what they read is the same.' }],
    title: 'A column is computed in another way',
    effect: 'The same shape can now hold another meaning.',
    remedy: 'Say in the release note how figures move; if old and new are not comparable, add a new column.',
  },
  {
    id: 'field-critical-data-element-changed', on: 'column', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'A column is, or is no longer, a critical data element',
    effect: 'The data is the same; what governance asks of it changes.',
    remedy: 'Nothing to do.',
  },
] as const satisfies readonly DiffRule[];
