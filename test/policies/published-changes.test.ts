import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createRegistry, createSandbox } from '../registry/support.ts';
import { runDp } from '../support/run-dp.ts';
import { contract, manifest } from '../validate/documents.ts';
import { settings, write } from './support.ts';

const rule = (id: string, body: string): string => `  - id: ${id}\n    title: ${id}\n    severity: error\n    enforcement: soft-mandatory\n    for: contract\n${body}    tests: []\n`;
const pack = `apiVersion: dp/v1\nkind: PolicyPack\nmetadata: {name: acme, version: 1.0.0, owner: governance@acme.example}\nrules:\n`;
const bumped = rule('LIF-2', '    check: {name: breaking-change-without-bump}\n');
const frozen = rule('LIF-3', '    must: {change.verdict: {optional: true, notIn: [breaking]}}\n    message: "{{id}} is frozen."\n');

interface Report {
  readonly findings: readonly { readonly rule: string; readonly message: string; readonly file: string; readonly line: number }[];
  readonly publish: readonly { readonly status: string }[];
}

const product = (version: string, column: string) => ({
  'orders/dataproduct.yaml': manifest().replaceAll('version: 1.0.0', `version: ${version}`),
  'orders/orders.odcs.yaml': contract().replace('version: 1.0.0', `version: ${version}`).replace('order_id', column),
});

/** Publishes orders 1.0.0, then the same with its column renamed; tells what became of the second. */
async function publishTwice(rules: string, version: string) {
  const sandbox = createSandbox();
  const registry = await createRegistry(sandbox);
  const cwd = join(sandbox.path, 'sales');
  const env = { ...sandbox.env, GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@acme.example', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@acme.example' };
  const publish = async () => await runDp(['publish', '--format', 'json', '--registry', registry, '--yes', '--allow-dirty'], { cwd, env });
  write(cwd, { 'dp.yaml': settings(['./acme.yaml']), 'acme.yaml': pack + rules, ...product('1.0.0', 'order_id') });
  expect((await publish()).code).toBe(0);
  write(cwd, product(version, 'order_number'));
  const { code, stdout } = await publish();
  const report = JSON.parse(stdout) as Report;
  return { code, statuses: report.publish.map(({ status }) => status), findings: report.findings.filter(({ rule: name }) => name.startsWith('acme/')).map(({ rule: name, message, file, line }) => `${name} ${file}:${String(line)} ${message}`) };
}

it('a breaking change in a minor version breaks the rule about versions when it is published', async () => {
  expect(await publishTwice(bumped, '1.1.0')).toEqual({
    code: 1,
    statuses: ['refused'],
    findings: ['acme/LIF-2 orders/orders.odcs.yaml:4 sales-orders breaks its readers, which needs a major version; it declares a minor one.'],
  });
});

it('a breaking change in a major version is published', async () => {
  expect(await publishTwice(bumped, '2.0.0')).toEqual({ code: 0, statuses: ['published'], findings: [] });
});

it('a rule may refuse what the version gate lets through', async () => {
  expect(await publishTwice(frozen, '2.0.0')).toEqual({ code: 1, statuses: ['refused'], findings: ['acme/LIF-3 orders/orders.odcs.yaml:4 sales-orders is frozen.'] });
});
