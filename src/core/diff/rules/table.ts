import type { DiffRule } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };
const deprecateFirst = 'Keep it, mark it deprecated with an SLA endOfLife that names it, and remove it after that day; or publish {newPort}.';

/** DIFF, section 3: schema objects (tables, views, topics, files). */
export const tableRules = [
  {
    id: 'schema-added', on: 'table', levels: 'I/I', bump: 'minor', mirror: 'schema-removed',
    title: 'A table was added',
    effect: 'Nobody reads it yet, whatever its columns require.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'schema-removed', on: 'table', levels: 'E/I', bump: 'major', mirror: 'schema-added',
    title: 'A table was removed',
    effect: 'Everything that reads it fails.',
    remedy: deprecateFirst,
  },
  {
    id: 'schema-removed-deprecated', on: 'table', levels: 'W/I', bump: 'minor', mirror: 'schema-added',
    title: 'A deprecated table was removed, whose last day nobody had named',
    effect: 'Readers knew that it would go, but not when.',
    remedy: 'Name the day first: an SLA endOfLife whose element is the table.',
  },
  {
    id: 'schema-removed-after-sunset', on: 'table', levels: 'I/I', bump: 'minor', mirror: 'schema-removed-before-sunset',
    title: 'A deprecated table was removed after its last day',
    effect: 'The promise had ended.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'schema-removed-before-sunset', on: 'table', levels: 'E/I', bump: 'major', mirror: 'schema-removed-after-sunset',
    title: 'A deprecated table was removed before its last day',
    effect: 'Readers were promised more time.',
    remedy: 'Keep it until the day that the contract names.',
  },
  {
    id: 'schema-renamed', on: 'table', levels: 'E/W', bump: 'major', mirror: noDirection,
    title: 'A table was renamed',
    effect: 'Queries and references that use the old name fail.',
    remedy: 'Keep the old name, offer a view under it, or publish {newPort}.',
  },
  {
    id: 'schema-physical-name-changed', on: 'table', levels: 'E/W', bump: 'major', mirror: noDirection,
    title: 'A table has another physical name',
    effect: 'Queries use the physical name, and the old one is gone.',
    remedy: 'Keep a view under the old name, or publish {newPort}.',
  },
  {
    id: 'schema-physical-type-changed', on: 'table', levels: 'E/E', bump: 'major', mirror: noDirection,
    cases: [
      { when: 'was-undeclared', levels: 'I/I', bump: 'patch', effect: 'Readers know more; what they read is the same.' },
      { when: 'no-longer-declared', levels: 'W/W', effect: 'Readers can no longer tell what they will meet.' },
      { when: 'same-paradigm', levels: 'W/W', effect: 'It is queried under the same name; freshness and cost can differ.' },
    ],
    title: 'A table became something else: a view, a topic, a file',
    effect: 'It is read in another way: other clients, other freshness, other cost.',
    remedy: 'Keep the form, or publish {newPort} with the new one.',
  },
  {
    id: 'schema-logical-type-changed', on: 'table', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'A table has another logical type',
    effect: 'Readers would meet another structure.',
    remedy: 'Keep the logical type, or publish {newPort}.',
  },
  {
    id: 'schema-granularity-changed', on: 'table', levels: 'W/W', bump: 'minor', mirror: noDirection,
    cases: [{ when: 'was-undeclared', levels: 'I/I', bump: 'patch', effect: 'Readers know more; what they read is the same.' }],
    title: 'A row of a table stands for something else',
    effect: 'Queries still run, but sums and counts can silently be wrong.',
    remedy: 'Say what a row was and is in the release note; if rows really changed, publish {newPort}.',
  },
  {
    id: 'schema-reordered', on: 'table', levels: '-/-', bump: 'none', mirror: { none: 'The order of tables has no meaning.' },
    title: 'The tables stand in another order',
    effect: 'The order of tables has no meaning.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'schema-description-changed', on: 'table', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The description, business name, tags, synonyms, context or links of a table changed',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'schema-id-changed', on: 'table', levels: 'W/W', bump: 'minor', mirror: noDirection,
    title: 'A table has another id',
    effect: 'References by the old id dangle.',
    remedy: 'Keep the id; it is what stays when a name changes.',
  },
  {
    id: 'schema-id-added', on: 'table', levels: 'I/I', bump: 'patch', mirror: 'schema-id-removed',
    title: 'A table got an id',
    effect: 'It can now be followed through a change of name.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'schema-id-removed', on: 'table', levels: 'W/W', bump: 'minor', mirror: 'schema-id-added',
    title: 'A table lost its id',
    effect: 'References by id dangle.',
    remedy: 'Keep the id.',
  },
] as const satisfies readonly DiffRule[];
