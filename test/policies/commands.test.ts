import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../src/io/validators.ts';
import { folderWith } from '../support/folder.ts';
import { runDp, type RunResult } from '../support/run-dp.ts';
import { balanced } from './html.ts';
import { orders, packText, settings } from './support.ts';

const tightened = settings(['./policies/acme.yaml'], '  overrides:\n    - {rule: acme/DESC-1, enforcement: hard-mandatory}\n');
const workspace = () => folderWith({ 'dp.yaml': tightened, 'policies/acme.yaml': packText(), ...orders });

async function policy(cwd: string, ...argv: string[]): Promise<RunResult> {
  return await runDp(['policy', ...argv], { cwd });
}

async function policyJson(cwd: string, ...argv: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await policy(cwd, ...argv, '--format', 'json');
  const document = JSON.parse(stdout) as Record<string, unknown>;
  expect((await loadValidator('output')).check(document)).toEqual([]);
  return document['policy'] as Record<string, unknown>;
}

describe('dp policy list', () => {
  it('lists packs and rules in force, and the packs that ship with dp', async () => {
    const answer = await policyJson(workspace(), 'list');
    expect(answer['packs']).toEqual([{ reference: './policies/acme.yaml', name: 'acme', version: '1.0.0', owner: 'governance@acme.example', title: 'acme', rules: 1 }]);
    expect(answer['rules']).toEqual([{ rule: 'acme/DESC-1', title: 'Every table is described', severity: 'error', enforcement: 'hard-mandatory', stage: 'enforced', effectiveFrom: null, activatedBy: ['./policies/acme.yaml'] }]);
    expect((answer['available'] as readonly { reference: string }[]).map(({ reference }) => reference)).toEqual(['dp:gdpr', 'dp:ml', 'dp:recommended', 'dp:starter', 'dp:streaming']);
  });

  it('names dp:starter where dp.yaml names no pack, and none where it names none on purpose', async () => {
    const packs = async (files: Readonly<Record<string, string>>) => ((await policyJson(folderWith({ ...orders, ...files }), 'list'))['packs'] as readonly { reference: string; rules: number }[]).map(({ reference, rules }) => `${reference} ${String(rules)}`);
    expect(await packs({})).toEqual(['dp:starter 12']);
    expect(await packs({ 'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\n' })).toEqual(['dp:starter 12']);
    expect(await packs({ 'dp.yaml': settings([]) })).toEqual([]);
  });
});

describe('dp policy show', () => {
  it('says with --effective where every value came from and what it replaced', async () => {
    const cwd = workspace();
    const { rules } = await policyJson(cwd, 'show', '--effective');
    expect(rules).toMatchObject([
      {
        rule: 'acme/DESC-1',
        provenance: [
          { field: 'severity', value: 'error', origin: './policies/acme.yaml', place: 'policies/acme.yaml:5:5', before: [] },
          { field: 'enforcement', value: 'hard-mandatory', origin: `${cwd}/dp.yaml`, place: 'dp.yaml:6:27', before: [{ value: 'soft-mandatory', origin: './policies/acme.yaml' }] },
          { field: 'stage', value: 'enforced' },
          { field: 'effectiveFrom', value: null },
        ],
      },
    ]);
    expect((await policy(cwd, 'show', '--effective')).stdout).toMatch(/enforcement {4}hard-mandatory {2}\S+dp\.yaml .*soft-mandatory \(\.\/policies\/acme\.yaml\)/u);
  });

  it('shows one rule, one of dp that is not in force, and suggests names', async () => {
    const cwd = workspace();
    expect((await policy(cwd, 'show', 'acme/DESC-1')).stdout).toContain('Readers find tables by their description.');
    expect((await policy(cwd, 'show', 'dp/OWN-001')).stdout).toContain('hard-mandatory');
    expect(await policy(cwd, 'show', 'acme/DESC-2')).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean acme/DESC-1') as string });
  });

  it('renders a pack as one self-contained page in which nothing of the pack is markup', async () => {
    const cwd = folderWith({ 'evil.yaml': packText().replace('Every table is described', '"<script>alert(1)</script> [x](javascript:y)"') });
    const { stdout, code } = await policy(cwd, 'show', './evil.yaml', '--format', 'html');
    expect(code).toBe(0);
    expect(balanced(stdout)).toEqual([]);
    expect(stdout).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(stdout).not.toMatch(/<script|javascript:[^ y]|<link|src=|<img|@import/iu);
    expect((await policy(cwd, 'show', './evil.yaml', '--format', 'markdown')).stdout).toContain('&lt;script&gt;');
  });

  it('shows every pack that ships with dp in every format', async () => {
    const cwd = folderWith({});
    for (const pack of ['dp:starter', 'dp:recommended', 'dp:gdpr', 'dp:ml', 'dp:streaming']) {
      expect(balanced((await policy(cwd, 'show', pack, '--format', 'html')).stdout)).toEqual([]);
      expect(await policy(cwd, 'show', pack)).toMatchObject({ code: 0, stderr: '' });
    }
  });
});

describe('dp policy test', () => {
  it('runs the examples of the packs of the workspace, and exits with 1 when one fails', async () => {
    expect(await policy(workspace(), 'test')).toEqual({ code: 0, stdout: '✔ 2 examples of 1 rule in 1 pack: all come out as they say\n', stderr: '' });
    const broken = folderWith({ 'pack.yaml': packText().replace('expect: [{at: "schema[name=orders]"}]', 'expect: []') });
    const { code, stdout } = await policy(broken, 'test', 'pack.yaml', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [
        { rule: 'policy-example-missing', file: 'pack.yaml', line: 5, column: 5 },
        { rule: 'policy-example-failed', file: 'pack.yaml', line: 18, column: 9 },
      ],
      policy: { tests: [{ test: 'a table with a description passes', passed: true }, { passed: false, difference: 'expected nothing, found schema[name=orders]' }], lacking: [{ rule: 'acme/DESC-1', lacks: ['failing'] }] },
    });
  });

  it('refuses a malformed pack with every problem and its place', async () => {
    const { code, stderr } = await policy(folderWith({ 'pack.yaml': packText().replace('for: tables', 'for: tabels').replace('severity: error', 'severity: eror') }), 'test', 'pack.yaml');
    expect(code).toBe(2);
    expect(stderr.match(/pack\.yaml:\d+:\d+: /gu)).toHaveLength(2);
  });
});
