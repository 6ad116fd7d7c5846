// Copies of the schemas for editors: draft-07, which yaml-language-server knows best, with completions for dp's own facts.
import { transform } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from './resolve-schema.mjs';

const mapKeywords = new Set(['properties', 'definitions', 'patternProperties']);
const dataKeywords = new Set(['enum', 'const', 'default', 'examples', 'required', 'type', 'defaultSnippets']);
const annotations = new Set(['title', 'description', 'markdownDescription', 'default', 'examples', 'deprecated', '$comment', 'defaultSnippets']);

/** Where each of dp's own properties may stand: the table of src/core/manifest/dp-property.ts. */
export async function readDpPlaces(root) {
  const source = readFileSync(join(root, 'src/core/manifest/dp-property.ts'), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm' });
  const { dpProperties } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return dpProperties;
}

/** The draft-07 copy of a schema. ODPS and ODCS copies also check and complete dp's customProperties. */
export function editorSchema(name, { schemas, dpPlaces }) {
  const schema = toDraft07(schemas.get(name));
  const kind = /^(odps|odcs)-/u.exec(name)?.[1];
  return kind === undefined ? schema : withDpProperties(schema, { kind, schemas, dpPlaces });
}

function toDraft07(schema) {
  const { $schema: _draft, $id, $defs, ...rest } = schema;
  const converted = convert({ ...rest, ...($defs === undefined ? {} : { definitions: $defs }) });
  return { $schema: 'http://json-schema.org/draft-07/schema#', $id: `${$id}:editor`, ...converted };
}

function convert(node) {
  if (Array.isArray(node)) return node.map(convert);
  if (!isObject(node)) return node;
  const result = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref') result.$ref = value.replace('#/$defs/', '#/definitions/');
    else if (dataKeywords.has(key)) result[key] = value;
    else if (mapKeywords.has(key)) result[key] = Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, convert(schema)]));
    else result[key] = convert(value);
  }
  return withMarkdown(freeReference(result));
}

// Draft-07 ignores whatever stands beside a $ref.
function freeReference(node) {
  if (node.$ref === undefined || Object.keys(node).length === 1) return node;
  const { $ref, ...rest } = node;
  const outside = Object.fromEntries(Object.entries(rest).filter(([key]) => annotations.has(key)));
  const beside = Object.fromEntries(Object.entries(rest).filter(([key]) => !annotations.has(key)));
  return { ...outside, allOf: [{ $ref }, ...(Object.keys(beside).length === 0 ? [] : [beside])] };
}

function withMarkdown(node) {
  if (typeof node.description !== 'string') return node;
  const lines = [node.description];
  if (Array.isArray(node.enum)) lines.push(`One of ${node.enum.map((value) => `\`${String(value)}\``).join(', ')}.`);
  else if (Array.isArray(node.examples) && node.examples.every((value) => !isObject(value) && !Array.isArray(value))) {
    lines.push(`For example ${node.examples.map((value) => `\`${String(value)}\``).join(', ')}.`);
  }
  if (node.deprecated === true) lines.push('*Deprecated by the standard.*');
  return { ...node, markdownDescription: lines.join('\n\n') };
}

/** Adds dp's facts to an ODPS or ODCS schema: values checked by their own schemas, snippets where they belong. */
function withDpProperties(schema, { kind, schemas, dpPlaces }) {
  const custom = schema.definitions.CustomProperty;
  const hasVendor = custom.properties.vendor !== undefined;
  const places = kind === 'odps' ? { product: '#', inputPort: 'InputPort' } : { contract: '#', column: 'SchemaAnyProperty' };
  const facts = Object.keys(dpPlaces).filter((fact) => dpPlaces[fact].some((place) => place in places));
  const definitions = { ...schema.definitions, CustomProperty: { ...custom, allOf: [...(custom.allOf ?? []), ...checksOf(facts, hasVendor)] } };
  for (const fact of facts) Object.assign(definitions, embedded(fact, schemas.get(fact)));
  const result = { ...schema, definitions };
  for (const [place, owner] of Object.entries(places)) {
    const snippets = facts.filter((fact) => dpPlaces[fact].includes(place)).map((fact) => snippetOf(fact, schemas.get(fact), hasVendor));
    addSnippets(result, owner, snippets);
  }
  return result;
}

function checksOf(facts, hasVendor) {
  const isDp = hasVendor ? { vendor: { const: 'dp' } } : {};
  const named = (fact) => ({ ...isDp, property: { const: hasVendor ? fact : `dp.${fact}` } });
  const condition = (properties) => ({ properties, required: Object.keys(properties) });
  const known = hasVendor
    ? { if: condition(isDp), then: { properties: { property: { enum: facts } } } }
    : { if: condition({ property: { pattern: '^dp\\.' } }), then: { properties: { property: { enum: facts.map((fact) => `dp.${fact}`) } } } };
  return [known, ...facts.map((fact) => ({ if: condition(named(fact)), then: { properties: { value: { $ref: `#/definitions/dp-${fact}` } } } }))];
}

/** A fact's schema and its definitions under names of their own. */
function embedded(fact, schema) {
  const { $schema: _draft, $id: _id, definitions = {}, ...root } = toDraft07(schema);
  const rename = (node) => {
    if (Array.isArray(node)) return node.map(rename);
    if (!isObject(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, key === '$ref' ? value.replace('#/definitions/', `#/definitions/dp-${fact}-`) : rename(value)]));
  };
  return Object.fromEntries([[`dp-${fact}`, rename(root)], ...Object.entries(definitions).map(([name, definition]) => [`dp-${fact}-${name}`, rename(definition)])]);
}

function snippetOf(fact, schema, hasVendor) {
  const body = hasVendor ? { property: fact, vendor: 'dp', value: schema.examples[0] } : { property: `dp.${fact}`, value: schema.examples[0] };
  return { label: `dp: ${fact}`, description: schema.description, body };
}

function addSnippets(schema, owner, defaultSnippets) {
  const object = owner === '#' ? schema : schema.definitions[owner];
  const list = object?.properties?.customProperties;
  if (list === undefined) return;
  const item = { allOf: [{ $ref: '#/definitions/CustomProperty' }], defaultSnippets };
  const properties = { ...object.properties, customProperties: { ...schema.definitions.CustomProperties, items: item } };
  if (owner === '#') schema.properties = properties;
  else schema.definitions = { ...schema.definitions, [owner]: { ...object, properties } };
}
