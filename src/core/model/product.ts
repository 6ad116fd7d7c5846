import type { CustomProperty, Link, Located, Prose, SupportChannel, Synonym, Team } from './common.ts';
import type { SourceDocument } from './source-document.ts';

export interface InputPort extends Located {
  readonly id: string | undefined;
  readonly name: string;
  readonly version: string | undefined;
  readonly contractId: string | undefined;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
  readonly links: readonly Link[];
  readonly customProperties: readonly CustomProperty[];
}

export interface OutputPort extends InputPort {
  readonly description: string | undefined;
  readonly type: string | undefined;
  readonly sbom: readonly { readonly at: string; readonly type: string; readonly url: string | undefined }[];
  readonly inputContracts: readonly ({ readonly id: string; readonly version: string } & Located)[];
  readonly synonyms: readonly Synonym[];
  readonly context: unknown;
}

export interface ManagementPort extends Located {
  readonly id: string | undefined;
  readonly name: string;
  readonly content: string | undefined;
  readonly type: string;
  readonly url: string | undefined;
  readonly channel: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
}

/**
 * A data product: one ODPS document of any version dp knows, in one shape (canonical model).
 * Absent lists are empty; absent scalars are `undefined`; defaults of the standard are applied.
 */
export interface DataProduct extends Located {
  readonly document: SourceDocument;
  readonly apiVersion: string;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly status: string | undefined;
  /** The manifest's own domain, else the workspace's. */
  readonly domain: string | undefined;
  readonly tenant: string | undefined;
  readonly type: string | undefined;
  readonly deprecated: boolean;
  readonly productCreatedTs: string | undefined;
  readonly description: Prose;
  readonly tags: readonly string[];
  readonly synonyms: readonly Synonym[];
  readonly links: readonly Link[];
  readonly context: unknown;
  readonly inputPorts: readonly InputPort[];
  readonly outputPorts: readonly OutputPort[];
  readonly managementPorts: readonly ManagementPort[];
  readonly support: readonly SupportChannel[];
  readonly team: Team | undefined;
  readonly customProperties: readonly CustomProperty[];
}

/** `<domain>/<name>`; an unnamed product is keyed by `id` and can't be published (INTERFACE, "Words"). */
export function productKey(product: Pick<DataProduct, 'domain' | 'name' | 'id'>): string {
  if (product.name !== undefined && product.domain !== undefined) return `${product.domain}/${product.name}`;
  return product.id ?? product.name ?? '';
}
