import { nearest } from '../../model/nearest.ts';
import { customField, customPartField } from './custom.ts';
import { type Field, type FieldTable, placeOf, presentOrUndefined } from './field.ts';
import { kindOf, namesInRules } from './index.ts';
import { type DocumentView, type Node, type NodeKind, targetNames } from './node.ts';
import { hasRelation, isSingleRelation, related, type RelationName } from './relations.ts';
import type { Run } from './run.ts';
import { statuses } from './product.ts';
import { slaField } from './sla-field.ts';
import { slaProperties } from './sla-property.ts';
import { canonicalNames, type Vocabulary } from './vocabulary.ts';

/** A field of a kind of thing, found by what a rule calls it. */
export interface Access extends Field {
  readonly name: string;
}

export type Resolved = { readonly ok: true; readonly field: Access } | { readonly ok: false; readonly problem: string };

export interface FieldScope {
  readonly vocabulary: Vocabulary;
  /** Packs that are not read yet may add names to the vocabulary: a near miss is no mistake then. */
  readonly mayKnowMore?: boolean;
  /** Told of every `custom.<name>` that is used. */
  readonly noteCustom?: (name: string) => void;
}

const relationNames: readonly RelationName[] = [...targetNames, 'table'];
const isRelation = (name: string): name is RelationName => (relationNames as readonly string[]).includes(name);

function domainOf({ contract, unit }: DocumentView): string | undefined {
  return contract?.domain ?? unit.unit.product?.domain ?? unit.unit.domain;
}

const documentField = (read: (view: DocumentView) => unknown, key: string): Field => ({
  kind: 'text',
  read: (node) => presentOrUndefined(read(node.view)),
  place: (node) => ({ document: node.view.source, pointer: `/${key}` }),
});

/** What everything may be asked for: where its document stands, and how lists of it are worded. */
const commonFields: FieldTable = {
  domain: documentField(domainOf, 'domain'),
  status: { ...documentField(({ contract, unit }) => (contract ?? unit.unit.product)?.status, 'status'), values: statuses, isOpen: true },
  label: { kind: 'text', read: (node) => kindOf(node.kind).label(node), place: placeOf },
};

/**
 * Finds what `name` means on a kind of thing: its own field, one of its document (`domain`, `status`), `custom.<name>`,
 * `sla.<property>`, or a target, with a field of it where there is only one (`table.name`, `product.team.name`).
 */
export function resolveField(kind: NodeKind, name: string, scope: FieldScope): Resolved {
  const { fields } = kindOf(kind);
  const own = Object.hasOwn(fields, name) ? fields[name] : Object.hasOwn(commonFields, name) ? commonFields[name] : undefined;
  if (own !== undefined) return found(name, own);
  if (name.startsWith('custom.')) return resolveCustom(name, scope);
  if (name.startsWith('sla.')) return resolveSla(name);
  const dot = name.indexOf('.');
  const head = dot < 0 ? name : name.slice(0, dot);
  if (!isRelation(head) || !hasRelation(kind, head)) return unknown(kind, name);
  if (dot < 0) return found(name, relationField(kind, head));
  return resolveBelow(kind, { head, tail: name.slice(dot + 1) }, scope);
}

function found(name: string, field: Field): Resolved {
  return { ok: true, field: { ...field, name } };
}

function resolveBelow(kind: NodeKind, { head, tail }: { readonly head: RelationName; readonly tail: string }, scope: FieldScope): Resolved {
  const target: NodeKind = head === 'table' ? 'tables' : head;
  const leaf = resolveField(target, tail, scope);
  if (!leaf.ok) return leaf;
  if (!isSingleRelation(kind, head)) {
    return { ok: false, problem: `A ${kindOf(kind).noun} may have several of these: write \`${head}: {some: {${tail}: …}}\`, or every or none.` };
  }
  return found(`${head}.${tail}`, throughRelation(leaf.field, (node, run) => related(node, head, run)[0]));
}

/** A field of another thing that a node leads to; absent where there is no such thing. */
function throughRelation(leaf: Field, next: (node: Node, run: Run) => Node | undefined): Field {
  const { resolves, quantity } = leaf;
  return {
    ...leaf,
    hasDefault: false,
    read: (node, run) => {
      const other = next(node, run);
      return other === undefined ? undefined : leaf.read(other, run);
    },
    place: (node, run) => {
      const other = next(node, run);
      return other === undefined ? placeOf(node) : leaf.place(other, run);
    },
    ...(quantity === undefined ? {} : { quantity: (value: unknown, node: Node, run: Run) => quantity(value, next(node, run) ?? node, run) }),
    ...(resolves === undefined
      ? {}
      : {
          resolves: (node: Node, run: Run) => {
            const other = next(node, run);
            return other === undefined ? undefined : resolves(other, run);
          },
        }),
  };
}

function relationField(kind: NodeKind, name: RelationName): Field {
  const target: NodeKind = name === 'table' ? 'tables' : name;
  const place: Field['place'] = (node, run) => {
    const first = related(node, name, run)[0];
    return placeOf(first ?? node);
  };
  if (isSingleRelation(kind, name)) return { kind: 'node', target, read: (node, run) => related(node, name, run)[0], place };
  return {
    kind: 'nodes',
    target,
    read: (node, run) => {
      const nodes = related(node, name, run);
      return nodes.length === 0 ? undefined : nodes;
    },
    place,
  };
}

function resolveCustom(name: string, scope: FieldScope): Resolved {
  const key = name.slice('custom.'.length);
  if (key === '') return { ok: false, problem: 'custom. must be followed by the name of a property.' };
  const part = customPartField(key);
  if (part !== undefined) {
    scope.noteCustom?.(key.slice(0, key.indexOf('.')));
    return found(name, part);
  }
  scope.noteCustom?.(key);
  const known = [...scope.vocabulary.keys(), ...canonicalNames];
  const terms = scope.vocabulary.get(key);
  const isKnown = known.includes(key) || [...scope.vocabulary.values()].some((list) => list.some(({ property }) => property === key));
  const near = isKnown || scope.mayKnowMore === true ? [] : closeNames(key, known);
  if (near.length > 0) return { ok: false, problem: `custom.${key} is not in the vocabulary. Did you mean ${near.map((candidate) => `custom.${candidate}`).join(', ')}? If not, add \`${key}: ${key}\` to the vocabulary.` };
  return found(name, customField(key, terms));
}

function resolveSla(name: string): Resolved {
  const property = name.slice('sla.'.length);
  const known = [...slaProperties, ...['av', 'th', 'er', 'ga', 'es', 'el', 're', 'fy', 'ly', 'td', 'tn', 'tr']];
  const isKnown = known.some((candidate) => candidate.toLowerCase() === property.toLowerCase());
  const near = isKnown ? [] : closeNames(property, slaProperties);
  if (property === '' || near.length > 0) {
    return { ok: false, problem: `There is no service level ${property}.${near.length === 0 ? ' Write sla.<property>, such as sla.retention.' : ` Did you mean ${near.map((candidate) => `sla.${candidate}`).join(', ')}?`}` };
  }
  return found(name, slaField(property));
}

/** Names that differ from a word by so little that it must be one of them misspelt. */
export function closeNames(word: string, names: readonly string[]): string[] {
  const others = names.filter((name) => Math.abs(name.length - word.length) <= 2 && (name.length > 3 || name.toLowerCase() === word.toLowerCase()));
  return nearest(word, others);
}

const closeBy = 2;

/** The nearest names, those of about the same length first: `nam` is name rather than encryptedName. */
function nearestNames(word: string, names: readonly string[]): string[] {
  const near = nearest(word, names.filter((name) => Math.abs(name.length - word.length) <= closeBy));
  return near.length > 0 ? near : nearest(word, names);
}

function unknown(kind: NodeKind, name: string): Resolved {
  const target = kindOf(kind);
  const ruleName = Object.hasOwn(namesInRules, name) ? namesInRules[name] : undefined;
  if (ruleName !== undefined) return { ok: false, problem: `A ${target.noun} has no field ${name}: in rules it is called ${ruleName}.` };
  const names = fieldNames(kind);
  const near = nearestNames(name, names);
  const hint = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ` It has ${names.filter((candidate) => Object.hasOwn(target.fields, candidate)).join(', ')}; custom.<name> and sla.<property> work everywhere.`;
  return { ok: false, problem: `A ${target.noun} has no field ${name}.${hint}` };
}

/** Every name that a field of a kind of thing may be called by, but for `custom.<name>` and other service levels. */
export function fieldNames(kind: NodeKind): string[] {
  const { fields } = kindOf(kind);
  const relations = relationNames.filter((name) => hasRelation(kind, name));
  const below = relations.filter((name) => isSingleRelation(kind, name)).flatMap((name) => Object.keys(kindOf(name === 'table' ? 'tables' : name).fields).map((field) => `${name}.${field}`));
  return [...new Set([...Object.keys(fields), ...Object.keys(commonFields), ...relations, ...below, ...slaProperties.map((property) => `sla.${property}`), ...canonicalNames.map((property) => `custom.${property}`)])];
}
