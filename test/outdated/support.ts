import { candidate, contractText, createRegistry, createSandbox, manifestText, person, productFiles, publish, remoteOf, type ProductText, type Sandbox } from '../registry/support.ts';
import { testDate } from '../support/run-dp.ts';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A sandbox with a registry that holds some versions, each `orders@1.0.0` by its text. */
export async function registryOf(products: readonly ProductText[]): Promise<{ readonly sandbox: Sandbox; readonly registry: string }> {
  const sandbox = createSandbox();
  const registry = await createRegistry(sandbox);
  for (const product of products) await publish(remoteOf(sandbox, registry), [candidate(product, productFiles(product))]);
  return { sandbox, registry };
}

export function statusEvent(action: string, version: string, data: object): string {
  return JSON.stringify({ schema: 1, action, version, port: null, at: '2026-11-01T00:00:00Z', actor: 'orders-team', data });
}

/** Commits files to a bare registry, as another tool would. */
export function commitFiles({ sandbox, registry }: { readonly sandbox: Sandbox; readonly registry: string }, files: Readonly<Record<string, string>>): void {
  const clone = join(sandbox.path, 'clone');
  sandbox.git(sandbox.path, 'clone', '-q', registry, clone);
  writeFiles(clone, files);
  sandbox.git(clone, 'add', '-A');
  const [date, { name, email }] = [testDate.toISOString(), person];
  const env = { ...sandbox.env, GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: date, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email, GIT_COMMITTER_DATE: date };
  execFileSync('git', ['commit', '-qm', 'events'], { cwd: clone, env });
  sandbox.git(clone, 'push', '-q', 'origin', 'HEAD');
  rmSync(clone, { recursive: true });
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export interface ReaderText {
  readonly name: string;
  readonly domain?: string;
  /** Input ports: name, contract id, version. */
  readonly reads: readonly (readonly [name: string, contractId: string, version: string])[];
  /** Own column → what it is made from. */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
  readonly exposure?: string;
}

/** Manifest and contract of a product that reads others. */
export function readerFiles(reader: ReaderText): Record<string, string> {
  const { name, domain = 'finance', reads, columns = {}, exposure } = reader;
  const product = { name, domain, version: '1.0.0', columns: Object.keys(columns) };
  const inputs = reads.map(([port, id, version]) => `  - name: ${port}\n    version: ${version}\n    contractId: ${id}\n`).join('');
  const exposures = exposure === undefined ? '' : `customProperties:\n  - property: exposures\n    vendor: dp\n    value: [{type: dashboard, name: ${exposure}, url: "https://bi.acme.example/1", owner: cfo@acme.example, port: ${name}}]\n`;
  const contract = Object.entries(columns).reduce((text, [column, from]) => text.replace(`{name: ${column}, logicalType: string}`, `{name: ${column}, logicalType: string, transformSourceObjects: [${from.join(', ')}]}`), contractText(product));
  return { [`${name}/dataproduct.yaml`]: `${manifestText(product)}inputPorts:\n${inputs}${exposures}`, [`${name}/contracts/${name}.odcs.yaml`]: contract };
}
