import { parseYaml } from '../manifest/parse-yaml.ts';
import { readProduct } from '../manifest/read-product.ts';
import { pointerOf } from '../model/common.ts';
import type { DataContract } from '../model/contract.ts';
import type { FindingDraft } from '../model/draft.ts';
import type { DataProduct } from '../model/product.ts';
import { productKey } from '../model/product.ts';
import type { ProductSnapshot } from '../model/snapshot.ts';
import { nameIssue, versionIssue } from './grammar.ts';
import { contractFiles, contractsOf } from './published-snapshot.ts';
import { registryRule } from './rules.ts';
import { buildVersion, findManifest, type FileBytes, type HashContent, type PublishedFile } from './version-file.ts';

/** A version that somebody wants to publish: its canonical bytes and what they say. */
export interface Candidate {
  readonly product: string;
  readonly version: string;
  readonly digest: string;
  readonly json: string;
  /** Read from the very bytes; positions are in the work tree's files. */
  readonly snapshot: ProductSnapshot;
  /** The snapshot's contracts, each with the hash of its file's bytes. */
  readonly contracts: readonly { readonly contract: DataContract; readonly sha256: string }[];
}

export type PreparedCandidate = { readonly ok: true; readonly candidate: Candidate } | { readonly ok: false; readonly product: string; readonly version: string; readonly drafts: readonly FindingDraft[] };

export interface CandidateInput {
  /** The product's folder, absolute with forward slashes: positions are shown below it. */
  readonly folder: string;
  /** The workspace's domain, for a manifest that names none. */
  readonly defaultDomain: string | undefined;
  readonly files: readonly FileBytes[];
}

/**
 * Builds the version of a product from the bytes of its files; or says why it can't be published.
 * `undefined` where there is no manifest among the files.
 */
export function prepareCandidate(input: CandidateInput, hash: HashContent): PreparedCandidate | undefined {
  const manifest = findManifest(input.files);
  if (manifest === undefined) return undefined;
  const parsed = parseYaml(`${input.folder}/${manifest.path}`, manifest.bytes);
  const product = readProduct(parsed.document, { defaultDomain: input.defaultDomain });
  const key = productKey(product);
  const version = product.version ?? '';
  const identity = [...parsed.drafts.filter(({ severity }) => severity === 'error'), ...identityDrafts(product)];
  const built = buildVersion({ product: key, version, files: input.files }, hash);
  if (identity.length > 0 || !built.ok) {
    const issues = built.ok ? [] : built.issues;
    const files = issues.map(({ path, reason }) => refusal(product, { rule: 'registry-file', message: `${path === '' ? 'This version' : path} can't be published: ${reason}.`, discriminator: path }));
    return { ok: false, product: key, version, drafts: [...identity, ...files] };
  }
  const files = input.files.map(({ path, bytes }): PublishedFile => ({ path, sha256: hash(bytes), content: { kind: 'text', text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) } }));
  const snapshot = { origin: 'work tree', product, contracts: contractsOf(files, input.folder) };
  const hashes = contractFiles(files).map(({ sha256 }) => sha256);
  const contracts = snapshot.contracts.flatMap((contract, index) => (hashes[index] === undefined ? [] : [{ contract, sha256: hashes[index] }]));
  return { ok: true, candidate: { product: key, version, digest: built.digest, json: built.json, snapshot, contracts } };
}

function identityDrafts(product: DataProduct): FindingDraft[] {
  const drafts: FindingDraft[] = [];
  const names = [
    ['domain', product.domain],
    ['name', product.name],
  ] as const;
  for (const [field, value] of names) {
    const issue = value === undefined ? 'it is missing' : nameIssue(value);
    if (issue === undefined) continue;
    const shown = value === undefined ? field : `${field} ${JSON.stringify(value)}`;
    drafts.push(refusal(product, { rule: 'registry-name', message: `The registry can't hold the ${shown}: ${issue}.`, field, discriminator: field }));
  }
  const issue = product.version === undefined ? 'it is missing' : versionIssue(product.version);
  if (issue !== undefined) {
    const shown = product.version === undefined ? 'version' : `version ${JSON.stringify(product.version)}`;
    drafts.push(refusal(product, { rule: 'registry-version', message: `The registry can't hold the ${shown}: ${issue}.`, field: 'version' }));
  }
  return drafts;
}

/** What a registry rule says of a product, at a field of its manifest. */
export function refusal(
  product: DataProduct,
  refused: { readonly rule: string; readonly message: string; readonly field?: string; readonly discriminator?: string; readonly help?: string },
): FindingDraft {
  const rule = registryRule(refused.rule);
  const field = refused.field ?? 'version';
  return {
    rule: rule.id,
    severity: rule.severity,
    message: refused.message,
    at: { document: product.document, pointer: pointerOf(product, field) },
    subject: { product: product.name ?? product.id ?? null, key: productKey(product) || null, contract: null, path: field },
    discriminator: refused.discriminator ?? '',
    help: refused.help ?? rule.remedy,
  };
}
