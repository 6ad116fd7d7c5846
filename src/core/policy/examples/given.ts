import { isRecord } from '../../manifest/node-reader.ts';
import { readContract } from '../../manifest/read-contract.ts';
import { readProduct } from '../../manifest/read-product.ts';
import { valueAt } from '../../manifest/value-at.ts';
import { joinPointer } from '../../model/pointer.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import type { Definition, PackRule, RuleTest } from '../pack/model.ts';
import { definitionsIn } from '../pack/read-files.ts';
import type { DocumentKind, PolicyUnit } from '../targets/node.ts';
import type { ChangeVerdict } from '../targets/run.ts';

/** What an example gives: what is judged, what stands beside it, and what a diff would say. */
export interface Given {
  readonly judged: PolicyUnit;
  readonly others: readonly PolicyUnit[];
  readonly changes: ReadonlyMap<string, ChangeVerdict>;
  /** Shared terms that the example brings along. */
  readonly definitions: readonly Definition[];
}

const contractKeys = ['schema', 'servers', 'slaProperties', 'roles', 'price', 'slaDefaultElement', 'dataProduct', 'contractCreatedTs'];
const productKeys = ['inputPorts', 'outputPorts', 'managementPorts', 'productCreatedTs'];

/**
 * Reads an example: a document, or as much of one as matters; or, for rules that look further, `product`, `contracts`,
 * `others` (further products of the workspace), `change` (what `dp diff` says) and `definitions`.
 * `documents` are the kinds that the rule looks at. Positions are those in the pack.
 */
export function readGiven(rule: PackRule, test: RuleTest, documents: readonly DocumentKind[]): Given {
  const { document } = rule;
  const at = joinPointer(test.at, 'given');
  const { given } = test;
  const isUnit = isRecord(given['product']) || Array.isArray(given['contracts']);
  if (!isUnit) {
    const kind = kindOf(documents, given);
    const source = part(document, at);
    return { judged: kind === 'product' ? { product: readProduct(source), contracts: [] } : { product: undefined, contracts: [readContract(source)] }, others: [], changes: changesOf(given['change'], [source]), definitions: [] };
  }
  const judged = readUnit(document, at, given);
  const { others } = given;
  const sources = [judged.product?.document, ...judged.contracts.map((contract) => contract.document)].filter((source) => source !== undefined);
  return {
    judged,
    others: Array.isArray(others) ? others.map((other: unknown, index) => readUnit(document, joinPointer(at, 'others', index), other)) : [],
    changes: changesOf(given['change'], sources),
    definitions: definitionsIn(given['definitions'], joinPointer(at, 'definitions'), document),
  };
}

function readUnit(document: SourceDocument, at: string, given: unknown): PolicyUnit {
  const raw = isRecord(given) ? given : {};
  const { contracts } = raw;
  return {
    product: isRecord(raw['product']) ? readProduct(part(document, joinPointer(at, 'product'))) : undefined,
    contracts: Array.isArray(contracts) ? contracts.map((_contract, index) => readContract(part(document, joinPointer(at, 'contracts', index)))) : [],
  };
}

/** The kind that an example says it is, else the only one the rule looks at, else what its keys tell. */
function kindOf(documents: readonly DocumentKind[], given: Readonly<Record<string, unknown>>): DocumentKind {
  if (given['kind'] === 'DataProduct') return 'product';
  if (given['kind'] === 'DataContract') return 'contract';
  const [only] = documents;
  if (only !== undefined && documents.length === 1) return only;
  const keys = Object.keys(given);
  if (keys.some((key) => productKeys.includes(key))) return 'product';
  if (keys.some((key) => contractKeys.includes(key))) return 'contract';
  return only ?? 'contract';
}

/** A part of a document as a document of its own: its positions stay those of the whole. */
function part(document: SourceDocument, at: string): SourceDocument {
  return {
    file: `${document.file}#${at}`,
    text: document.text,
    data: valueAt(document.data, at),
    locate: (pointer, entry) => document.locate(`${at}${pointer}`, entry),
    positionAt: (offset) => document.positionAt(offset),
  };
}

const verdicts: readonly ChangeVerdict['verdict'][] = ['identical', 'compatible', 'warning', 'breaking'];
const bumps: readonly ChangeVerdict['demanded'][] = ['none', 'patch', 'minor', 'major'];

function changesOf(change: unknown, sources: readonly SourceDocument[]): ReadonlyMap<string, ChangeVerdict> {
  if (!isRecord(change)) return new Map();
  const verdict = verdicts.find((name) => name === change['verdict']) ?? 'identical';
  const demanded = bumps.find((name) => name === change['demanded']) ?? 'none';
  const declared = bumps.find((name) => name === change['declared']) ?? 'none';
  const found: ChangeVerdict = { verdict, demanded, declared, isEnough: bumps.indexOf(declared) >= bumps.indexOf(demanded) };
  return new Map(sources.map((source) => [source.file, found] as const));
}
