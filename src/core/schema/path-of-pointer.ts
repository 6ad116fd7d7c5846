import { isRecord } from '../manifest/node-reader.ts';
import { keyedPath } from '../model/keyed-path.ts';
import { splitPointer } from '../model/pointer.ts';

/** What names an item, by the list it stands in (DIFF, "Settled questions"); the first group that is there names it. */
const namesOf: Readonly<Record<string, readonly (readonly string[])[]>> = {
  outputPorts: [['name', 'version'], ['id']],
  inputPorts: [['name', 'version'], ['id']],
  servers: [['server'], ['id']],
  roles: [['role'], ['id']],
  support: [['channel'], ['id']],
  team: [['username'], ['id']],
  members: [['username'], ['id']],
  slaProperties: [['property', 'element'], ['id']],
  quality: [['id'], ['name'], ['metric']],
  customProperties: [['property', 'vendor'], ['id']],
  authoritativeDefinitions: [['type'], ['id']],
  synonyms: [['synonym'], ['id']],
  enum: [['value'], ['id']],
  relationships: [['to'], ['id']],
  consumers: [['persona']],
  needs: [['port']],
  examples: [['title']],
};
const usualNames: readonly (readonly string[])[] = [['name'], ['id']];

/** The value at a JSON Pointer; `undefined` where there is none. */
export function valueAt(data: unknown, pointer: string): unknown {
  return splitPointer(pointer).reduce<unknown>((value, token) => {
    if (Array.isArray(value)) return value[Number(token)];
    return isRecord(value) && Object.hasOwn(value, token) ? value[token] : undefined;
  }, data);
}

/** A pointer as a keyed path: `/servers/0/port` → `servers[server=prod].port`. An item without a name keeps its place. */
export function pathOfPointer(data: unknown, pointer: string): string {
  let path = '';
  let value = data;
  let list = '';
  for (const token of splitPointer(pointer)) {
    if (Array.isArray(value)) {
      value = value[Number(token)];
      path = `${path}${itemKeys(list, value) ?? `[${token}]`}`;
    } else {
      value = isRecord(value) && Object.hasOwn(value, token) ? value[token] : undefined;
      path = keyedPath(path, token);
      list = token;
    }
  }
  return path;
}

function itemKeys(list: string, item: unknown): string | undefined {
  if (!isRecord(item)) return undefined;
  const textOf = (key: string): string | undefined => (typeof item[key] === 'string' && item[key] !== '' ? item[key] : undefined);
  const names = (Object.hasOwn(namesOf, list) ? (namesOf[list] ?? usualNames) : usualNames).find(([first = '']) => textOf(first) !== undefined);
  if (names === undefined) return undefined;
  return keyedPath('', { name: '', keys: Object.fromEntries(names.map((key) => [key, textOf(key)])) });
}
