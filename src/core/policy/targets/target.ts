import type { Located } from '../../model/common.ts';
import type { FieldTable } from './field.ts';
import type { DocumentKind, DocumentView, Node, NodeKind, TargetName } from './node.ts';

/** A kind of thing that rules look at: where it is found and the closed list of its fields. */
export interface Target {
  readonly name: NodeKind;
  /** One of it, for messages. */
  readonly noun: string;
  /** The documents it stands in. */
  readonly documents: readonly DocumentKind[];
  /** A document has at most one. */
  readonly isSingle: boolean;
  readonly fields: FieldTable;
  /** How a list of things names this one. */
  readonly label: (node: Node) => string;
}

/** A target that `for` may name. */
export interface ListedTarget extends Target {
  readonly name: TargetName;
  readonly nodes: (view: DocumentView) => readonly Node[];
}

/** Nodes of a list of the model. */
export function nodesOf(kind: NodeKind, items: readonly Located[], from: { readonly view: DocumentView; readonly parent?: Node | undefined }): Node[] {
  return items.map((model) => ({ kind, model, at: model.at, view: from.view, parent: from.parent }));
}

/** The first of the texts that is one, as a label. */
export function firstText(...texts: readonly unknown[]): string {
  const found = texts.find((text) => typeof text === 'string' && text !== '');
  return typeof found === 'string' ? found : 'unnamed';
}
