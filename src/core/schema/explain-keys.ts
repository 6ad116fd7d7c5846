import { dpVendor } from '../manifest/dp-property.ts';
import { isRecord } from '../manifest/node-reader.ts';
import { valueAt } from '../manifest/value-at.ts';
import { nearest } from '../model/nearest.ts';
import { joinPointer } from '../model/pointer.ts';
import type { Explained, ExplainContext } from './explanation.ts';
import { keySince, placesOfKey } from './key-history.ts';
import { conditionOf, keysOfCondition, propertySchema, reasonOf, resolveNode, standardOf, titleOf } from './schema-view.ts';
import type { SelectedError } from './select-errors.ts';
import { listed, quoted, suggestion, thisObject } from './words.ts';

const mostKeysListed = 16;

/** A key that must be there and is not. */
export function explainMissing(selected: SelectedError, context: ExplainContext): Explained {
  const { error, place } = selected;
  const key = String(error.params['missingProperty']);
  const { description, examples } = propertySchema(context.view, place, key);
  const object = valueAt(context.data, error.instancePath);
  const meant = nearest(key, isRecord(object) ? Object.keys(object).filter((present) => propertyIsUnknown(selected, context, present)) : [], 1);
  const sample: unknown = Array.isArray(examples) ? examples[0] : undefined;
  const value = typeof sample === 'string' ? sample : '…';
  return {
    rule: 'schema-required',
    message: `${quoted(key)} is missing in ${thisObject(titleOf(place))}.${meant.length === 0 ? '' : ` Is ${quoted(meant[0] ?? '')} meant to be it?`}`,
    help: [`Add \`${key}: ${value}\`.`, typeof description === 'string' ? description : ''].join(' ').trim(),
    pointer: error.instancePath,
    anchor: { pointer: joinPointer(error.instancePath, key), part: 'key' },
    discriminator: key,
  };
}

function propertyIsUnknown(selected: SelectedError, context: ExplainContext, key: string): boolean {
  return selected.place.chain.every((node) => {
    const { properties } = resolveNode(context.view, node);
    return !isRecord(properties) || !Object.hasOwn(properties, key);
  });
}

/** A key that a closed object does not have. */
export function explainUnknown(selected: SelectedError, context: ExplainContext): Explained {
  const { error, place } = selected;
  const key = String(error.params['additionalProperty']);
  const object = thisObject(titleOf(place));
  const since = keySince(context.view, place.owner, key);
  const standard = standardOf(context.view);
  const elsewhere = placesOfKey(context.view, key);
  const names = selected.suggestions ?? [];
  const message =
    since !== undefined && standard !== undefined
      ? `${quoted(key)} is not a key of ${object} in ${standard.standard} ${standard.version}; it exists from ${since} on.`
      : `Unknown key ${quoted(key)} in ${object}.${suggestion(names)}`;
  return {
    rule: 'schema-additional-properties',
    message,
    help: since === undefined ? helpForUnknown({ key, names, elsewhere, isMissing: selected.isMisspelling === true }, selected, context) : (olderSpelling(valueAt(context.data, error.instancePath), key) ?? `Set \`apiVersion: ${since}\` or later, or remove the key.`),
    pointer: joinPointer(error.instancePath, key),
    anchor: { pointer: joinPointer(error.instancePath, key), part: 'key' },
    discriminator: key,
  };
}

// Where the version has no `vendor`, dp's own properties carry it in their name.
function olderSpelling(object: unknown, key: string): string | undefined {
  if (key !== 'vendor' || !isRecord(object) || object['vendor'] !== dpVendor || typeof object['property'] !== 'string') return undefined;
  return `Write \`property: dp.${object['property']}\`, without \`vendor\`.`;
}

interface UnknownKey {
  readonly key: string;
  readonly names: readonly string[];
  readonly elsewhere: readonly string[];
  readonly isMissing: boolean;
}

function helpForUnknown({ key, names, elsewhere, isMissing }: UnknownKey, { place }: SelectedError, context: ExplainContext): string {
  if (isMissing) return `Rename it to ${quoted(names[0] ?? '')}, which is missing here.`;
  const { properties } = resolveNode(context.view, place.node);
  const keys = isRecord(properties) ? Object.keys(properties).sort() : [];
  const has = keys.length === 0 ? '' : keys.length > mostKeysListed ? '' : `Valid keys: ${keys.join(', ')}.`;
  const moves = elsewhere.length === 0 || names.length > 0 ? '' : `${quoted(key)} belongs to ${listed(elsewhere.map(quoted), 'or')}.`;
  const own = keys.includes('customProperties') && names.length === 0 && moves === '' ? `What the standard has no key for goes into customProperties: [{property: ${key}, value: …}].` : '';
  const parts = [moves, own, own === '' || keys.length <= mostKeysListed ? has : ''].filter((part) => part !== '');
  return parts.length === 0 ? names.length === 0 ? 'Remove the key.' : `Rename it to ${quoted(names[0] ?? '')}, or remove it.` : parts.join(' ');
}

/** Keys that the standard has, and that may not stand beside another key's value. */
export function explainForbidden(selected: SelectedError): Explained {
  const { error, place } = selected;
  const keys = selected.forbiddenKeys ?? [];
  const reason = reasonOf(place);
  const conditions = [...new Set(keysOfCondition(conditionOf(place)?.condition))];
  const parent = error.instancePath.slice(0, error.instancePath.lastIndexOf('/'));
  return {
    rule: 'schema-additional-properties',
    message: `${listed(keys.map(quoted), 'and')} may not stand in ${thisObject(titleOf(place))}${reason === undefined ? '.' : `: ${reason}.`}`,
    help: `Remove ${keys.length > 1 ? 'them' : 'it'}${conditions.length === 0 ? '' : `, or change ${listed(conditions.map(quoted), 'or')}`}.`,
    pointer: joinPointer(parent, keys[0] ?? ''),
    anchor: { pointer: error.instancePath, part: 'key' },
    discriminator: keys.join(','),
  };
}
