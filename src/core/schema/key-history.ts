import type { KeyIndex, KeyState } from './schema-error.ts';
import type { SchemaView } from './schema-view.ts';
import { standardOf } from './schema-view.ts';

function laterStates(view: SchemaView, owner: string, key: string): readonly KeyState[] {
  const standard = standardOf(view);
  const object = view.keys === undefined || !Object.hasOwn(view.keys.objects, owner) ? undefined : view.keys.objects[owner];
  const states = object !== undefined && Object.hasOwn(object.keys, key) ? object.keys[key] : undefined;
  if (view.keys === undefined || standard === undefined || states === undefined) return [];
  const { versions } = view.keys;
  return states.filter(({ from }) => versions.indexOf(from) > versions.indexOf(standard.version));
}

/** The later version of the standard in which an object has a key for the first time. */
export function keySince(view: SchemaView, owner: string, key: string): string | undefined {
  return laterStates(view, owner, key).find(({ absent }) => absent !== true)?.from;
}

/** The later version from which a key may hold this value of an enumeration. */
export function valueSince(view: SchemaView, key: { readonly owner: string; readonly name: string }, value: unknown): string | undefined {
  return laterStates(view, key.owner, key.name).find((state) => state.absent !== true && (state.enum === undefined ? state.type === 'string' : state.enum.includes(value)))?.from;
}

/** The later version from which a key may hold a value of this JSON type. */
export function typeSince(view: SchemaView, key: { readonly owner: string; readonly name: string }, type: string): string | undefined {
  return laterStates(view, key.owner, key.name).find((state) => {
    const types = typeof state.type === 'string' ? [state.type] : (state.type ?? []);
    return state.absent !== true && (types.includes(type) || (type === 'integer' && types.includes('number')));
  })?.from;
}

const mostPlaces = 2;

/** Where else in the same version of the standard a key stands, if that is said in few words: `price`, `servers[]`. */
export function placesOfKey(view: SchemaView, key: string): readonly string[] {
  const standard = standardOf(view);
  if (view.keys === undefined || standard === undefined) return [];
  const places = Object.values(view.keys.objects).flatMap(({ path, keys }) => (Object.hasOwn(keys, key) && isThere(view.keys, keys[key] ?? [], standard.version) ? [path] : []));
  const distinct = [...new Set(places)].filter((path) => path !== '').sort();
  return distinct.length > mostPlaces ? [] : distinct;
}

function isThere(index: KeyIndex | undefined, states: readonly KeyState[], version: string): boolean {
  if (index === undefined) return false;
  const reached = states.filter(({ from }) => index.versions.indexOf(from) <= index.versions.indexOf(version));
  return reached.length > 0 && reached.at(-1)?.absent !== true;
}
