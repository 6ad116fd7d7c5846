import { isRecord } from '../../manifest/node-reader.ts';
import { dpValue } from '../../manifest/read-product.ts';
import { keyedPath, type PathStep } from '../../model/keyed-path.ts';
import { derived, type Field, type FieldKind } from './field.ts';
import type { DocumentView, Node, NodeKind } from './node.ts';

type Raw = Readonly<Record<string, unknown>>;

/** The plain data of a node that is one of dp's own facts. */
export function rawOf(node: Node): Raw {
  return node.model as Raw;
}

/** The value of one of dp's facts and its place, in the manifest or in the contract. */
export function factOf(view: DocumentView, name: string): { readonly at: string; readonly value: unknown } | undefined {
  const owner = view.kind === 'contract' ? view.contract : view.unit.unit.product;
  return owner === undefined ? undefined : dpValue(owner, name);
}

/** A field of plain data; `path` steps into nested mappings. */
export function rawField(kind: FieldKind, ...path: readonly string[]): Field {
  return derived(kind, (node) => path.reduce<unknown>((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), node.model), {
    pointer: ({ at }) => [at, ...path].join('/'),
  });
}

/** `rawField` for several texts at once. */
export function rawTexts(...names: readonly string[]): Readonly<Record<string, Field>> {
  return Object.fromEntries(names.map((name) => [name, rawField('text', name)]));
}

interface From {
  readonly kind: NodeKind;
  readonly view: DocumentView;
  readonly at: string;
  readonly parent?: Node | undefined;
  /** The list's keyed path, and which keys name an item. */
  readonly base: string;
  readonly list: string;
  readonly keys: readonly string[];
}

/** Nodes of a list in plain data; what is no mapping is passed over. */
export function rawNodes(value: unknown, from: From): Node[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => {
    if (!isRecord(item)) return [];
    const path = keyedPath(from.base, itemStep(from, item));
    return [{ kind: from.kind, model: item, at: `${from.at}/${String(index)}`, view: from.view, parent: from.parent, path }];
  });
}

function itemStep({ list, keys }: From, item: Raw): PathStep {
  const pairs = keys.flatMap((key) => {
    const text = item[key];
    return typeof text === 'string' || typeof text === 'number' ? [[key, String(text)] as const] : [];
  });
  return { name: list, keys: Object.fromEntries(pairs) };
}
