import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderWith } from '../support/folder.ts';
import { runDp, type RunResult } from '../support/run-dp.ts';
import { contract, manifest } from '../validate/documents.ts';

/** A workspace's dp.yaml with these packs, and more of `policies`. */
export function settings(packs: readonly string[], more = ''): string {
  return `apiVersion: dp/v1\nkind: Workspace\npolicies:\n  extends: ${JSON.stringify(packs)}\n${more}`;
}

export interface PackText {
  readonly name?: string;
  readonly version?: string;
  readonly extends?: readonly string[];
  readonly enforcement?: string;
  readonly severity?: string;
  /** More of the one rule, indented by four. */
  readonly rule?: string;
  /** More of the pack. */
  readonly extra?: string;
}

/** A pack with one rule `<name>/DESC-1`: every table has a description. */
export function packText(pack: PackText = {}): string {
  const { name = 'acme', version = '1.0.0', enforcement = 'soft-mandatory', severity = 'error', rule = '', extra = '' } = pack;
  return `apiVersion: dp/v1
kind: PolicyPack
metadata: {name: ${name}, version: ${version}, owner: governance@acme.example}
${pack.extends === undefined ? '' : `extends: ${JSON.stringify(pack.extends)}\n`}${extra}rules:
  - id: DESC-1
    title: Every table is described
    why: Readers find tables by their description.
    severity: ${severity}
    enforcement: ${enforcement}
    for: tables
    must: {description: {present: true}}
    message: "Table {{name}} has no description."
    fix: {hint: "Add description."}
${rule}    tests:
      - name: a table with a description passes
        given: {schema: [{name: orders, description: All orders}]}
        expect: []
      - name: a table without description fails
        given: {schema: [{name: orders}]}
        expect: [{at: "schema[name=orders]"}]
`;
}

/** The product `sales/orders` with one contract, whose table has no description. */
export const orders = { 'orders/dataproduct.yaml': manifest(), 'orders/contracts/orders.odcs.yaml': contract() };

export function waiverText(more: Readonly<Record<string, string>> = {}): string {
  const waiver = {
    apiVersion: 'dp/v1',
    kind: 'Waiver',
    id: 'W-2026-001',
    rule: 'acme/DESC-1',
    owner: 'orders-team@acme.example',
    approvedBy: 'dpo@acme.example',
    reason: 'Descriptions come with release 12',
    created: '"2026-11-01"',
    expires: '"2027-02-28"',
    scope: '{product: orders}',
    ...more,
  };
  return Object.entries(waiver).map(([key, value]) => `${key}: ${value}\n`).join('');
}

interface Report {
  readonly ok: boolean;
  readonly findings: readonly { rule: string; severity: string; message: string; file: string; line: number; column: number; waiver: { id: string } | null }[];
}

export interface Judged {
  readonly code: number;
  /** `rule file:line:column`, with ` (waived by …)` where it is. */
  readonly findings: readonly string[];
  readonly stderr: string;
}

/** Runs `dp validate` and gives what it found, in one line each. */
export async function validate(cwd: string, ...argv: string[]): Promise<Judged> {
  const result: RunResult = await runDp(['validate', '--format', 'json', ...argv], { cwd, withPolicies: true });
  const findings = result.stdout === '' ? [] : (JSON.parse(result.stdout) as Report).findings;
  return {
    code: result.code,
    findings: findings.map(({ rule, file, line, column, waiver }) => `${rule} ${file}:${String(line)}:${String(column)}${waiver === null ? '' : ` (waived by ${waiver.id})`}`),
    stderr: result.stderr,
  };
}

const author = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@acme.example', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@acme.example' };

/** Runs git as a person would. */
export function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', [...args], { cwd, env: { PATH: process.env['PATH'], HOME: cwd, GIT_CONFIG_NOSYSTEM: '1', ...author }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();
}

/** Writes files into a folder that is there already. */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Commits everything in a repository and tags it. */
export function release(repository: string, files: Readonly<Record<string, string>>, tag: string): string {
  write(repository, files);
  git(repository, 'add', '-A');
  git(repository, 'commit', '-qm', tag);
  git(repository, 'tag', '-a', '-m', tag, tag);
  return git(repository, 'rev-parse', 'HEAD');
}

/** A governance repository `governance` and a workspace `work` beside it, in one folder. */
export function withGovernance(packs: readonly string[], files: Readonly<Record<string, string>> = {}): { governance: string; work: string } {
  const root = folderWith({ 'governance/README.md': 'Packs', 'work/dp.yaml': settings(packs), ...Object.fromEntries(Object.entries({ ...orders, ...files }).map(([path, text]) => [`work/${path}`, text])) });
  const governance = join(root, 'governance');
  git(governance, 'init', '-q', '-b', 'main');
  return { governance, work: join(root, 'work') };
}
