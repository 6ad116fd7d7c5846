import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diffContracts } from '../../src/core/diff/diff-contracts.ts';
import { diffProducts } from '../../src/core/diff/diff-products.ts';
import { diffSettings } from '../../src/core/diff/settings.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { DpError } from '../../src/core/model/errors.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';
import { contractOf, testDay } from './support.ts';

const options = { settings: diffSettings(), today: testDay };

/** Every field of the standards, with values that can be told from their neighbours. */
const contract = readFileSync(join(import.meta.dirname, 'every-field', 'contract.odcs.yaml'), 'utf8');
const product = readFileSync(join(import.meta.dirname, 'every-field', 'dataproduct.yaml'), 'utf8');

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => pathsOf(item, [...path, index]));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, item]) => [[...path, key], ...pathsOf(item, [...path, key])]);
  return [];
}

function edited(value: unknown, path: Path, edit: (value: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return edit(value);
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? edited(item, rest, edit) : item));
  const record = value as Record<string, unknown>;
  const next = edited(record[step], rest, edit);
  return Object.fromEntries(Object.entries(record).flatMap(([key, item]) => (key !== step ? [[key, item] as const] : next === undefined ? [] : [[key, next] as const])));
}

function another(value: unknown): unknown {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}/u.test(value) ? value.replace(/^\d{4}/u, '2031') : `${value}x`;
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : value;
}

const oldContract = contractOf(contract);

function contractChanges(successor: unknown): string[] {
  const { drafts } = diffContracts({ old: oldContract, new: contractOf(JSON.stringify(successor)) }, options);
  return drafts.map((draft) => draft.rule).filter((rule) => !/-version-(?:not-bumped|bump-too-small|larger-than-needed|decreased|not-semver)$/u.test(rule));
}

/** That a product's contract is not there any more is told as well, but not as a finding. */
function productChanges(successor: unknown): string[] {
  try {
    return judgeProduct(successor);
  } catch (error) {
    if (error instanceof DpError && error.code === 'not-comparable') return [error.code];
    throw error;
  }
}

function judgeProduct(successor: unknown): string[] {
  const side = (text: string): Parameters<typeof diffProducts>[0] => ({ origin: 'here', product: readProduct(parseYaml('dataproduct.yaml', text).document), contracts: [oldContract] });
  const { drafts } = diffProducts(side(product), side(JSON.stringify(successor)), options);
  return drafts.map((draft) => draft.rule).filter((rule) => !/-version-(?:not-bumped|bump-too-small|larger-than-needed|decreased|not-semver)$/u.test(rule));
}

/** Left out, or moved without changing an order, these say what they said before. */
const sameWhenRemoved = new Set(['servers.0.environment', 'servers.1.environment', 'schema.0.logicalType', 'schema.0.relationships.0.type', 'schema.0.quality.0.type', 'schema.0.quality.0.unit', 'schema.0.properties.0.relationships.0.type', 'schema.0.properties.0.customProperties.1.vendor', 'outputPorts.0.sbom.0.type', 'managementPorts.0.type']);
const sameWhenOther = new Set(['schema.0.properties.0.primaryKeyPosition', 'schema.0.properties.1.primaryKeyPosition', 'schema.0.properties.3.partitionKeyPosition', 'schema.0.properties.4.partitionKeyPosition', 'schema.0.properties.0.customProperties.1.vendor']);

const label = (path: Path): string => path.join('.');

describe.each([
  ['a contract', parseYaml('contract.odcs.yaml', contract).document.data, contractChanges],
  ['a product', parseYaml('dataproduct.yaml', product).document.data, productChanges],
] as const)('in %s', (name, data, changesIn) => {
  // The version is judged apart, and `kind` says what a document is, not what it promises.
  const paths = pathsOf(data).filter((path) => label(path) !== 'version' && label(path) !== 'kind');

  test(`every field that is removed is seen (${name})`, () => {
    expect(paths.filter((path) => changesIn(edited(data, path, () => undefined)).length === 0).map(label).filter((name) => !sameWhenRemoved.has(name))).toEqual([]);
  });

  test(`every value that is another is seen (${name})`, () => {
    const leaves = paths.filter((path) => typeof path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], data) !== 'object');
    expect(leaves.filter((path) => changesIn(edited(data, path, another)).length === 0).map(label).filter((name) => !sameWhenOther.has(name))).toEqual([]);
  });

  test(`every field that no standard knows is seen (${name})`, () => {
    const owners = paths.filter((path) => {
      const value = path.reduce<unknown>((current, step) => (current as Record<string | number, unknown>)[step], data);
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    });
    expect(owners.filter((path) => changesIn(edited(data, path, (value) => ({ ...(value as object), somethingNew: 1 }))).length === 0).map(label)).toEqual([]);
  });
});
