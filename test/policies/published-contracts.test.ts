import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRegistry, createSandbox } from '../registry/support.ts';
import { runDp } from '../support/run-dp.ts';
import { contract, manifest } from '../validate/documents.ts';
import { settings, write } from './support.ts';

const pack = `apiVersion: dp/v1
kind: PolicyPack
metadata: {name: acme, version: 1.0.0, owner: governance@acme.example}
rules:
  - id: INT-1
    title: Inputs are promised by a contract
    severity: error
    enforcement: soft-mandatory
    for: inputPorts
    check: {name: contract-resolves}
    message: "The input port {{name}} {{reason}}."
    tests: []
  - id: LIF-1
    title: Nobody reads a retired contract
    severity: error
    enforcement: soft-mandatory
    for: inputPorts
    must: {contract.status: {optional: true, notIn: [retired]}}
    message: "The input port {{name}} reads a retired contract."
    tests: []
  - id: SEC-1
    title: Classification goes with the data
    severity: error
    enforcement: soft-mandatory
    for: columns
    check: {name: classification-through-lineage}
    tests: []
`;

const readerContract = contract({ id: 'logistics-parcels', table: 'parcels', extra: '        classification: public\n        transformSourceObjects: [orders.order_id]\n' });
const reader = (version: string) => ({
  'dp.yaml': settings(['./acme.yaml']),
  'acme.yaml': pack,
  'parcels/dataproduct.yaml': manifest({ name: 'parcels', domain: 'logistics', extra: `inputPorts:\n  - name: orders\n    version: ${version}\n    contractId: sales-orders\n` }),
  'parcels/parcels.odcs.yaml': readerContract,
});

interface Report {
  readonly findings: readonly { readonly rule: string; readonly message: string; readonly file: string; readonly line: number; readonly related: readonly { readonly file: string; readonly line: number }[] }[];
}

describe('rules about contracts of other workspaces', () => {
  let sandbox: ReturnType<typeof createSandbox>;
  let registry: string;
  beforeAll(async () => {
    sandbox = createSandbox();
    registry = await createRegistry(sandbox);
    const cwd = join(sandbox.path, 'sales');
    write(cwd, {
      'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\npolicies: {extends: []}\n',
      'orders/dataproduct.yaml': manifest(),
      'orders/orders.odcs.yaml': contract({ extra: '        classification: restricted\n' }).replace('status: active', 'status: retired'),
    });
    const env = { ...sandbox.env, GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@acme.example', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@acme.example' };
    const published = await runDp(['publish', '--registry', registry, '--yes', '--allow-dirty'], { cwd, env });
    expect({ code: published.code, stderr: published.code === 0 ? '' : published.stderr + published.stdout }).toEqual({ code: 0, stderr: '' });
  });

  async function judge(folder: string, version: string, ...argv: readonly string[]): Promise<string[]> {
    const cwd = join(sandbox.path, folder);
    write(cwd, reader(version));
    const { stdout } = await runDp(['validate', '--format', 'json', '--registry', registry, ...argv], { cwd, env: sandbox.env, withPolicies: true });
    const { findings } = JSON.parse(stdout) as Report;
    return findings.filter(({ rule }) => rule.startsWith('acme/')).map(({ rule, message, file, line, related }) => `${rule} ${file}:${String(line)} ${message}${related.map((place) => ` -> ${place.file}:${String(place.line)}`).join('')}`);
  }

  it('see the published contract that a port names', async () => {
    expect(await judge('logistics', '1.0.0')).toEqual([
      'acme/LIF-1 parcels/dataproduct.yaml:13 The input port orders reads a retired contract. -> registry:sales/orders@1.0.0/orders.odcs.yaml:5',
      'acme/SEC-1 parcels/parcels.odcs.yaml:14 Column parcels.order_id is public, but it is made from sales-orders orders.order_id, which is restricted. -> registry:sales/orders@1.0.0/orders.odcs.yaml:14',
    ]);
  });

  it('say which versions there are when the port names another', async () => {
    expect((await judge('logistics-other', '7.0.0')).filter((line) => line.startsWith('acme/INT-1'))).toEqual(['acme/INT-1 parcels/dataproduct.yaml:15 The input port orders names sales-orders 7.0.0; there is 1.0.0.']);
  });

  it('say nothing of contracts that nobody was asked for', async () => {
    expect(await judge('logistics-offline', '1.0.0', '--offline')).toEqual([]);
  });
});
