import type { DataContract } from '../../model/contract.ts';
import type { Subject } from '../../model/finding.ts';
import { type DataProduct, productKey } from '../../model/product.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import { keyedPathAt } from '../../manifest/keyed-path-at.ts';

export type DocumentKind = 'product' | 'contract';

/** What a rule's `for` may name (POLICY, "A rule"). */
export const targetNames = [
  'product',
  'contract',
  'tables',
  'columns',
  'inputPorts',
  'outputPorts',
  'managementPorts',
  'slas',
  'servers',
  'team',
  'members',
  'roles',
  'quality',
  'support',
  'canvas',
  'consumers',
  'needs',
  'examples',
  'exposures',
  'sourceSystems',
  'model',
  'modelMetrics',
  'stream',
  'errorHandling',
] as const;
export type TargetName = (typeof targetNames)[number];

/** Items of lists that only `some`, `every` and `none` look into. */
export type ItemName = 'links' | 'synonyms' | 'enumValues' | 'relationships' | 'sboms' | 'inputContracts' | 'trainingData' | 'artifacts' | 'featurePipelines';

export type NodeKind = TargetName | ItemName;

/** A product with its contracts, or a contract that belongs to no product, as policies judge them. */
export interface PolicyUnit {
  readonly product: DataProduct | undefined;
  readonly contracts: readonly DataContract[];
  /** The workspace's domain, for a contract that belongs to no product and names none. */
  readonly domain?: string | undefined;
}

/** One document of a unit and what can be found in it. */
export interface DocumentView {
  readonly kind: DocumentKind;
  readonly source: SourceDocument;
  readonly unit: UnitView;
  readonly contract: DataContract | undefined;
  /** Everything of one kind in this document, in its order; found once. */
  nodes(kind: TargetName): readonly Node[];
}

export interface UnitView {
  readonly unit: PolicyUnit;
  readonly product: DocumentView | undefined;
  readonly contracts: readonly DocumentView[];
}

/** One thing that a rule looks at. `model` is the canonical model's own object, or plain data of one of dp's facts. */
export interface Node {
  readonly kind: NodeKind;
  readonly model: unknown;
  /** JSON Pointer into the document. */
  readonly at: string;
  readonly view: DocumentView;
  /** What it stands in, where that is not the document: a column's table or column, a need's consumer. */
  readonly parent: Node | undefined;
  /** Keyed path; absent where `at` gives it. */
  readonly path?: string;
}

/** The keyed path of a node (DIFF, "Keyed paths"). */
export function pathOf(node: Node): string {
  return node.path ?? keyedPathAt(node.view.source.data, node.at);
}

/** Product, contract and keyed path of what a finding is about. */
export function subjectOf(view: DocumentView, path: string): Subject {
  const { product } = view.unit.unit;
  return {
    product: product?.name ?? product?.id ?? null,
    key: product === undefined ? null : productKey(product) || null,
    contract: view.contract?.id ?? null,
    path,
  };
}
