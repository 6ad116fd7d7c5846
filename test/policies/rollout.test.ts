import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../src/io/validators.ts';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';
import { contract, manifest } from '../validate/documents.ts';
import { git, orders, packText, release, settings, waiverText, write } from './support.ts';

async function policy(cwd: string, code: number, ...argv: string[]): Promise<Record<string, unknown>> {
  const result = await runDp(['policy', ...argv, '--format', 'json'], { cwd });
  expect({ code: result.code, stderr: result.stderr }).toEqual({ code, stderr: '' });
  const document = JSON.parse(result.stdout) as Record<string, unknown>;
  expect((await loadValidator('output')).check(document)).toEqual([]);
  return document['policy'] as Record<string, unknown>;
}

const documented = contract().replace('  - name: orders\n', '  - name: orders\n    description: Every order of the shop\n');
const shipments = { 'shipments/dataproduct.yaml': manifest({ name: 'shipments', domain: 'logistics' }), 'shipments/shipments.odcs.yaml': contract({ id: 'logistics-shipments', table: 'shipments' }) };

describe('dp policy diff', () => {
  it('says what a new version changes and which version that needs', async () => {
    const cwd = folderWith({ 'packs/core/pack.yaml': packText({ enforcement: 'advisory' }) });
    git(cwd, 'init', '-q', '-b', 'main');
    release(cwd, {}, 'v1.0.0');
    expect(await policy(cwd, 0, 'diff', 'packs/core')).toEqual({ changes: [], bump: { demanded: 'none', declared: 'none', ok: true, suggestedVersion: '1.0.0' } });
    write(cwd, { 'packs/core/pack.yaml': packText({ enforcement: 'hard-mandatory', version: '1.1.0' }) });
    const change = { subject: 'acme/DESC-1', what: 'enforcement', from: 'advisory', to: 'hard-mandatory', effect: 'stricter', bump: 'major' };
    expect(await policy(cwd, 1, 'diff', 'packs/core', '--against', 'git:v1.0.0')).toEqual({ changes: [change], bump: { demanded: 'major', declared: 'minor', ok: false, suggestedVersion: '2.0.0' } });
    expect((await runDp(['policy', 'diff', 'packs/core'], { cwd })).stdout).toContain('make it 2.0.0');
    write(cwd, { 'packs/core/pack.yaml': packText({ enforcement: 'hard-mandatory', version: '2.0.0' }) });
    expect(await policy(cwd, 0, 'diff', 'packs/core')).toMatchObject({ changes: [change] });
  });
});

describe('dp policy impact', () => {
  it('counts the products that fail, and those that would newly fail by another pack', async () => {
    const cwd = folderWith({ 'dp.yaml': settings(['./old.yaml']), 'old.yaml': packText({ enforcement: 'advisory' }), 'next.yaml': packText({ version: '2.0.0' }).replace('description: {present: true}', 'description: {minLength: 200}'), ...orders, 'orders/contracts/orders.odcs.yaml': documented, ...shipments });
    const rule = { rule: 'acme/DESC-1', findings: 1, waived: 0, subjects: 2, failing: ['logistics/shipments'], newlyFailing: null };
    expect(await policy(cwd, 0, 'impact')).toEqual({ impact: { products: 2, failing: 1, rules: [rule] } });
    const next = { ...rule, findings: 2, failing: ['logistics/shipments', 'sales/orders'], newlyFailing: ['sales/orders'] };
    expect(await policy(cwd, 0, 'impact', '--policies', './next.yaml')).toEqual({ impact: { products: 2, failing: 2, rules: [next] } });
    expect(await policy(cwd, 0, 'impact', '--top', 'orders')).toMatchObject({ impact: { products: 1, failing: 0 } });
    expect((await runDp(['policy', 'impact', '--policies', 'next.yaml', '--top=1'], { cwd })).stdout).toMatch(/acme\/DESC-1 +2 of 2 +1 +2 +0 +sales\/orders/u);
    expect((await runDp(['policy', 'impact', '--top=none'], { cwd })).code).toBe(2);
  });
});

describe('dp policy waivers', () => {
  it('lists exceptions and accepted changes together, the next to end first', async () => {
    const accepted = 'apiVersion: dp/v1\nkind: AcceptedChange\nfingerprint: 1f4c0a9be2d35c771a20\nrule: field-removed\nproduct: orders\nacceptedBy: orders-team@acme.example\nreason: Nobody reads it any more\nuntil: "2026-12-01"\n';
    const cwd = folderWith({ 'dp.yaml': settings([]), ...orders, 'waivers/a.yaml': waiverText(), 'waivers/b.yaml': accepted, 'waivers/c.yaml': waiverText({ id: 'W-2', expires: '"2026-11-20"' }), 'waivers/d.yaml': 'kind: Waiver\n' });
    const result = await runDp(['policy', 'waivers', '--format', 'json'], { cwd });
    const { policy: answer, findings } = JSON.parse(result.stdout) as { policy: { waivers: readonly Record<string, string>[] }; findings: readonly { rule: string }[] };
    expect(result.code).toBe(0);
    expect(answer.waivers.map(({ id, kind, expires, state, file }) => [id, kind, expires, state, file])).toEqual([
      ['W-2', 'waiver', '2026-11-20', 'expired', 'waivers/c.yaml'],
      ['1f4c0a9be2d35c771a20', 'accepted change', '2026-12-01', 'expiring', 'waivers/b.yaml'],
      ['W-2026-001', 'waiver', '2027-02-28', 'active', 'waivers/a.yaml'],
    ]);
    expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(['waiver-invalid']);
    expect((await runDp(['policy', 'waivers'], { cwd: join(cwd, 'orders') })).stdout).toContain('W-2026-001');
  });
});

describe('the rules of packs', () => {
  it('are explained like every other rule', async () => {
    const cwd = folderWith({ 'dp.yaml': settings(['./acme.yaml']), 'acme.yaml': packText(), ...orders });
    expect((await runDp(['explain', 'acme/DESC-1'], { cwd })).stdout).toContain('Readers find tables by their description.');
    expect((await runDp(['explain', 'dp/OWN-001'], { cwd })).stdout).toContain('dp/OWN-001');
    expect((await runDp(['explain', 'waiver-expired'], { cwd })).code).toBe(0);
    expect(await runDp(['explain', 'dp/OWN-01'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean dp/OWN-001') as string });
    expect((await runDp(['rules', '--area', 'policy'], { cwd })).stdout).toContain('dp/SEC-007');
  });

  it('stand with their help in SARIF', async () => {
    const cwd = folderWith({ 'dp.yaml': settings(['./acme.yaml']), 'acme.yaml': packText(), ...orders });
    const { stdout } = await runDp(['validate', '--format', 'sarif'], { cwd, withPolicies: true });
    expect(JSON.parse(stdout)).toMatchObject({ runs: [{ tool: { driver: { rules: [{ id: 'acme/DESC-1', shortDescription: { text: 'Every table is described' }, fullDescription: { text: 'Readers find tables by their description.' }, defaultConfiguration: { level: 'error' } }] } } }] });
  });
});
