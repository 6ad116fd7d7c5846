import { dpValue } from '../../manifest/read-product.ts';
import { isRecord } from '../../manifest/node-reader.ts';
import type { DataContract } from '../../model/contract.ts';
import { change, type Change, declaredTraits, type Pair } from '../change.ts';
import type { DiffRuleId } from '../rules/index.ts';
import { sameValue } from '../value.ts';

interface Promised {
  readonly value: unknown;
  readonly at: string | undefined;
}

const delivery = ['at-most-once', 'at-least-once', 'exactly-once'];
const ordering = ['none', 'key', 'partition', 'topic'];

/** DIFF, section 15: what a stream promises beyond its schema (dp property `stream`, and the service levels of the same name). */
export function compareStream(contracts: Pair<DataContract>): Change[] {
  return [
    ...compareRanked(contracts, 'deliveryGuarantee', { order: delivery, down: 'stream-delivery-weakened', up: 'stream-delivery-strengthened' }),
    ...compareRanked(contracts, 'ordering', { order: ordering, down: 'stream-ordering-removed', up: 'stream-ordering-added' }),
    ...comparePlain(contracts, 'key', 'stream-key-changed'),
    ...comparePlain(contracts, 'partitions', 'stream-partitions-changed'),
    ...comparePlain(contracts, 'compaction', 'stream-compaction-changed'),
    ...compareCompatibility(contracts),
    ...comparePlain(contracts, 'subjectStrategy', 'stream-subject-strategy-changed'),
    ...comparePlain(contracts, 'serialization', 'stream-serialization-changed'),
    ...compareOthers(contracts),
  ];
}

const ruled = new Set(['deliveryGuarantee', 'ordering', 'key', 'partitions', 'compaction', 'schemaCompatibility', 'subjectStrategy', 'serialization']);

function promiseOf(contract: DataContract, name: string): Promised {
  const stream = dpValue(contract, 'stream');
  if (isRecord(stream?.value) && stream.value[name] !== undefined) return { value: stream.value[name], at: `${stream.at}/${name}` };
  const sla = contract.slaProperties.find((item) => item.property.toLowerCase() === name.toLowerCase());
  return sla === undefined ? { value: undefined, at: undefined } : { value: sla.value, at: `${sla.at}/value` };
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase().replaceAll(/[\s_]+/gu, '-') : '';
}

function promiseChange(rule: DiffRuleId, contracts: Pair<DataContract>, name: string): Change {
  const [from, to] = [promiseOf(contracts.old, name), promiseOf(contracts.new, name)];
  const anchor = dpValue(contracts.new, 'stream')?.at ?? '/customProperties';
  const traits = declaredTraits(from.value, to.value);
  return change(rule, { path: 'stream', at: anchor, was: '' }, { field: name, from: from.value, to: to.value, at: to.at ?? anchor, was: from.at, traits });
}

interface Ranking {
  readonly order: readonly string[];
  readonly down: DiffRuleId;
  readonly up: DiffRuleId;
}

// Nothing said is the weakest: readers could not rely on anything.
function compareRanked(contracts: Pair<DataContract>, name: string, { order, down, up }: Ranking): Change[] {
  const [from, to] = [wordOf(promiseOf(contracts.old, name).value), wordOf(promiseOf(contracts.new, name).value)];
  if (from === to) return [];
  const [before, after] = [order.indexOf(from), order.indexOf(to)];
  if ((from !== '' && before < 0) || (to !== '' && after < 0)) return [promiseChange('unknown-change', contracts, name)];
  return [promiseChange(after < before ? down : up, contracts, name)];
}

function comparePlain(contracts: Pair<DataContract>, name: string, rule: DiffRuleId): Change[] {
  const [from, to] = [promiseOf(contracts.old, name).value, promiseOf(contracts.new, name).value];
  const form = (value: unknown): unknown => (typeof value === 'string' ? wordOf(value) : Array.isArray(value) && value.length === 1 ? value[0] : value);
  return sameValue(form(from), form(to)) ? [] : [promiseChange(rule, contracts, name)];
}

// What is guarded: changes that old readers survive (forward), that new readers survive on old data (backward), over how far back.
const guarded: Readonly<Record<string, readonly string[]>> = {
  '': [], none: [], backward: ['b'], forward: ['f'], full: ['b', 'f'], 'backward-transitive': ['b', 'B'], 'forward-transitive': ['f', 'F'], 'full-transitive': ['b', 'f', 'B', 'F'],
};

function compareCompatibility(contracts: Pair<DataContract>): Change[] {
  const name = 'schemaCompatibility';
  const [from, to] = [wordOf(promiseOf(contracts.old, name).value), wordOf(promiseOf(contracts.new, name).value)];
  if (from === to) return [];
  const [before, after] = [guarded[from], guarded[to]];
  if (before === undefined || after === undefined) return [promiseChange('unknown-change', contracts, name)];
  if (from !== '' && sameValue(before, after)) return [];
  return [promiseChange(before.every((guard) => after.includes(guard)) ? 'stream-schema-compatibility-raised' : 'stream-schema-compatibility-lowered', contracts, name)];
}

function compareOthers(contracts: Pair<DataContract>): Change[] {
  const record = (contract: DataContract): Readonly<Record<string, unknown>> => {
    const value = dpValue(contract, 'stream')?.value;
    return isRecord(value) ? value : {};
  };
  const [from, to] = [record(contracts.old), record(contracts.new)];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => !ruled.has(key) && !sameValue(from[key], to[key]));
  return keys.map((key) => promiseChange(key === 'deadLetter' ? 'dp-property-changed' : 'unknown-change', contracts, key));
}
