// Which keys each kind of object has in which versions of a standard, so that a finding can say "exists from v3.1.0 on".
import { isObject } from './resolve-schema.mjs';

/**
 * `{versions, objects: {Team: {title, path, keys: {members: [{from, type?, enum?}, …]}}}}`: objects by definition name
 * (`#` is the document), `path` as a person would write it (`servers[]`), versions oldest first.
 */
export function keyIndex(family, schemas) {
  const names = [...schemas.keys()].filter((name) => name.startsWith(`${family}-`));
  const objects = {};
  for (const name of names) addVersion(objects, { version: name.slice(family.length + 1), schema: schemas.get(name) });
  return { versions: names.map((name) => name.slice(family.length + 1)), objects };
}

function addVersion(objects, { version, schema }) {
  const paths = pathsOf(schema);
  for (const [object, definition] of [['#', schema], ...Object.entries(schema.$defs ?? {})]) {
    if (!isObject(definition.properties)) continue;
    const entry = (objects[object] ??= { title: object, path: '', keys: {} });
    entry.title = definition.title ?? entry.title;
    entry.path = paths.get(object) ?? entry.path;
    for (const key of new Set([...Object.keys(entry.keys), ...Object.keys(definition.properties)])) {
      const state = stateOf(definition.properties[key], schema);
      const states = (entry.keys[key] ??= []);
      const last = states.at(-1);
      if (last === undefined || JSON.stringify({ ...last, from: '' }) !== JSON.stringify({ from: '', ...state })) states.push({ from: version, ...state });
    }
  }
}

function stateOf(property, schema) {
  if (property === undefined) return { absent: true };
  const { $ref, ...own } = property;
  const target = { ...($ref === undefined ? {} : schema.$defs[$ref.slice('#/$defs/'.length)]), ...own };
  return { ...(target.type === undefined ? {} : { type: target.type }), ...(target.enum === undefined ? {} : { enum: target.enum }) };
}

/** The shortest path from the document to each definition, breadth first. */
function pathsOf(schema) {
  const paths = new Map([['#', '']]);
  const queue = [{ node: schema, path: '' }];
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    for (const next of stepsFrom(step)) {
      const name = typeof next.node.$ref === 'string' ? next.node.$ref.slice('#/$defs/'.length) : undefined;
      if (name === undefined) queue.push(next);
      else if (!paths.has(name)) {
        paths.set(name, next.path);
        queue.push({ node: schema.$defs[name], path: next.path });
      }
    }
  }
  return paths;
}

function stepsFrom({ node, path }) {
  const steps = node.$ref === undefined ? [] : [{ node: { $ref: node.$ref }, path }];
  for (const [key, child] of Object.entries(node.properties ?? {})) if (isObject(child)) steps.push({ node: child, path: path === '' ? key : `${path}.${key}` });
  if (isObject(node.items)) steps.push({ node: node.items, path: `${path}[]` });
  for (const keyword of ['then', 'else']) if (isObject(node[keyword])) steps.push({ node: node[keyword], path });
  for (const child of node.allOf ?? []) steps.push({ node: child, path });
  return steps;
}
