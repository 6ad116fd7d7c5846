import type { DiffRule, RuleCase } from '../rule-row.ts';

/** Upper and lower bounds of `logicalTypeOptions`, and what each keeps small or large. */
const bounds = {
  'max-length': 'the length of a text',
  maximum: 'the greatest value',
  'exclusive-maximum': 'the bound above all values',
  'max-items': 'the number of items in a list',
  'max-properties': 'the number of fields of an object',
  'min-length': 'the least length of a text',
  minimum: 'the smallest value',
  'exclusive-minimum': 'the bound below all values',
  'min-items': 'the least number of items in a list',
  'min-properties': 'the least number of fields of an object',
} as const;
export type Bound = keyof typeof bounds;
type BoundAction = 'added' | 'removed' | 'loosened' | 'tightened';

const ifOldRows = 'If old rows are read as well, make sure that they keep to it.';
const tellReaders = 'Keep it, or tell readers who rely on it.';
const strict = { when: 'constraints-strict', levels: 'E/I', effect: 'Values come that readers were told not to expect.' } as const satisfies RuleCase;
const sign = { when: 'sign-appears', levels: 'E/I', effect: 'Negative values come that readers were told not to expect: sums and logarithms go wrong.' } as const satisfies RuleCase;
const sink = { when: 'sized-sink', levels: 'E/I', effect: 'The engine of these servers sizes its columns: longer texts are cut off or refused downstream.' } as const satisfies RuleCase;

function boundRow(bound: Bound, action: BoundAction): DiffRule & { readonly id: `${Bound}-${BoundAction}` } {
  const what = bounds[bound];
  const isLower = bound === 'minimum' || bound === 'exclusive-minimum';
  const shared = { on: 'column', bump: 'minor' } as const;
  switch (action) {
    case 'added':
      return { ...shared, id: `${bound}-added`, levels: 'I/E', mirror: `${bound}-removed`, title: `A bound on ${what} was added`, effect: 'Readers may rely on more; rows written before may lie outside.', remedy: ifOldRows };
    case 'removed':
      return {
        ...shared, id: `${bound}-removed`, levels: 'W/I', mirror: `${bound}-added`, ...(isLower ? { cases: [sign] } : bound === 'max-length' ? { cases: [sink] } : {}),
        title: `The bound on ${what} was removed`, effect: 'Any value may come.', remedy: tellReaders,
      };
    case 'loosened':
      return {
        ...shared, id: `${bound}-loosened`, levels: 'W/I', mirror: `${bound}-tightened`, cases: isLower ? [sign, strict] : [strict],
        title: `The bound on ${what} was loosened`, effect: 'Values come that readers were told not to expect; most SQL readers cope.', remedy: tellReaders,
      };
    case 'tightened':
      return { ...shared, id: `${bound}-tightened`, levels: 'I/E', mirror: `${bound}-loosened`, title: `The bound on ${what} was tightened`, effect: 'Readers can hold every new value; rows written before may lie outside.', remedy: ifOldRows };
  }
}

const boundNames = Object.keys(bounds) as Bound[];
const boundActions: readonly BoundAction[] = ['added', 'removed', 'loosened', 'tightened'];

/** DIFF, section 7: bounds on values, four rules each. */
export const boundRules = boundNames.flatMap((bound) => boundActions.map((action) => boundRow(bound, action)));

/** DIFF, section 7: the other constraints on values. */
export const constraintRules = [
  {
    id: 'multiple-of-added', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'multiple-of-removed',
    title: 'Values are now multiples of a number', effect: 'Readers may rely on more; rows written before may not be.', remedy: ifOldRows,
  },
  {
    id: 'multiple-of-removed', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'multiple-of-added',
    title: 'Values need no longer be multiples of a number', effect: 'Any value may come.', remedy: tellReaders,
  },
  {
    id: 'multiple-of-loosened', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'multiple-of-tightened', cases: [strict],
    title: 'Values are multiples of a divisor of the old number', effect: 'Values come between those that readers were told to expect.', remedy: tellReaders,
  },
  {
    id: 'multiple-of-tightened', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'multiple-of-loosened',
    title: 'Values are multiples of a multiple of the old number', effect: 'Readers can hold every new value; rows written before may not fit.', remedy: ifOldRows,
  },
  {
    id: 'multiple-of-changed', on: 'column', levels: 'W/W', bump: 'minor', mirror: { none: 'Neither number divides the other.' },
    title: 'Values are multiples of another number', effect: 'Values come that readers were told not to expect, and others stay away.', remedy: tellReaders,
  },
  {
    id: 'pattern-added', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'pattern-removed',
    title: 'A pattern was added', effect: 'Readers may rely on more; rows written before may not match.', remedy: ifOldRows,
  },
  {
    id: 'pattern-removed', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'pattern-added',
    title: 'The pattern was removed', effect: 'Any text may come.', remedy: tellReaders,
  },
  {
    id: 'pattern-changed', on: 'column', levels: 'W/W', bump: 'minor', mirror: { none: 'Which of two patterns allows more is not decided.' },
    title: 'The pattern changed', effect: 'Whether readers meet new texts cannot be decided by a machine.', remedy: 'Compare the two patterns; tell readers who parse the text.',
  },
  {
    id: 'unique-items-added', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'unique-items-removed',
    title: 'The items of a list are now unique', effect: 'Readers may rely on more; rows written before may repeat items.', remedy: ifOldRows,
  },
  {
    id: 'unique-items-removed', on: 'column', levels: 'W/I', bump: 'minor', mirror: 'unique-items-added',
    title: 'The items of a list need no longer be unique', effect: 'Readers who unnest the list can meet an item twice.', remedy: tellReaders,
  },
  {
    id: 'object-required-added', on: 'column', levels: 'I/E', bump: 'minor', mirror: 'object-required-removed',
    title: 'A field of an object is now always there', effect: 'Readers may rely on more; rows written before may lack it.', remedy: ifOldRows,
  },
  {
    id: 'object-required-removed', on: 'column', levels: 'E/I', bump: 'major', mirror: 'object-required-added',
    title: 'A field of an object may now be missing', effect: 'Readers that assume the field fail.', remedy: 'Keep it required, or publish {newPort}.',
  },
] as const satisfies readonly DiffRule[];
