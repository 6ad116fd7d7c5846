import { readNode } from '../../manifest/node-reader.ts';
import type { SourceDocument } from '../../model/source-document.ts';

/** A finding of `dp diff` that somebody has accepted for a while (DIFF, "Principles" 12): one reviewed file in `waivers/`. */
export interface AcceptedChange {
  readonly id: string;
  readonly fingerprint: string;
  readonly rule: string;
  /** Key of the product; absent for a contract without one. */
  readonly product: string | undefined;
  readonly contract: string | undefined;
  readonly reason: string;
  readonly owner: string;
  /** The last day it holds: YYYY-MM-DD. */
  readonly until: string;
  readonly document: SourceDocument;
}

/** Reads a document that the schema `accepted-change` has accepted. Without an id it is called as its file is; who accepts it answers for it. */
export function readAcceptedChange(document: SourceDocument): AcceptedChange {
  const node = readNode(document.data, '');
  const text = (key: string): string => node?.string(key) ?? '';
  return {
    id: node?.string('id') ?? document.file.slice(document.file.lastIndexOf('/') + 1).replace(/\.ya?ml$/u, ''),
    fingerprint: text('fingerprint'),
    rule: text('rule'),
    product: node?.string('product'),
    contract: node?.string('contract'),
    reason: text('reason'),
    owner: node?.string('owner') ?? text('acceptedBy'),
    until: text('until'),
    document,
  };
}
