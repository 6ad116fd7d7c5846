import { isRecord } from '../manifest/node-reader.ts';
import type { KeyIndex } from './schema-error.ts';

export type SchemaNode = Readonly<Record<string, unknown>>;

/** A schema as data, and what is known of the other versions of its standard. */
export interface SchemaView {
  /** `odcs-v3.1.0`, `canvas`, … */
  readonly name: string;
  readonly root: SchemaNode;
  readonly keys: KeyIndex | undefined;
}

/** One token of a schemaPath: a keyword, the name of a property or definition, or the index of a branch. */
interface Step {
  readonly token: string;
  readonly role: 'keyword' | 'name' | 'index';
  /** The schema that was reached before this step. */
  readonly from: SchemaNode;
}

/** Where an error's schemaPath leads. */
export interface SchemaPlace {
  /** The definition it is in; `#` is the schema itself. */
  readonly owner: string;
  /** The schema that holds the keyword. */
  readonly node: SchemaNode;
  /** What the keyword says. */
  readonly value: unknown;
  /** The schemas on the way, from the root to `node`. */
  readonly chain: readonly SchemaNode[];
  readonly steps: readonly Step[];
}

const mapKeywords = ['properties', '$defs'];
const listKeywords = ['allOf', 'anyOf', 'oneOf'];

/** Follows a schemaPath such as `#/$defs/Server/allOf/2/then/required`. */
export function placeOf(view: SchemaView, schemaPath: string): SchemaPlace {
  const steps: Step[] = [];
  const chain: SchemaNode[] = [view.root];
  let value: unknown = view.root;
  let role: Step['role'] = 'keyword';
  for (const token of schemaPath.split('/').slice(1).map(unescapeFragment)) {
    steps.push({ token, role, from: chain.at(-1) ?? view.root });
    value = Array.isArray(value) ? value[Number(token)] : isRecord(value) ? value[token] : undefined;
    const opens: Step['role'] = role !== 'keyword' ? 'keyword' : mapKeywords.includes(token) ? 'name' : listKeywords.includes(token) ? 'index' : 'keyword';
    if (opens === 'keyword' && isRecord(value)) chain.push(value);
    role = opens;
  }
  const last = steps.at(-1);
  const isDefinition = steps[0]?.token === '$defs';
  return { owner: isDefinition ? (steps[1]?.token ?? '#') : '#', node: last?.from ?? view.root, value, chain: last === undefined ? chain : chain.slice(0, chain.lastIndexOf(last.from) + 1), steps };
}

/** The last condition that an error's schemaPath went through, and how far below its object the error stands. */
export function conditionOf(place: SchemaPlace): { readonly condition: unknown; readonly depth: number } | undefined {
  const branch = place.steps.findLastIndex(({ token, role }) => role === 'keyword' && (token === 'then' || token === 'else'));
  const step = place.steps[branch];
  if (step === undefined) return undefined;
  const depth = place.steps.slice(branch + 1).filter(({ token, role }) => role === 'name' || (role === 'keyword' && token === 'items')).length;
  return { condition: step.from['if'], depth };
}

/** The keys that a condition looks at. */
export function keysOfCondition(condition: unknown): string[] {
  if (Array.isArray(condition)) return condition.flatMap(keysOfCondition);
  if (!isRecord(condition)) return [];
  const { properties, required, anyOf, not } = condition;
  return [...(isRecord(properties) ? Object.keys(properties) : []), ...(Array.isArray(required) ? required.map(String) : []), ...keysOfCondition(anyOf), ...keysOfCondition(not)];
}

function unescapeFragment(token: string): string {
  return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A schema with what its `$ref` leads to; its own keywords go before. */
export function resolveNode(view: SchemaView, node: unknown): SchemaNode {
  if (!isRecord(node)) return {};
  const reference = node['$ref'];
  if (typeof reference !== 'string') return node;
  const definitions = view.root['$defs'];
  const target = isRecord(definitions) ? definitions[reference.slice('#/$defs/'.length)] : undefined;
  return { ...resolveNode(view, target), ...node };
}

/** The schema of a key of the object that a place speaks of. */
export function propertySchema(view: SchemaView, place: SchemaPlace, key: string): SchemaNode {
  for (const node of [...place.chain].reverse()) {
    const { properties } = resolveNode(view, node);
    if (isRecord(properties) && Object.hasOwn(properties, key) && isRecord(properties[key])) return resolveNode(view, properties[key]);
  }
  return {};
}

/** What the object is called: `Kafka server`. */
export function titleOf(place: SchemaPlace): string {
  for (const node of [...place.chain].reverse()) {
    if (typeof node['title'] === 'string') return node['title'];
  }
  return 'object';
}

/** The nearest `$comment` on the way: why a condition asks what it asks. */
export function reasonOf(place: SchemaPlace): string | undefined {
  for (const node of [...place.chain].reverse()) {
    if (typeof node['$comment'] === 'string') return node['$comment'];
  }
  return undefined;
}

/** The standard and version of a schema, as a person says it: `ODCS v3.1.0`; `undefined` for dp's own documents. */
export function standardOf(view: SchemaView): { readonly standard: string; readonly version: string } | undefined {
  const match = /^(od[pc]s)-(.+)$/u.exec(view.name);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { standard: match[1].toUpperCase(), version: match[2] };
}
