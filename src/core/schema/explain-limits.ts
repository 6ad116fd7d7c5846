import { valueAt } from '../manifest/value-at.ts';
import type { Explained, ExplainContext } from './explanation.ts';
import { describeValue, nameOf } from './place-words.ts';
import { reasonOf, titleOf } from './schema-view.ts';
import type { SelectedError } from './select-errors.ts';
import { capital, listed, quoted, thisObject } from './words.ts';

const limits: Readonly<Record<string, (limit: string, value: unknown) => string>> = {
  minLength: (limit, value) => (limit === '1' ? 'is empty' : `has ${count(value, 'character')}; it needs at least ${limit}`),
  minItems: (limit, value) => (limit === '1' ? 'is an empty list' : `has ${count(value, 'entry', 'entries')}; it needs at least ${limit}`),
  maxItems: (limit, value) => `has ${count(value, 'entry', 'entries')}; it may have ${limit} at most`,
  minProperties: (limit, value) => (limit === '1' ? 'is an empty mapping' : `has ${count(value, 'key')}; it needs at least ${limit}`),
  maxProperties: (limit) => (limit === '0' ? 'must be empty here' : `may have ${limit} keys at most`),
  minimum: (limit, value) => `is ${String(value)}; it must be ${limit} or more`,
  exclusiveMinimum: (limit, value) => `is ${String(value)}; it must be more than ${limit}`,
};

const remedies: Readonly<Record<string, string>> = {
  minLength: 'Write more, or remove the key.',
  minItems: 'Add what is missing, or remove the key.',
  maxItems: 'Remove what is too much.',
  minProperties: 'Add a key, or remove the whole.',
  maxProperties: 'Remove it, or add the key that gives it a meaning.',
  minimum: 'Write a greater number.',
  exclusiveMinimum: 'Write a greater number.',
};

/** Too few or too many, too small or too great. */
export function explainLimit(selected: SelectedError, context: ExplainContext): Explained | undefined {
  const { error, place } = selected;
  const phrase = limits[error.keyword];
  if (phrase === undefined) return undefined;
  const value = valueAt(context.data, error.instancePath);
  const reason = reasonOf(place);
  return {
    rule: `schema-${kebab(error.keyword)}`,
    message: `${nameOf(error.instancePath, place)} ${phrase(String(place.value), value)}${error.keyword === 'maxProperties' && reason !== undefined ? `: ${reason}` : ''}.`,
    help: describeValue(place, remedies[error.keyword] ?? 'Change the value.'),
    pointer: error.instancePath,
    discriminator: String(place.value),
  };
}

/** A list or mapping that breaks "exactly one of these". */
export function explainOneOf(selected: SelectedError, context: ExplainContext): Explained {
  const { error, place } = selected;
  const keys = branchKeys(place.value);
  const object = valueAt(context.data, error.instancePath);
  const present = keys.filter((key) => typeof object === 'object' && object !== null && Object.hasOwn(object, key));
  const found = present.length === 0 ? 'none of them is there' : `there are ${listed(present.map(quoted), 'and')}`;
  return {
    rule: 'schema-one-of',
    message: `${capital(reasonOf(place) ?? `${thisObject(titleOf(place))} has exactly one of several keys`)}; ${found}.`,
    help: present.length === 0 ? `Add one of: ${keys.join(', ')}.` : 'Keep one of them.',
    pointer: error.instancePath,
    anchor: present.length === 0 ? { pointer: `${error.instancePath}/${keys[0] ?? ''}`, part: 'key' } : { pointer: `${error.instancePath}/${present[1] ?? present[0] ?? ''}`, part: 'key' },
    discriminator: present.join(','),
  };
}

function branchKeys(branches: unknown): string[] {
  if (!Array.isArray(branches)) return [];
  return branches.flatMap((branch: { readonly required?: readonly string[] }) => branch.required ?? []);
}

function count(value: unknown, one: string, many = `${one}s`): string {
  const size = typeof value === 'string' ? Array.from(value).length : typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
  return `${String(size)} ${size === 1 ? one : many}`;
}

/** `minItems` → `min-items`. */
function kebab(keyword: string): string {
  return keyword.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}
