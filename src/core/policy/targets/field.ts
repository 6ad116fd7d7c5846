import { type Located, pointerOf } from '../../model/common.ts';
import type { Place } from '../../model/draft.ts';
import type { Node, NodeKind } from './node.ts';
import type { Quantity } from './quantity.ts';
import type { Run } from './run.ts';

/**
 * What a field holds. `values` is a list of scalars, `node` and `nodes` are things with fields of their own, `object` only
 * says whether it is there, `any` is whatever the document holds.
 */
export type FieldKind = 'text' | 'number' | 'boolean' | 'any' | 'object' | 'values' | 'node' | 'nodes';

/** One entry of a target's closed field table, shared by the check of packs and by evaluation. */
export interface Field {
  readonly kind: FieldKind;
  /** `undefined` is absent: blank texts, empty lists and null are. A list for `values` and `nodes`. */
  readonly read: (node: Node, run: Run) => unknown;
  /** Where the value stands; the node itself where it is derived. */
  readonly place: (node: Node, run: Run) => Place;
  /** The only values there are, where the standard or dp's schema closes them. */
  readonly values?: readonly string[];
  /** `values` are the usual ones; others may occur. */
  readonly isOpen?: boolean;
  /** The standard has a default, so that the field is never absent. */
  readonly hasDefault?: boolean;
  /** What `node` and `nodes` are. */
  readonly target?: NodeKind;
  /** Several values stand for one field, as a service level that is given for several elements. */
  readonly isMany?: boolean;
  /** The plain value of what `read` gives; of each where there are many. */
  readonly scalar?: (value: unknown) => unknown;
  /** Where one of many values stands. */
  readonly placeEach?: (value: unknown) => Place;
  /** The value with its unit. */
  readonly quantity?: (value: unknown, node: Node, run: Run) => Quantity | undefined;
  /** What its value means, where the bare value says too little for a message. */
  readonly explain?: (node: Node, run: Run) => string | undefined;
  /** Whether the value names something that exists; `undefined` where that cannot be known. */
  readonly resolves?: (node: Node, run: Run) => boolean | undefined;
}

export type FieldTable = Readonly<Record<string, Field>>;

/** The place of a node. */
export function placeOf(node: Node): Place {
  return { document: node.view.source, pointer: node.at };
}

/** A blank text is no text, an empty list is no list, null is nothing. */
export function presentOrUndefined(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return isBlank(value) ? undefined : value;
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}

function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  return text.length === 0 || (first <= 32 && text.trim() === '');
}

type KeyOf<M, V> = { readonly [K in keyof M]-?: M[K] extends V ? K : never }[keyof M] & string;

interface Options {
  readonly values?: readonly string[];
  readonly isOpen?: boolean;
  /** The field's name in the document, where it is not the model's. */
  readonly as?: string;
  readonly quantity?: NonNullable<Field['quantity']>;
  readonly resolves?: NonNullable<Field['resolves']>;
}

/** Builders of fields that the canonical model holds under a name: `fieldsOf<Column>().text('classification')`. */
export function fieldsOf<M extends Located>() {
  const field = (kind: FieldKind, key: keyof M & string, options: Options = {}): Field => {
    const { as, ...rest } = options;
    return {
      kind,
      read: (node) => presentOrUndefined((node.model as M)[key]),
      place: (node) => ({ document: node.view.source, pointer: pointerOf(node.model as M, as ?? key) }),
      ...rest,
    };
  };
  return {
    text: (key: KeyOf<M, string | undefined>, options?: Options) => field('text', key, options),
    flag: (key: KeyOf<M, boolean>): Field => ({ ...field('boolean', key), hasDefault: true }),
    values: (key: KeyOf<M, readonly unknown[]>, options?: Options) => field('values', key, options),
    any: (key: keyof M & string, options?: Options) => field('any', key, options),
    /** A list of things that have a place and fields of their own. */
    items: (key: KeyOf<M, readonly Located[] | undefined>, kind: NodeKind, as?: string) => itemsField((node) => (node.model as M)[key] as readonly Located[] | undefined, kind, (node) => pointerOf(node.model as M, as ?? key)),
  };
}

/** A field that is worked out rather than stored; its place is the node, or the pointer given. */
export function derived(kind: FieldKind, read: Field['read'], options: Partial<Omit<Field, 'kind' | 'read'>> & { readonly pointer?: (node: Node) => string } = {}): Field {
  const { pointer, ...rest } = options;
  return {
    kind,
    read: (node, run) => presentOrUndefined(read(node, run)),
    place: (node) => (pointer === undefined ? placeOf(node) : { document: node.view.source, pointer: pointer(node) }),
    ...rest,
  };
}

/** A list of items below a node. */
export function itemsField(list: (node: Node) => readonly Located[] | undefined, kind: NodeKind, pointer: (node: Node) => string): Field {
  const known = new WeakMap<Node, readonly Node[]>();
  return {
    kind: 'nodes',
    target: kind,
    read: (node) => {
      const items = list(node);
      if (items === undefined || items.length === 0) return undefined;
      const nodes = known.get(node) ?? items.map((model): Node => ({ kind, model, at: model.at, view: node.view, parent: node }));
      known.set(node, nodes);
      return nodes;
    },
    place: (node) => ({ document: node.view.source, pointer: pointer(node) }),
  };
}
