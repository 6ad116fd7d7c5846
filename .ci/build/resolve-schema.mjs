// Turns the layered schemas under schemas/ into plain JSON Schema (draft 2019-09).
// What authors write besides JSON Schema is explained in docs/decisions/0002-own-layered-schemas.md.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const draft = 'https://json-schema.org/draft/2019-09/schema';
const mapKeywords = new Set(['properties', '$defs', 'patternProperties', 'dependentSchemas']);
const dataKeywords = new Set(['enum', 'const', 'default', 'examples', 'required', 'type']);

/** Every schema by its published name (`odps-v1.1.0`, `odcs-v3.2.0`, `canvas`, …), resolved, names sorted. */
export function resolveAllSchemas(root) {
  const found = [];
  for (const family of ['odps', 'odcs']) {
    for (const [version, layer] of readLayers(join(root, 'schemas', family))) found.push([`${family}-${version}`, layer]);
  }
  for (const [name, schema] of readFolder(join(root, 'schemas', 'dp'))) found.push([name, schema]);
  found.sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(found.map(([name, schema]) => [name, resolveSchema(name, schema)]));
}

function readFolder(folder) {
  return readdirSync(folder).filter((file) => file.endsWith('.json')).sort().map((file) => {
    try {
      return [file.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, file), 'utf8'))];
    } catch (error) {
      throw new Error(`${join(folder, file)}: ${error.message}`, { cause: error });
    }
  });
}

function readLayers(folder) {
  const files = new Map(readFolder(folder));
  const layerOf = (version) => {
    const file = files.get(version);
    if (file === undefined) throw new Error(`${folder}: no layer ${version}`);
    if (file.$base === undefined) return file;
    return mergePatch(layerOf(file.$base), file.$patch);
  };
  return [...files.keys()].map((version) => [version, layerOf(version)]);
}

/** JSON Merge Patch (RFC 7386). */
function mergePatch(target, patch) {
  if (!isObject(patch)) return patch;
  const merged = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

function resolveSchema(name, authored) {
  const { $defs: authoredDefs = {}, ...authoredRoot } = authored;
  const $defs = {};
  for (const key of Object.keys(authoredDefs)) $defs[key] ??= expand(flatten(key, authoredDefs), { authoredDefs, $defs });
  const root = expand(authoredRoot, { authoredDefs, $defs });
  const schema = { $schema: draft, $id: `urn:dp:schema:${name}`, ...root };
  const used = reachable(schema, $defs);
  const kept = Object.entries($defs).filter(([key]) => used.has(key));
  return kept.length === 0 ? schema : { ...schema, $defs: Object.fromEntries(kept) };
}

/** `$merge`: takes the keys, required lists and cases of other definitions into one closed object. */
function flatten(name, defs) {
  const own = defs[name];
  if (own === undefined) throw new Error(`$merge of an unknown definition: ${name}`);
  if (own.$merge === undefined) return own;
  const { $merge, ...rest } = own;
  const parts = [...$merge.map((part) => flatten(part, defs)), rest];
  const required = [...new Set(parts.flatMap((part) => part.required ?? []))];
  return {
    type: 'object',
    additionalProperties: false,
    ...rest,
    ...(required.length === 0 ? {} : { required }),
    properties: Object.assign({}, ...parts.map((part) => part.properties)),
    $cases: Object.assign({}, ...parts.map((part) => part.$cases)),
  };
}

function expand(node, context) {
  if (Array.isArray(node)) return node.map((item) => expand(item, context));
  if (!isObject(node)) return node;
  const { $cases = {}, $when, $switch, ...rest } = node;
  const result = {};
  for (const [key, value] of Object.entries(rest)) {
    if (dataKeywords.has(key)) result[key] = value;
    else if (mapKeywords.has(key)) result[key] = Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, expand(schema, context)]));
    else result[key] = expand(value, context);
  }
  if ($when !== undefined) result.if = conditionOf($when);
  const cases = Object.values($cases).map((entry) => expand(entry, context));
  if ($switch !== undefined) cases.push(...expandSwitch(result, $switch, context));
  if (cases.length > 0) result.allOf = [...(result.allOf ?? []), ...cases];
  return result;
}

/** `$when: {type: "sql"}`: the key is there and has this value, or one of these. */
function conditionOf(when) {
  const properties = Object.fromEntries(Object.entries(when).map(([key, value]) => [key, Array.isArray(value) ? { enum: value } : { const: value }]));
  return { properties, required: Object.keys(when) };
}

/** `$switch`: one closed (or open) shape for each value of a key; `enum` of the key comes from the cases. */
function expandSwitch(base, { on, closed, cases }, context) {
  base.properties = { ...base.properties, [on]: { ...base.properties[on], enum: Object.keys(cases) } };
  const baseKeys = Object.fromEntries(Object.keys(base.properties).map((key) => [key, true]));
  const valuesOf = groupByName(Object.entries(cases));
  return [...valuesOf].map(([name, entries]) => {
    const shape = expand(flatten(name, context.authoredDefs), context);
    context.$defs[name] = closed ? { ...shape, properties: { ...baseKeys, ...shape.properties }, additionalProperties: false } : shape;
    const values = entries.map(([value]) => value);
    return { if: conditionOf({ [on]: values.length === 1 ? values[0] : values }), then: { $ref: `#/$defs/${name}` } };
  });
}

function groupByName(entries) {
  const groups = new Map();
  for (const entry of entries) groups.set(entry[1], [...(groups.get(entry[1]) ?? []), entry]);
  return groups;
}

function reachable(root, $defs) {
  const seen = new Set();
  const visit = (node) => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!isObject(node)) return;
    const name = typeof node.$ref === 'string' ? node.$ref.replace('#/$defs/', '') : undefined;
    if (name !== undefined && !seen.has(name)) {
      if ($defs[name] === undefined) throw new Error(`${root.$id}: $ref to an unknown definition: ${name}`);
      seen.add(name);
      visit($defs[name]);
    }
    Object.values(node).forEach(visit);
  };
  visit(root);
  return seen;
}

export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
