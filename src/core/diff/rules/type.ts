import type { DiffRule } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };
const keepOr = 'Keep the type, add a column with the new one beside it, or publish {newPort}.';
const annotated = [
  { when: 'was-undeclared', levels: 'I/I', bump: 'patch', effect: 'Readers know more; what they read is the same.' },
  { when: 'no-longer-declared', levels: 'W/W', effect: 'Readers can no longer tell what they will meet.' },
] as const;

/** DIFF, section 5: types. */
export const typeRules = [
  {
    id: 'field-type-alias-changed', on: 'column', levels: '-/-', bump: 'none', mirror: { none: 'Two spellings of one type have no direction.' },
    title: 'A type is spelled in another way',
    effect: 'It is the same type.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'field-type-widened', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'field-type-narrowed',
    cases: [
      { when: 'widening-info', levels: 'I/I' },
      { when: 'widening-breaking', levels: 'E/I' },
      { when: 'typed-readers', levels: 'E/I', effect: 'Every reader is typed by the schema: it overflows, or refuses the record.' },
    ],
    title: 'A column has a wider type that holds all old values',
    effect: 'SQL readers cope; readers with a fixed type can overflow.',
    remedy: 'Tell readers who declare the type in code; where all do, publish {newPort}.',
  },
  {
    id: 'field-type-narrowed', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'field-type-widened',
    title: 'A column has a narrower type',
    effect: 'Readers can hold every new value; old rows may not fit.',
    remedy: 'If old data is read as well, make sure that it fits.',
  },
  {
    id: 'field-type-changed', on: 'column', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'A column has another type',
    effect: 'Readers parse, join and compare it in a way that no longer works.',
    remedy: keepOr,
  },
  {
    id: 'field-type-lossy-widened', on: 'column', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'A column has a type that is wider but cannot hold every old value exactly',
    effect: 'Large values or digits are rounded without a word.',
    remedy: 'Take a type that keeps every digit, or publish {newPort}.',
  },
  {
    id: 'field-precision-increased', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'field-precision-decreased',
    title: 'A decimal column has more digits',
    effect: 'Readers with a sized buffer can overflow.',
    remedy: 'Tell readers who copy the column into tables of their own.',
  },
  {
    id: 'field-precision-decreased', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'field-precision-increased',
    title: 'A decimal column has fewer digits',
    effect: 'Readers can hold every new value; old rows may not fit.',
    remedy: 'If old data is read as well, make sure that it fits.',
  },
  {
    id: 'field-scale-increased', on: 'column', levels: 'W/W', bump: 'minor', mirror: 'field-scale-decreased',
    title: 'A decimal column has more digits after the point',
    effect: 'Readers with the old scale round.',
    remedy: 'Tell readers who copy or compare the column.',
  },
  {
    id: 'field-scale-decreased', on: 'column', levels: 'W/E', bump: 'minor', mirror: 'field-scale-increased',
    title: 'A decimal column has fewer digits after the point',
    effect: 'Values are rounded before readers see them.',
    remedy: 'Say since when values are rounded, or keep the scale.',
  },
  {
    id: 'field-length-increased', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'field-length-decreased',
    title: 'A text or binary column may be longer',
    effect: 'Readers who copy it into a sized column truncate or fail.',
    remedy: 'Tell readers who copy the column into tables of their own.',
  },
  {
    id: 'field-length-decreased', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'field-length-increased',
    title: 'A text or binary column is shorter',
    effect: 'Readers can hold every new value; old rows may not fit.',
    remedy: 'If old data is read as well, make sure that it fits.',
  },
  {
    id: 'field-logical-type-added', on: 'column', levels: 'I/I', bump: 'patch', mirror: 'field-logical-type-removed',
    title: 'A column declares a logical type that it did not declare before',
    effect: 'Readers know more; the data is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'field-logical-type-removed', on: 'column', levels: 'W/W', bump: 'minor', mirror: 'field-logical-type-added',
    title: 'A column no longer declares a logical type',
    effect: 'The promise of a type is gone: any value may come.',
    remedy: 'Keep the logical type.',
  },
  {
    id: 'field-physical-type-added', on: 'column', levels: 'I/I', bump: 'patch', mirror: 'field-physical-type-removed',
    title: 'A column declares a physical type that it did not declare before',
    effect: 'Readers know more; the data is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'field-physical-type-removed', on: 'column', levels: 'W/W', bump: 'minor', mirror: 'field-physical-type-added',
    title: 'A column no longer declares a physical type',
    effect: 'Size and precision are no longer promised.',
    remedy: 'Keep the physical type.',
  },
  {
    id: 'field-format-changed', on: 'column', levels: 'W/W', bump: 'minor', mirror: noDirection,
    cases: [{ when: 'temporal', levels: 'E/E' }],
    title: 'The values of a column are written in another format',
    effect: 'Readers that parse by the old format fail.',
    remedy: 'Keep the format, add a column with the new one, or publish {newPort}.',
  },
  {
    id: 'field-format-added', on: 'column', levels: 'I/W', bump: 'minor', mirror: 'field-format-removed',
    title: 'A column declares a format that it did not declare before',
    effect: 'Readers may rely on more; old rows may be written otherwise.',
    remedy: 'If old data is read as well, make sure that it has the format.',
  },
  {
    id: 'field-format-removed', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'field-format-added',
    title: 'A column no longer declares its format',
    effect: 'Readers that parse by the format may meet others.',
    remedy: 'Keep the format.',
  },
  {
    id: 'field-timezone-added', on: 'column', levels: 'E/E', bump: 'major', mirror: 'field-timezone-removed',
    title: 'The times of a column carry a time zone that they did not carry before',
    effect: 'The same digits name another instant: joins and filters shift by hours.',
    remedy: 'Add a column with the new type beside the old one, or publish {newPort}.',
  },
  {
    id: 'field-timezone-removed', on: 'column', levels: 'E/E', bump: 'major', mirror: 'field-timezone-added',
    title: 'The times of a column no longer carry a time zone',
    effect: 'The same digits name another instant: joins and filters shift by hours.',
    remedy: 'Add a column with the new type beside the old one, or publish {newPort}.',
  },
  {
    id: 'field-timezone-unclear', on: 'column', levels: 'W/W', bump: 'minor', mirror: { none: 'An open type has no side of its own.' },
    title: 'A time type that the engine leaves open became an explicit one, or the reverse',
    effect: 'Whether instants shift depends on a setting of the engine.',
    remedy: 'Write the explicit type that the engine used so far (for example TIMESTAMP_NTZ).',
  },
  {
    id: 'field-default-timezone-changed', on: 'column', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'The times of a column are meant in another time zone',
    effect: 'The same digits name another instant: joins and filters shift by hours.',
    remedy: 'Keep the time zone, add a column with the new one, or publish {newPort}.',
  },
  {
    id: 'field-timestamp-precision-increased', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'field-timestamp-precision-decreased',
    title: 'The times of a column have finer fractions of a second',
    effect: 'Readers with coarser times round, and equality joins can miss.',
    remedy: 'Tell readers who join or deduplicate by this column.',
  },
  {
    id: 'field-timestamp-precision-decreased', on: 'column', levels: 'I/W', bump: 'minor', mirror: 'field-timestamp-precision-increased',
    title: 'The times of a column have coarser fractions of a second',
    effect: 'Readers can hold every new value; old rows are finer.',
    remedy: 'If old data is read as well, say since when times are coarser.',
  },
  {
    id: 'field-vector-dimensions-changed', on: 'column', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'The vectors of a column have another number of dimensions',
    effect: 'Distances to stored vectors cannot be computed.',
    remedy: 'Add a column for the new vectors, or publish {newPort}.',
  },
  {
    id: 'field-vector-element-type-changed', on: 'column', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'The vectors of a column have another element type',
    effect: 'Readers and indexes take the bytes for other numbers.',
    remedy: 'Add a column for the new vectors, or publish {newPort}.',
  },
  {
    id: 'field-vector-embedding-model-changed', on: 'column', levels: 'E/E', bump: 'major', mirror: noDirection, cases: annotated,
    title: 'The vectors of a column come from another model',
    effect: 'Vectors of two models cannot be compared: searches find the wrong things.',
    remedy: 'Add a column for the new vectors, or publish {newPort}.',
  },
  {
    id: 'field-vector-normalized-changed', on: 'column', levels: 'W/W', bump: 'minor', mirror: noDirection,
    title: 'The vectors of a column are, or are no longer, normalized',
    effect: 'Dot products no longer mean what they meant.',
    remedy: 'Tell readers which distance they must use now.',
  },
  {
    id: 'field-vector-distance-metric-changed', on: 'column', levels: 'W/W', bump: 'minor', mirror: noDirection, cases: annotated,
    title: 'The vectors of a column are meant for another distance',
    effect: 'The standard calls it advice; ranking by the old distance may get worse.',
    remedy: 'Tell readers which distance they should use now.',
  },
  {
    id: 'field-map-key-type-changed', on: 'column', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'The keys of a map have another type',
    effect: 'Readers look up keys of a type that no longer occurs.',
    remedy: keepOr,
  },
] as const satisfies readonly DiffRule[];
