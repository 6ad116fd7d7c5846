import type { Column } from '../../model/contract.ts';
import type { Pair } from '../change.ts';
import type { Dialect } from '../types/dialects.ts';
import { acceptedValues } from './accepted-values.ts';
import { temporalShapeOf, typesOf } from './judge-type.ts';
import { telltaleNumbers } from './number-values.ts';
import type { Violation } from './row-judge.ts';
import { objectOf, samplesOf } from './samples.ts';
import { telltaleTexts } from './text-values.ts';
import { timeValues } from './time-values.ts';

/** What to try for a rule's witness, and which promise of the old contract it must break. */
export interface Family {
  readonly breaks: readonly Violation['kind'][];
  values(columns: Pair<Column>, dialects: Pair<Dialect>): Iterable<unknown>;
}

const empty: Family = { breaks: ['required'], values: () => [null] };

const choice: Family = {
  breaks: ['enum'],
  *values({ old, new: successor }, dialects) {
    yield* acceptedValues(successor) ?? [];
    yield* samplesOf(successor, dialects.new, 3);
    yield* telltaleTexts(successor, old, []);
    yield* telltaleNumbers([], []);
  },
};

const text: Family = { breaks: ['constraint', 'type'], values: ({ old, new: successor }, dialects) => telltaleTexts(successor, old, typesOf(old, dialects.old)) };

const number: Family = {
  breaks: ['constraint'],
  *values({ old, new: successor }, dialects) {
    yield* telltaleNumbers([old.options, successor.options], typesOf(old, dialects.old));
    // Days and times have bounds, too.
    const { minimum, maximum } = old.options;
    for (const bound of [minimum, maximum]) if (typeof bound === 'string') yield bound;
    const shape = temporalShapeOf(successor, dialects.new);
    if (shape !== undefined) yield* timeValues(shape);
  },
};

const list: Family = {
  breaks: ['constraint', 'type'],
  *values({ old, new: successor }, dialects) {
    const most = typeof old.options['maxItems'] === 'number' ? old.options['maxItems'] + 1 : 2;
    const least = typeof old.options['minItems'] === 'number' ? old.options['minItems'] - 1 : 0;
    const values = successor.items === undefined ? Array.from({ length: most }, (_, index) => index + 1) : samplesOf(successor.items, dialects.new, most);
    const ofLength = (length: number): unknown[] => Array.from({ length: Math.max(0, length) }, (_, index) => values[index % Math.max(1, values.length)]);
    yield ofLength(most);
    yield ofLength(least);
    yield [values[0], values[0]];
  },
};

const object: Family = {
  breaks: ['constraint', 'required'],
  *values({ old, new: successor }, dialects) {
    const value = objectOf(successor, dialects.new);
    if (value === undefined) return;
    yield value;
    const most = typeof old.options['maxProperties'] === 'number' ? old.options['maxProperties'] + 1 : 0;
    const spare = Array.from({ length: Math.max(0, most - Object.keys(value).length) }, (_, index): [string, unknown] => [`field${String(index + 1)}`, 'a']);
    yield { ...value, ...Object.fromEntries(spare) };
  },
};

const type: Family = {
  breaks: ['type', 'constraint'],
  *values(columns, dialects) {
    const { old, new: successor } = columns;
    const types = typesOf(old, dialects.old);
    const shape = temporalShapeOf(successor, dialects.new);
    if (shape !== undefined) yield* timeValues(shape);
    yield* samplesOf(successor, dialects.new, 4);
    yield* telltaleNumbers([], types);
    yield* telltaleTexts(successor, old, types);
    yield* [true, [], {}];
  },
};

const byRule: readonly (readonly [RegExp, Family])[] = [
  [/^field-became-nullable$/u, empty],
  [/^enum-(?:value-added|value-renamed|removed)$/u, choice],
  [/^(?:max|min)-length-(?:removed|loosened)$/u, text],
  [/^pattern-(?:removed|changed)$/u, text],
  [/^(?:exclusive-)?(?:minimum|maximum)-(?:removed|loosened)$/u, number],
  [/^multiple-of-(?:removed|loosened|changed)$/u, number],
  [/^(?:(?:max|min)-items-(?:removed|loosened)|unique-items-removed)$/u, list],
  [/^(?:(?:max|min)-properties-(?:removed|loosened)|object-required-removed)$/u, object],
  [/^field-(?:type-(?:changed|widened|lossy-widened)|precision-increased|scale-(?:increased|decreased)|length-increased)$/u, type],
  [/^field-(?:logical-type-removed|physical-type-removed|format-(?:changed|removed)|timezone-(?:added|removed)|timestamp-precision-increased|map-key-type-changed)$/u, type],
  [/^field-vector-(?:dimensions|element-type)-changed$/u, type],
];

/** How to look for a witness of a rule; `undefined` for rules that are about no value of a column. */
export function familyOf(rule: string): Family | undefined {
  return byRule.find(([ids]) => ids.test(rule))?.[1];
}
