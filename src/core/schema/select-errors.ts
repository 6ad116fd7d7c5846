import { isRecord } from '../manifest/node-reader.ts';
import { valueAt } from '../manifest/value-at.ts';
import { nearest } from '../model/nearest.ts';
import { splitPointer } from '../model/pointer.ts';
import type { SchemaError } from './schema-error.ts';
import { conditionOf, keysOfCondition, placeOf, reasonOf, resolveNode, type SchemaPlace, type SchemaView } from './schema-view.ts';

/** One thing to say: an error that is a cause of its own, with what belongs to it. */
export interface SelectedError {
  readonly error: SchemaError;
  readonly place: SchemaPlace;
  /** Unknown key: the valid keys it most likely stands for, nearest first. */
  readonly suggestions?: readonly string[];
  /** Unknown key: whether the first suggestion is a required key that is missing. */
  readonly isMisspelling?: boolean;
  /** Forbidden keys: all keys of the object that are there for the same reason. */
  readonly forbiddenKeys?: readonly string[];
}

/**
 * Of all that a validator says, what a person needs: at most one for each place and cause, and nothing that is only the
 * consequence of something else (the branches of a union, what stands below a value of the wrong type, what a condition
 * asks because the key it looks at is misspelt).
 */
export function selectErrors(errors: readonly SchemaError[], view: SchemaView, data: unknown): SelectedError[] {
  const own = distinct(errors.filter((error) => error.keyword !== 'if' && !isInsideUnion(error)));
  const direct = withoutShadowed(own).map((error): SelectedError => ({ error, place: placeOf(view, error.schemaPath) }));
  const missing = missingKeys(direct);
  const named = direct.map((selected) => withSuggestions(selected, { view, data, missing: missing.get(selected.error.instancePath) ?? [] }));
  const explained = new Set(named.flatMap(({ error, suggestions, isMisspelling }) => (isMisspelling === true ? [`${error.instancePath}\n${suggestions?.[0] ?? ''}`] : [])));
  const wrong = new Set(named.filter(({ error }) => error.keyword !== 'required').map(({ error }) => error.instancePath));
  const supposed = new Set(named.flatMap(({ error, suggestions }) => (suggestions?.[0] === undefined ? [] : [`${error.instancePath}/${suggestions[0]}`])));
  const causes = named.filter(({ error, place }) => {
    if (error.keyword === 'required' && explained.has(`${error.instancePath}\n${String(error.params['missingProperty'])}`)) return false;
    return !asksForNothing(error, place, (pointer) => wrong.has(pointer) || supposed.has(pointer));
  });
  return groupForbidden(causes);
}

function isInsideUnion({ schemaPath }: SchemaError): boolean {
  return /\/(?:oneOf|anyOf)\/\d+\//u.test(schemaPath) || schemaPath.includes('/propertyNames/');
}

function distinct(errors: readonly SchemaError[]): SchemaError[] {
  const seen = new Map(errors.map((error) => [`${error.instancePath}\n${error.keyword}\n${JSON.stringify(error.params)}`, error] as const).reverse());
  return errors.filter((error) => seen.get(`${error.instancePath}\n${error.keyword}\n${JSON.stringify(error.params)}`) === error);
}

/** What is said of a value of the wrong type, or of one that may not be there, and of all below it, is said in vain. */
function withoutShadowed(errors: readonly SchemaError[]): SchemaError[] {
  const shadowing = new Map<string, SchemaError>();
  for (const error of errors) {
    if (error.keyword === 'false schema') shadowing.set(error.instancePath, error);
    else if (error.keyword === 'type' && !shadowing.has(error.instancePath)) shadowing.set(error.instancePath, error);
  }
  return errors.filter((error) => {
    const over = shadowing.get(error.instancePath);
    if (over !== undefined) return over === error;
    const tokens = error.instancePath.split('/');
    return !tokens.some((_, index) => index > 0 && shadowing.has(tokens.slice(0, index).join('/')));
  });
}

/** The keys that are missing in each object. */
function missingKeys(selected: readonly SelectedError[]): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const { error } of selected) {
    if (error.keyword !== 'required') continue;
    const found = keys.get(error.instancePath) ?? [];
    found.push(String(error.params['missingProperty']));
    keys.set(error.instancePath, found);
  }
  return keys;
}

function withSuggestions(selected: SelectedError, context: { readonly view: SchemaView; readonly data: unknown; readonly missing: readonly string[] }): SelectedError {
  const { error, place } = selected;
  if (error.keyword !== 'additionalProperties') return selected;
  const { properties } = resolveNode(context.view, place.node);
  const object = valueAt(context.data, error.instancePath);
  const isFree = (key: string): boolean => !isRecord(object) || !Object.hasOwn(object, key);
  const unknown = String(error.params['additionalProperty']);
  const suggestions = nearest(unknown, isRecord(properties) ? Object.keys(properties).filter(isFree) : []);
  // A required key that is missing is the likelier meaning among several near ones.
  const required = suggestions.find((key) => context.missing.includes(key));
  const ordered = required === undefined ? suggestions : [required, ...suggestions.filter((key) => key !== required)];
  return { ...selected, suggestions: ordered, isMisspelling: required !== undefined };
}

/** Whether an error comes from a condition on a key that is wrong itself, or that is misspelt. */
function asksForNothing(error: SchemaError, place: SchemaPlace, isDoubtful: (pointer: string) => boolean): boolean {
  const found = conditionOf(place);
  if (found === undefined) return false;
  const tokens = error.instancePath.split('/');
  const object = tokens.slice(0, tokens.length - found.depth).join('/');
  return keysOfCondition(found.condition).some((key) => isDoubtful(`${object}/${key}`));
}

function groupForbidden(selected: readonly SelectedError[]): SelectedError[] {
  const groups = new Map<string, string[]>();
  const groupOf = ({ error, place }: SelectedError): string => `${error.instancePath.slice(0, error.instancePath.lastIndexOf('/'))}\n${reasonOf(place) ?? ''}`;
  for (const entry of selected) {
    if (entry.error.keyword !== 'false schema') continue;
    groups.set(groupOf(entry), [...(groups.get(groupOf(entry)) ?? []), splitPointer(entry.error.instancePath).at(-1) ?? '']);
  }
  return selected.flatMap((entry) => {
    if (entry.error.keyword !== 'false schema') return [entry];
    const forbiddenKeys = groups.get(groupOf(entry)) ?? [];
    return forbiddenKeys[0] === splitPointer(entry.error.instancePath).at(-1) ? [{ ...entry, forbiddenKeys }] : [];
  });
}
