import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll } from 'vitest';
import type { Candidate } from '../../src/core/registry/candidate.ts';
import { prepareCandidate } from '../../src/core/registry/candidate.ts';
import type { CompatibilityGate } from '../../src/core/registry/plan.ts';
import type { FileBytes } from '../../src/core/registry/version-file.ts';
import { parseGitUrl } from '../../src/io/git-url.ts';
import type { GitWorld } from '../../src/io/git.ts';
import { sha256 } from '../../src/io/hash.ts';
import type { Chance } from '../../src/io/registry/clock.ts';
import { initRegistry } from '../../src/io/registry/init-registry.ts';
import { withPublisher, type PublisherOptions, type PublishResult } from '../../src/io/registry/publish.ts';
import type { RegistryRemote } from '../../src/io/registry/remote.ts';
import { testDate } from '../support/run-dp.ts';

/** A folder of its own with an empty home, so that nothing of this machine's git settings reaches a test. */
export interface Sandbox {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  /** A world at `path`; `env` is added to the sandbox's. */
  readonly world: (env?: Readonly<Record<string, string>>) => GitWorld;
  /** Runs git as a person would, and gives what it says. */
  readonly git: (cwd: string, ...args: readonly string[]) => string;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export const person = { name: 'Ada', email: 'ada@acme.example' };
export const identity = { ...person, date: testDate };

export function createSandbox(): Sandbox {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'dp-registry-test-')));
  folders.push(path);
  mkdirSync(join(path, 'home'));
  const env = { PATH: process.env['PATH'] ?? '', HOME: join(path, 'home'), XDG_CACHE_HOME: join(path, 'cache'), GIT_CONFIG_NOSYSTEM: '1', NO_COLOR: '1' };
  const who = { GIT_AUTHOR_NAME: person.name, GIT_AUTHOR_EMAIL: person.email, GIT_COMMITTER_NAME: person.name, GIT_COMMITTER_EMAIL: person.email };
  return {
    path,
    env,
    world: (more = {}) => ({ cwd: path, env: { ...env, ...more }, signal: new AbortController().signal }),
    git: (cwd, ...args) => execFileSync('git', [...args], { cwd, env: { ...env, ...who }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd(),
  };
}

/** A registry in a bare repository `registry.git` of the sandbox. */
export async function createRegistry(sandbox: Sandbox): Promise<string> {
  template ??= makeTemplate();
  const path = join(sandbox.path, 'registry.git');
  cpSync(await template, path, { recursive: true });
  return path;
}

let template: Promise<string> | undefined;

async function makeTemplate(): Promise<string> {
  const sandbox = createSandbox();
  const path = join(sandbox.path, 'registry.git');
  await initRegistry({ world: sandbox.world(), url: parseGitUrl(path, { baseDir: sandbox.path }), name: 'acme', identity });
  return path;
}

export function remoteOf(sandbox: Sandbox, address: string, env?: Readonly<Record<string, string>>): RegistryRemote {
  return { world: sandbox.world(env), url: parseGitUrl(address, { baseDir: sandbox.path }) };
}

export interface ProductText {
  readonly domain?: string;
  readonly name: string;
  readonly version: string;
  readonly contractId?: string;
  /** Of the contract and of the port that promises it; the product's where it says none. */
  readonly contractVersion?: string;
  readonly columns?: readonly string[];
  readonly purpose?: string;
}

export function manifestText(product: ProductText): string {
  const { name, version, domain = 'sales', purpose = `All ${name}, one row each.` } = product;
  return `apiVersion: v1.1.0
kind: DataProduct
id: urn:dp:${domain}:${name}
name: ${name}
version: ${version}
status: active
domain: ${domain}
description:
  purpose: ${JSON.stringify(purpose)}
outputPorts:
  - name: ${name}
    version: ${product.contractVersion ?? version}
    contractId: ${product.contractId ?? `${domain}-${name}`}
team:
  name: ${domain}-data
  members:
    - {username: owner@acme.example, role: owner}
`;
}

export function contractText(product: ProductText): string {
  const { name, version, domain = 'sales', columns = ['order_id', 'total_amount'] } = product;
  return `apiVersion: v3.1.0
kind: DataContract
id: ${product.contractId ?? `${domain}-${name}`}
version: ${product.contractVersion ?? version}
status: active
schema:
  - name: ${name.replaceAll('-', '_')}
    logicalType: object
    properties:
${columns.map((column) => `      - {name: ${column}, logicalType: string}\n`).join('')}`;
}

export function productFiles(product: ProductText): FileBytes[] {
  return [
    { path: 'dataproduct.yaml', bytes: Buffer.from(manifestText(product)) },
    { path: `contracts/${product.name}.odcs.yaml`, bytes: Buffer.from(contractText(product)) },
  ];
}

export function candidate(product: ProductText, files = productFiles(product)): Candidate {
  const prepared = prepareCandidate({ folder: '/mesh', defaultDomain: undefined, files }, sha256);
  if (prepared?.ok !== true) throw new Error(`this candidate is refused: ${prepared?.drafts.map(({ message }) => message).join(' ') ?? 'no manifest'}`);
  return prepared.candidate;
}

/** Writes a product's folder, and commits nothing. */
export function writeProduct(folder: string, product: ProductText): void {
  for (const { path, bytes } of productFiles(product)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/** A gate that objects to nothing; what a real one objects to is tested through the command. */
export const openGate: CompatibilityGate = () => ({ isOk: true, demanded: 'patch', drafts: [] });

let runs = 0;

/** Chance without waiting: sleeping takes a turn of the event loop, time is the number of times it was asked. */
export function fastChance(): Chance {
  runs += 1;
  let ticks = 0;
  return { random: () => 0.5, nowMs: () => (ticks += 1), sleep: async (ms) => { await wait(Math.min(ms, 20)); }, runId: `run-${String(process.pid)}-${String(runs)}` };
}

export async function publish(remote: RegistryRemote, candidates: readonly Candidate[], options: Partial<PublisherOptions> = {}): Promise<PublishResult> {
  return await withPublisher({ remote, candidates, gate: openGate, identity, chance: fastChance(), onProgress: () => undefined, ...options }, async (publisher) => await publisher.apply());
}

/** `product@version status`, for each product of a run. */
export function outcomes(result: PublishResult): string[] {
  return result.plan.products.map(({ candidate: { product, version }, status }) => `${product}@${version} ${status === 'planned' && result.commit !== undefined ? 'published' : status}`);
}
