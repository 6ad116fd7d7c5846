import { describe, expect, test } from 'vitest';
import { settleFindings } from '../../src/core/model/draft.ts';
import { prepareCandidate, type Candidate } from '../../src/core/registry/candidate.ts';
import { neverPublished, planPublish, type CompatibilityGate, type PublishedState, type PublishPlan } from '../../src/core/registry/plan.ts';
import { applyEvents, noStatus } from '../../src/core/registry/status.ts';
import { sha256 } from '../../src/io/hash.ts';
import { candidate, manifestText, openGate, productFiles, type ProductText } from './support.ts';

interface Facts {
  readonly states?: Readonly<Record<string, Partial<PublishedState>>>;
  readonly owners?: Readonly<Record<string, readonly string[]>>;
  readonly gate?: CompatibilityGate;
}

function plan(candidates: readonly Candidate[], facts: Facts = {}): PublishPlan {
  const { states = {}, owners = {}, gate = openGate } = facts;
  return planPublish({ stateOf: (key) => ({ ...neverPublished, ...states[key] }), ownersOf: (id) => owners[id] ?? [] }, candidates, gate);
}

/** Status of each product, and its findings as `rule line:column message → help`. */
function summary(result: PublishPlan): string[] {
  return result.products.flatMap(({ candidate: { product, version }, status, bump, drafts }) => [
    `${product} ${version} ${status} ${bump ?? 'null'}`,
    ...settleFindings(drafts, sha256).map(({ rule, line, column, message, help }) => `${rule} ${String(line)}:${String(column)} ${message} → ${help ?? ''}`),
  ]);
}

const v1: ProductText = { name: 'orders', version: '1.0.0' };
const snapshotOf = (product: ProductText): Candidate['snapshot'] => candidate(product).snapshot;

describe('the plan for a product', () => {
  test('that was never published is to publish it, with one file added', () => {
    const result = plan([candidate(v1)]);
    expect(summary(result)).toEqual(['sales/orders 1.0.0 planned null']);
    expect(result.additions.map(({ path }) => path)).toEqual(['products/sales/orders/1.0.0.json']);
  });

  test('whose version is there with the same digest is to leave it', () => {
    const same = { digest: candidate(v1).digest, snapshot: snapshotOf(v1) };
    const result = plan([candidate(v1)], { states: { 'sales/orders': { versions: ['1.0.0'], same } } });
    expect(summary(result)).toEqual(['sales/orders 1.0.0 unchanged none']);
    expect([result.additions, result.isRefused]).toEqual([[], false]);
  });

  test('whose version is there with another digest is to refuse it, naming both and the next free version', () => {
    const published = { ...v1, columns: ['order_id'] };
    const same = { digest: candidate(published).digest, snapshot: snapshotOf(published) };
    const gate: CompatibilityGate = () => ({ isOk: false, demanded: 'minor', drafts: [] });
    const result = plan([candidate(v1)], { states: { 'sales/orders': { versions: ['1.0.0', '1.1.0'], same } }, gate });
    expect(summary(result)).toEqual([
      'sales/orders 1.0.0 refused minor',
      `registry-version-immutable 5:1 sales/orders 1.0.0 is published with other content: ${same.digest} there, ${candidate(v1).digest} here. → The next free version is 1.1.1: set it in the manifest, then dp publish.`,
    ]);
  });

  test('that breaks the gate is to refuse it with what the gate says', () => {
    const gate: CompatibilityGate = (base, next) => ({ isOk: base.product.version !== '1.0.0', demanded: 'major', drafts: [{ rule: 'field-removed', severity: 'error', message: 'gone', at: { document: next.product.document, pointer: '' }, subject: { product: 'orders', key: 'sales/orders', contract: null, path: '' } }] });
    const bases = [{ version: '1.0.0', snapshot: snapshotOf(v1) }];
    expect(summary(plan([candidate({ ...v1, version: '1.1.0' })], { states: { 'sales/orders': { versions: ['1.0.0'], bases } }, gate }))).toEqual(['sales/orders 1.1.0 refused major', 'field-removed 1:1 gone → ']);
  });

  test('that breaks only against the release below its own release candidate is to refuse it', () => {
    const gate: CompatibilityGate = (base) => ({ isOk: base.product.version !== '1.0.0', demanded: 'major', drafts: [] });
    const bases = [{ version: '1.1.0-rc.1', snapshot: snapshotOf({ ...v1, version: '1.1.0-rc.1' }) }, { version: '1.0.0', snapshot: snapshotOf(v1) }];
    const states = { 'sales/orders': { versions: ['1.0.0', '1.1.0-rc.1'], bases } };
    expect(summary(plan([candidate({ ...v1, version: '1.1.0' })], { states, gate }))).toEqual(['sales/orders 1.1.0 refused major']);
  });

  test('below a published version of its own minor is to refuse it', () => {
    expect(summary(plan([candidate({ ...v1, version: '1.0.1' })], { states: { 'sales/orders': { versions: ['1.0.0', '1.0.2', '2.0.0'] } } }))).toEqual([
      'sales/orders 1.0.1 refused null',
      'registry-version-behind 5:1 sales/orders 1.0.1 is not above 1.0.2, which is published. → The next free version is 1.0.3: set it in the manifest, then dp publish.',
    ]);
  });

  test('that is a backport above its own minor is to publish it', () => {
    const bases = [{ version: '1.0.0', snapshot: snapshotOf(v1) }];
    expect(summary(plan([candidate({ ...v1, version: '1.0.1' })], { states: { 'sales/orders': { versions: ['1.0.0', '2.0.0'], bases } } }))).toEqual(['sales/orders 1.0.1 planned patch']);
  });

  test('whose version differs from a published one in letter case only is to refuse it', () => {
    expect(summary(plan([candidate({ ...v1, version: '1.0.0-RC.1' })], { states: { 'sales/orders': { versions: ['1.0.0-rc.1'] } } }))).toEqual([
      'sales/orders 1.0.0-RC.1 refused null',
      'registry-version-case 5:1 sales/orders 1.0.0-RC.1 differs from the published 1.0.0-rc.1 only in letter case. → The next free version is 1.0.0: set it in the manifest, then dp publish.',
    ]);
  });

  test('says which yanked versions it was not compared with', () => {
    const status = applyEvents([{ product: 'sales/orders', version: '1.1.0', action: 'yank', id: '01A', port: undefined, at: '2026-01-01T00:00:00Z', actor: 'orders-team', data: {} }]);
    const bases = [{ version: '1.0.0', snapshot: snapshotOf(v1) }];
    expect(summary(plan([candidate({ ...v1, version: '1.2.0' })], { states: { 'sales/orders': { versions: ['1.0.0', '1.1.0'], status, bases } } }))).toEqual([
      'sales/orders 1.2.0 planned patch',
      'registry-base-yanked 5:1 sales/orders 1.1.0 is yanked: compared with 1.0.0. → Nothing to do, as long as the version that is compared with is the one your readers use.',
    ]);
    expect(summary(plan([candidate({ ...v1, version: '1.2.0' })], { states: { 'sales/orders': { versions: ['1.1.0'], status } } }))[1]).toContain('sales/orders 1.1.0 is yanked: there is nothing to compare with.');
  });

  test('that moved or is retired is to refuse it', () => {
    const moved = plan([candidate(v1)], { states: { 'sales/orders': { versions: ['0.9.0'], status: { ...noStatus, movedTo: 'commerce/orders' } } } });
    expect(summary(moved)).toEqual(['sales/orders 1.0.0 refused null', 'registry-product-moved 4:1 sales/orders moved to commerce/orders. → Set domain and name for commerce/orders, then dp publish.']);
    const retired = plan([candidate(v1)], { states: { 'sales/orders': { versions: ['0.9.0'], status: { ...noStatus, retired: { reason: 'no readers' } } } } });
    expect(summary(retired)).toEqual(['sales/orders 1.0.0 refused null', 'registry-product-retired 4:1 sales/orders is retired: no readers. → Publish the data as a new product.']);
  });
});

describe('a contract id', () => {
  test('of another product is refused at the port that claims it', () => {
    expect(summary(plan([candidate({ ...v1, contractId: 'shared' })], { owners: { shared: ['finance/ledger'] } }))).toEqual([
      'sales/orders 1.0.0 refused null',
      'registry-contract-owned 13:5 The contract id "shared" belongs to finance/ledger. → Give the contract an id of its own, or read the other product through an input port.',
    ]);
  });

  test('of its own may be used again, also where another has it by a race', () => {
    expect(summary(plan([candidate({ ...v1, contractId: 'shared' })], { owners: { shared: ['finance/ledger', 'sales/orders'] } }))).toEqual(['sales/orders 1.0.0 planned null']);
  });

  test('goes along when a product moves', () => {
    const states = { 'legacy/orders': { status: { ...noStatus, movedTo: 'sales/orders' } } };
    expect(summary(plan([candidate({ ...v1, contractId: 'shared' })], { states, owners: { shared: ['legacy/orders'] } }))).toEqual(['sales/orders 1.0.0 planned null']);
  });

  test('claimed by two products of one run is the first one’s, and the run is refused as a whole', () => {
    const result = plan([candidate({ ...v1, contractId: 'shared' }), candidate({ ...v1, name: 'invoices', contractId: 'shared' }), candidate({ ...v1, name: 'zones' })]);
    expect(summary(result)).toEqual([
      'sales/invoices 1.0.0 planned null',
      'sales/orders 1.0.0 refused null',
      'registry-contract-owned 13:5 The contract id "shared" belongs to sales/invoices. → Give the contract an id of its own, or read the other product through an input port.',
      'sales/zones 1.0.0 planned null',
    ]);
    expect([result.additions, result.isRefused]).toEqual([[], true]);
  });
});

test('a product that is in a run twice is refused', () => {
  const result = plan([candidate(v1), candidate({ ...v1, version: '1.1.0' })]);
  expect(result.products.map(({ status }) => status)).toEqual(['refused', 'refused']);
  expect(summary(result)[1]).toBe('registry-name 4:1 sales/orders is in this run twice. → Use a-z, 0-9 and -, at most 63 characters. A title for people goes into `description`.');
});

describe('a candidate', () => {
  const prepared = (text: string): string[] => {
    const result = prepareCandidate({ folder: '/mesh/orders', defaultDomain: undefined, files: [{ path: 'dataproduct.yaml', bytes: Buffer.from(text) }] }, sha256);
    return result?.ok === false ? settleFindings(result.drafts, sha256).map(({ file, rule, line, column, message }) => `${file}:${String(line)}:${String(column)} ${rule} ${message}`) : [];
  };

  test('with a domain, name or version outside the grammar is refused where they stand', () => {
    const text = manifestText({ name: 'Orders', version: 'v1.0', domain: 'sales_emea' });
    expect(prepared(text)).toEqual([
      '/mesh/orders/dataproduct.yaml:4:1 registry-name The registry can\'t hold the name "Orders": use a-z, 0-9 and -, starting and ending with a letter or digit.',
      '/mesh/orders/dataproduct.yaml:5:1 registry-version The registry can\'t hold the version "v1.0": it is no version as semver.org has it, such as 1.2.0.',
      '/mesh/orders/dataproduct.yaml:7:1 registry-name The registry can\'t hold the domain "sales_emea": use a-z, 0-9 and -, starting and ending with a letter or digit.',
    ]);
  });

  test('without domain, name and version is refused for each', () => {
    expect(prepared('apiVersion: v1.1.0\nkind: DataProduct\nid: x\n').map((line) => line.replace(/^.*?: ?/u, ''))).toHaveLength(3);
    expect(prepared('apiVersion: v1.1.0\nkind: DataProduct\nid: x\n').map((line) => /The registry.*/u.exec(line)?.[0])).toEqual(["The registry can't hold the domain: it is missing.", "The registry can't hold the name: it is missing.", "The registry can't hold the version: it is missing."]);
  });

  test('with a file that can not be published is refused with its name', () => {
    const files = [...productFiles(v1), { path: 'con.md', bytes: Buffer.from('') }];
    const result = prepareCandidate({ folder: '/mesh', defaultDomain: undefined, files }, sha256);
    expect(result?.ok === false ? result.drafts.map(({ rule, message }) => [rule, message]) : []).toEqual([['registry-file', "con.md can't be published: con.md is a device name on Windows."]]);
  });
});
