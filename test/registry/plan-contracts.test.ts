import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settleFindings } from '../../src/core/model/draft.ts';
import type { Candidate } from '../../src/core/registry/candidate.ts';
import { neverPublished, planPublish } from '../../src/core/registry/plan.ts';
import { contractRefusals, heldContracts, type HeldContract } from '../../src/core/registry/published-contracts.ts';
import { readVersionFile, type VersionFile } from '../../src/core/registry/version-file.ts';
import { sha256 } from '../../src/io/hash.ts';
import { runDp } from '../support/run-dp.ts';
import { candidate, contractText, createRegistry, createSandbox, openGate, outcomes, productFiles, publish, remoteOf, writeProduct, type ProductText, type Sandbox } from './support.ts';

const v1: ProductText = { name: 'orders', version: '1.0.0', contractVersion: '1.0.0' };
const backport: ProductText = { ...v1, version: '0.9.0', columns: ['order_id'] };
const hashOf = (product: ProductText): string => `sha256:${sha256(contractText(product))}`;

function published(of: Candidate): VersionFile {
  const read = readVersionFile(of.json, of);
  if (!read.ok) throw new Error(read.reason);
  return read.file;
}

/** What a candidate is refused for, given versions of its product: `line:column message → help`. */
function refused(next: Candidate, versions: readonly Candidate[]): string[] {
  const drafts = contractRefusals(next, heldContracts(versions.map(published), next), 'patch');
  return settleFindings(drafts, sha256).map(({ rule, severity, file, line, column, message, help }) => `${severity} ${rule} ${file}:${String(line)}:${String(column)} ${message} → ${help ?? ''}`);
}

function refusalOf(next: ProductText, held: ProductText, free: string): string {
  const { contractVersion = next.version } = next;
  return `error registry-contract-immutable /mesh/contracts/orders.odcs.yaml:4:1 The contract "sales-orders" ${contractVersion} is published with other content: ${hashOf(held)} in sales/orders ${held.version}, ${hashOf(next)} here. → The next free version of the contract is ${free}: set it in the contract, then dp publish.`;
}

describe('a contract version that a version of the product holds', () => {
  test('is refused with other content, at its version, with both digests and the next free version', () => {
    expect(refused(candidate(backport), [candidate(v1)])).toEqual([refusalOf(backport, v1, '1.0.1')]);
  });

  test('is refused for a change of its text alone, since a version is its bytes', () => {
    const files = productFiles({ ...v1, version: '1.0.1' }).map(({ path, bytes }) => ({ path, bytes: path.startsWith('contracts/') ? Buffer.from(`${Buffer.from(bytes).toString()}# reviewed\n`) : bytes }));
    expect(refused(candidate({ ...v1, version: '1.0.1' }, files), [candidate(v1)])).toHaveLength(1);
  });

  test('is refused however the published text spells its version', () => {
    const escaped = productFiles(v1).map(({ path, bytes }) => ({ path, bytes: path.startsWith('contracts/') ? Buffer.from(contractText(v1).replace('version: 1.0.0', 'version: "1\\u002E0.0"')) : bytes }));
    expect(refused(candidate(backport), [candidate(v1, escaped)])).toHaveLength(1);
  });

  test('may be published again with the same content, and a new version with any', () => {
    expect(refused(candidate({ ...v1, version: '1.0.1', purpose: 'Orders, without tests.' }), [candidate(v1)])).toEqual([]);
    expect(refused(candidate({ ...backport, contractVersion: '0.9.0' }), [candidate(v1)])).toEqual([]);
    expect(refused(candidate({ ...backport, contractId: 'sales-orders-small' }), [candidate(v1)])).toEqual([]);
  });

  test('is told the next version that no published version holds, and the greatest holder', () => {
    const later = { ...v1, version: '1.2.0', contractVersion: '1.0.1', columns: ['order_id', 'note'] };
    const between = { ...v1, version: '1.1.0' };
    expect(refused(candidate(backport), [candidate(v1), candidate(later), candidate(between)])).toEqual([refusalOf(backport, between, '1.0.2')]);
  });

  test('is refused without a version to suggest where it has none that can be counted on', () => {
    const odd = { ...v1, contractVersion: 'v1' };
    expect(refused(candidate({ ...odd, version: '1.0.1', columns: ['order_id'] }), [candidate(odd)])[0]).toMatch(/ → Set a version in the contract that was never published, then dp publish\.$/u);
  });
});

test('a plan with such a contract adds nothing', () => {
  const contracts: HeldContract[] = heldContracts([published(candidate(v1))], candidate(backport));
  const state = { ...neverPublished, versions: ['1.0.0'], contracts };
  const plan = planPublish({ stateOf: () => state, ownersOf: () => ['sales/orders'] }, [candidate(backport)], openGate);
  expect([plan.isRefused, plan.additions, plan.products.map(({ status }) => status)]).toEqual([true, [], ['refused']]);
});

describe('publishing a contract version with other content', () => {
  const cases: [string, readonly ProductText[], ProductText][] = [
    ['in a backport below all versions', [v1], backport],
    ['in a backport whose base does not hold it', [v1, { ...v1, version: '1.1.0', contractVersion: '1.1.0', columns: ['order_id', 'note'] }], { ...v1, version: '1.0.2', contractVersion: '1.1.0' }],
  ];
  test.each(cases)('is refused %s, with a cache and without', async (_where, before, next) => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    sandbox.git(registry, 'config', 'uploadpack.allowFilter', 'true');
    for (const product of before) await publish(remoteOf(sandbox, registry), [candidate(product)]);
    const tip = sandbox.git(registry, 'rev-parse', 'main');
    const cold = remoteOf(sandbox, `file://${registry}`, { XDG_CACHE_HOME: join(sandbox.path, 'other-cache') });
    for (const remote of [remoteOf(sandbox, registry), cold]) {
      const result = await publish(remote, [candidate(next)]);
      expect(result.plan.products.flatMap(({ drafts }) => drafts.map(({ rule }) => rule))).toEqual(['registry-contract-immutable']);
    }
    expect(sandbox.git(registry, 'rev-parse', 'main')).toBe(tip);
  });

  test('is refused also where the version that holds it is yanked, and for a product that moved', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const remote = remoteOf(sandbox, registry);
    await publish(remote, [candidate(v1)]);
    addStatus(sandbox, registry, { action: 'yank', data: {} });
    const yanked = await publish(remote, [candidate({ ...v1, version: '1.1.0', columns: ['order_id'] })]);
    expect(yanked.plan.products[0]?.drafts.map(({ rule }) => rule)).toEqual(['registry-contract-immutable', 'registry-base-yanked']);
    addStatus(sandbox, registry, { action: 'move', data: { to: 'commerce/orders' } });
    const moved = { ...v1, domain: 'commerce', version: '2.0.0', contractId: 'sales-orders' };
    expect((await publish(remote, [candidate({ ...moved, columns: ['order_id'] })])).plan.products[0]?.drafts.map(({ rule }) => rule)).toContain('registry-contract-immutable');
    expect(outcomes(await publish(remote, [candidate(moved)]))).toEqual(['commerce/orders@2.0.0 published']);
  });

  test('is exit 1 of dp publish, with the finding at the contract', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    await publish(remoteOf(sandbox, registry), [candidate(v1)]);
    const work = join(sandbox.path, 'work');
    sandbox.git(sandbox.path, 'init', '-q', '-b', 'main', work);
    writeFileSync(join(work, 'dp.yaml'), 'apiVersion: dp/v1\nkind: Workspace\nregistry: ../registry.git\n');
    writeProduct(join(work, 'orders'), backport);
    sandbox.git(work, 'add', '-A');
    sandbox.git(work, 'commit', '-q', '-m', 'products');
    const { code, stdout } = await runDp(['publish', '--yes', '--format', 'json'], { cwd: work, env: { ...sandbox.env, DP_REGISTRY: '' } });
    const { findings } = JSON.parse(stdout) as { findings: readonly { rule: string; file: string; line: number }[] };
    expect([code, findings.filter(({ rule }) => rule.startsWith('registry-')).map(({ rule, file, line }) => `${file}:${String(line)} ${rule}`)]).toEqual([1, ['orders/contracts/orders.odcs.yaml:4 registry-contract-immutable']]);
  });
});

/** Commits what the owner says of orders 1.0.0 to a registry. */
function addStatus(sandbox: Sandbox, registry: string, event: { readonly action: string; readonly data: object }): void {
  const clone = join(sandbox.path, `clone-${event.action}`);
  sandbox.git(sandbox.path, 'clone', '-q', registry, clone);
  const folder = join(clone, 'status/sales/orders');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `1.0.0.${event.action}.01JD3A.json`), JSON.stringify({ schema: 1, version: '1.0.0', at: '2026-11-01T00:00:00Z', actor: 'orders-team', ...event }));
  sandbox.git(clone, 'add', '-A');
  sandbox.git(clone, 'commit', '-qm', 'status');
  sandbox.git(clone, 'push', '-q', 'origin', 'HEAD');
}
