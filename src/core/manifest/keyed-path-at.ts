import { keyedPath, type PathStep } from '../model/keyed-path.ts';
import { splitPointer } from '../model/pointer.ts';
import { isRecord } from './node-reader.ts';

/** What names an item of each of the standards' lists, in place of its index (DIFF, "Settled questions"). */
const keysOfList: Readonly<Record<string, readonly string[]>> = {
  schema: ['name'],
  properties: ['name'],
  inputPorts: ['name'],
  outputPorts: ['name', 'version'],
  managementPorts: ['name'],
  servers: ['server'],
  slaProperties: ['property', 'element'],
  roles: ['role'],
  team: ['username'],
  members: ['username'],
  support: ['channel'],
  customProperties: ['property'],
  enum: ['value'],
};
const firstOfList: Readonly<Record<string, readonly string[]>> = { quality: ['id', 'name', 'metric'] };

/**
 * The keyed path of what a JSON Pointer names in a document: `/schema/0/properties/2/required` becomes
 * `schema[name=orders].properties[name=status].required`. Items without a name of their own keep their index
 * (`tags[0]`); what does not exist is appended as it stands in the pointer.
 */
export function keyedPathAt(data: unknown, pointer: string): string {
  const steps: (PathStep | string)[] = [];
  let value = data;
  let list = '';
  for (const token of splitPointer(pointer)) {
    if (Array.isArray(value) && /^\d+$/u.test(token)) {
      const item: unknown = value[Number(token)];
      steps.splice(-1, 1, itemStep(list, item) ?? `${lastText(steps)}[${token}]`);
      value = item;
    } else {
      steps.push(stepOf(token));
      value = isRecord(value) && Object.hasOwn(value, token) ? value[token] : undefined;
      list = token;
    }
  }
  return keyedPath('', ...steps);
}

function itemStep(list: string, item: unknown): PathStep | undefined {
  if (!isRecord(item)) return undefined;
  const first = Object.hasOwn(firstOfList, list) ? firstOfList[list]?.find((key) => keyText(item[key]) !== undefined) : undefined;
  const keys = first !== undefined ? [first] : Object.hasOwn(keysOfList, list) ? (keysOfList[list] ?? []) : [];
  const pairs = keys.flatMap((key) => {
    const text = Object.hasOwn(item, key) ? keyText(item[key]) : undefined;
    return text === undefined ? [] : [[key, text] as const];
  });
  return pairs.length === 0 ? undefined : { name: list, keys: Object.fromEntries(pairs) };
}

function keyText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

// A list in a list: `[0][1]`.
function lastText(steps: readonly (PathStep | string)[]): string {
  const last = steps.at(-1);
  if (last === undefined) return '';
  return typeof last === 'string' ? last : keyedPath('', last);
}

// A key with a dot or a bracket in it would read as several steps.
function stepOf(token: string): string {
  return /^[^.[\]"\s]+$/u.test(token) ? token : JSON.stringify(token);
}
