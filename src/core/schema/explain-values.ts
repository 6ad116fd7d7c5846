import { isRecord } from '../manifest/node-reader.ts';
import { valueAt } from '../manifest/value-at.ts';
import { nearest } from '../model/nearest.ts';
import { splitPointer } from '../model/pointer.ts';
import type { Explained, ExplainContext } from './explanation.ts';
import { typeSince, valueSince } from './key-history.ts';
import { describeValue, nameOf } from './place-words.ts';
import { quoteFix } from './quote-fix.ts';
import { reasonOf, standardOf, type SchemaPlace } from './schema-view.ts';
import type { SelectedError } from './select-errors.ts';
import { kindOf, quoted, suggestion, typesInWords } from './words.ts';

/** A value of the wrong type. */
export function explainType(selected: SelectedError, context: ExplainContext): Explained {
  const { error, place } = selected;
  const value = valueAt(context.data, error.instancePath);
  const wanted = typesInWords(place.value);
  const since = typeSince(context.view, keyOf(error.instancePath, place), jsonType(value));
  const standard = standardOf(context.view);
  const later = since === undefined || standard === undefined ? '' : ` ${standard.standard} allows ${typesInWords(jsonType(value))} from ${since} on.`;
  const fix = quoteFix(value, place.value, { document: context.document, pointer: `${context.base}${error.instancePath}` });
  const isEmpty = value === null || value === undefined;
  return {
    rule: 'schema-type',
    message: `${nameOf(error.instancePath, place)} ${isEmpty ? `is empty; it must be ${wanted}` : `must be ${wanted}, not ${kindOf(value)}`}.${later}`,
    help: fix !== undefined ? 'Put the value in quotes.' : since !== undefined ? `Set \`apiVersion: ${since}\` or later, or write ${wanted}.` : isEmpty ? 'Write a value, or remove the key.' : describeValue(place, `Write ${wanted}.`),
    pointer: error.instancePath,
    // A list or a mapping of many lines is best shown by its key.
    anchor: { pointer: error.instancePath, part: typeof value === 'object' && value !== null ? 'key' : 'value' },
    discriminator: jsonType(value),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** A value that is none of those listed. */
export function explainEnum(selected: SelectedError, context: ExplainContext): Explained {
  const { error, place } = selected;
  const value = valueAt(context.data, error.instancePath);
  const allowed: readonly unknown[] = Array.isArray(place.value) ? place.value : [];
  const since = valueSince(context.view, keyOf(error.instancePath, place), value);
  const standard = standardOf(context.view);
  const near = typeof value === 'string' ? nearest(value, allowed.map(String)) : [];
  const name = nameOf(error.instancePath, place);
  const list = allowed.map(String).join(', ');
  const choice = allowed.length === 1 ? `It can only be ${quoted(allowed[0])}.` : `One of: ${list}.`;
  return {
    rule: 'schema-enum',
    message: since !== undefined && standard !== undefined ? `${name} can't be ${quoted(value)} in ${standard.standard} ${standard.version}; it can from ${since} on.` : `${name} can't be ${quoted(value)}.${suggestion(near)}`,
    help: since === undefined ? choice : `Set \`apiVersion: ${since}\` or later; until then it is one of: ${list}.`,
    pointer: error.instancePath,
    discriminator: typeof value === 'string' ? value : JSON.stringify(value),
  };
}

/** A value that is not the only one there is. */
export function explainConst(selected: SelectedError, context: ExplainContext): Explained {
  const { error, place } = selected;
  const value = valueAt(context.data, error.instancePath);
  return {
    rule: 'schema-const',
    message: `${nameOf(error.instancePath, place)} must be ${quoted(place.value)}, not ${quoted(value)}.`,
    help: `Write \`${splitPointer(error.instancePath).at(-1) ?? ''}: ${String(place.value)}\`.`,
    pointer: error.instancePath,
    discriminator: typeof value === 'string' ? value : JSON.stringify(value),
  };
}

/** A text that does not look as it should. */
export function explainPattern(selected: SelectedError, context: ExplainContext): Explained {
  const { error, place } = selected;
  const value = valueAt(context.data, error.instancePath);
  return {
    rule: 'schema-pattern',
    message: `${nameOf(error.instancePath, place)} can't be ${quoted(value)}.`,
    help: describeValue(place, `It must be ${reasonOf(place) ?? `a text that matches ${String(place.value)}`}.`),
    pointer: error.instancePath,
    discriminator: String(value),
  };
}

/** Two equal entries in a list of different ones. */
export function explainUnique(selected: SelectedError, context: ExplainContext): Explained {
  const { error, place } = selected;
  const [first, second] = [Number(error.params['j']), Number(error.params['i'])].sort((a, b) => a - b);
  const pointer = `${error.instancePath}/${String(second)}`;
  return {
    rule: 'schema-unique-items',
    message: `${nameOf(error.instancePath, place)} holds ${quoted(valueAt(context.data, pointer))} twice: entries ${String((first ?? 0) + 1)} and ${String((second ?? 0) + 1)} are equal.`,
    help: 'Remove one of the two.',
    pointer,
    discriminator: JSON.stringify(valueAt(context.data, pointer)),
  };
}

/** A key of a free mapping that is no valid name. */
export function explainName(selected: SelectedError): Explained {
  const { error, place } = selected;
  const key = String(error.params['propertyName']);
  const names = isRecord(place.value) ? place.value : {};
  const form = typeof names['$comment'] === 'string' ? names['$comment'] : `a text that matches ${JSON.stringify(names['pattern'])}`;
  const pointer = `${error.instancePath}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return {
    rule: 'schema-property-names',
    message: `${quoted(key)} can't be a key of ${nameOf(error.instancePath, place)}.`,
    help: `A key here is ${form}.`,
    pointer,
    anchor: { pointer, part: 'key' },
    discriminator: key,
  };
}

function jsonType(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** The key whose value an error is about, as the index of keys names it. */
function keyOf(pointer: string, place: SchemaPlace): { readonly owner: string; readonly name: string } {
  const tokens = splitPointer(pointer);
  const name = tokens.at(-1) ?? '';
  const isNamed = place.steps.some(({ token, role }, index) => role === 'name' && token === name && index > 1);
  return { owner: tokens.length === 1 && !isNamed ? '#' : place.owner, name };
}
