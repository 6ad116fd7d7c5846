import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';
import { orders, packText, settings, validate, waiverText } from './support.ts';

const found = 'acme/DESC-1 orders/contracts/orders.odcs.yaml:7:5';
const withPack = (pack = packText(), more = '') => ({ 'dp.yaml': settings(['./policies/acme.yaml'], more), 'policies/acme.yaml': pack, ...orders });

describe('policies in dp validate', () => {
  it('judge after references and fail the run by their enforcement', async () => {
    expect(await validate(folderWith(withPack()))).toEqual({ code: 1, findings: [found], stderr: '' });
    expect(await validate(folderWith(withPack(packText({ enforcement: 'advisory' }))))).toEqual({ code: 0, findings: [found], stderr: '' });
    expect((await validate(folderWith(withPack(packText({ severity: 'info' }))))).code).toBe(1);
    expect((await validate(folderWith(withPack(packText({ severity: 'info', enforcement: 'hard-mandatory' }))))).code).toBe(1);
  });

  it('count by severity, too, where --fail-on warning or info is typed', async () => {
    const cwd = folderWith(withPack(packText({ enforcement: 'advisory', severity: 'warning' })));
    expect((await validate(cwd)).code).toBe(0);
    expect((await validate(cwd, '--fail-on', 'error')).code).toBe(0);
    expect((await validate(cwd, '--fail-on', 'warning')).code).toBe(1);
    expect((await validate(cwd, '--fail-on', 'info')).code).toBe(1);
  });

  it('are left out with --no-policies and replaced by those of --policies', async () => {
    const cwd = folderWith({ ...withPack(), 'other/pack.yaml': packText({ name: 'other', enforcement: 'advisory' }), 'third.yaml': packText({ name: 'third', enforcement: 'advisory' }) });
    expect(await validate(cwd, '--no-policies')).toEqual({ code: 0, findings: [], stderr: '' });
    expect(await validate(cwd, '--policies', 'other', '--policies', 'third.yaml')).toEqual({
      code: 0,
      findings: ['other/DESC-1 orders/contracts/orders.odcs.yaml:7:5', 'third/DESC-1 orders/contracts/orders.odcs.yaml:7:5'],
      stderr: '',
    });
  });

  it('say their date while they are in grace, and count from that day on', async () => {
    const cwd = folderWith(withPack(packText({ rule: '    effectiveFrom: "2027-03-01"\n' })));
    const { stdout, code } = await runDp(['validate', '--format', 'json', '--today', '2027-02-28'], { cwd, withPolicies: true });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [{ rule: 'acme/DESC-1', severity: 'warning', message: 'Table orders has no description. (Enforced from 2027-03-01 on.)', policy: { pack: 'acme', version: '1.0.0', enforcement: 'soft-mandatory', stage: 'enforced', effectiveFrom: '2027-03-01' } }],
    });
    expect((await validate(cwd, '--today', '2027-03-01')).code).toBe(1);
    expect(await validate(cwd, '--today', '2027-02-30')).toMatchObject({ code: 2 });
  });

  it('are excused by a waiver that holds, which every format shows', async () => {
    const cwd = folderWith({ ...withPack(), 'waivers/w.yaml': waiverText() });
    expect(await validate(cwd)).toEqual({ code: 0, findings: [`${found} (waived by W-2026-001)`], stderr: '' });
    for (const [format, text] of [['text', 'by W-2026-001 until 2027-02-28'], ['sarif', '"suppressions"'], ['junit', '<skipped'], ['markdown', 'W-2026-001']] as const) {
      expect((await runDp(['validate', '--format', format], { cwd, withPolicies: true })).stdout).toContain(text);
    }
    expect(await validate(cwd, '--today', '2027-03-01')).toEqual({ code: 1, findings: [found, 'waiver-expired waivers/w.yaml:9:1'], stderr: '' });
    expect(await validate(cwd, '--today', '2027-02-28')).toMatchObject({ code: 0, findings: [`${found} (waived by W-2026-001)`, 'waiver-expiring waivers/w.yaml:9:1'] });
  });

  it('take waivers from the folder that dp.yaml names, and report those that are void or unused', async () => {
    const cwd = folderWith({ ...withPack(packText({ enforcement: 'hard-mandatory' }), '  waivers: exceptions/\n'), 'exceptions/team/w.yaml': waiverText(), 'exceptions/other.yaml': waiverText({ id: 'W-2', scope: '{product: shipments}' }), 'exceptions/broken.yaml': 'kind: Waiver\n' });
    expect((await validate(cwd)).findings.map((line) => line.replace(/:\d+:\d+$/u, ''))).toEqual([
      ...Array.from({ length: 9 }, () => 'waiver-invalid exceptions/broken.yaml'),
      'waiver-not-allowed exceptions/other.yaml',
      'waiver-not-allowed exceptions/team/w.yaml',
      'acme/DESC-1 orders/contracts/orders.odcs.yaml',
    ]);
  });

  it('know what was there before by its fingerprint: --write-baseline', async () => {
    const cwd = folderWith(withPack());
    expect(await validate(cwd, '--write-baseline')).toEqual({ code: 0, findings: [`${found} (waived by baseline)`], stderr: `Wrote 1 finding to ${cwd}/.dp/baseline.json.\n` });
    expect(JSON.parse(readFileSync(join(cwd, '.dp/baseline.json'), 'utf8'))).toEqual({ schema: 1, fingerprints: [expect.stringMatching(/^[0-9a-f]{20}$/u)] });
    expect((await validate(cwd, '--write-baseline')).findings).toEqual([`${found} (waived by baseline)`]);
  });

  it('never take a hard-mandatory rule into a baseline', async () => {
    const cwd = folderWith(withPack(packText({ enforcement: 'hard-mandatory' })));
    expect(await validate(cwd, '--write-baseline')).toMatchObject({ code: 1, findings: [found] });
  });

  it('come from the nearest dp.yaml and the one it extends, which it may only tighten', async () => {
    const nested = 'apiVersion: dp/v1\nkind: Workspace\nextends: ../dp.yaml\n';
    const override = (enforcement: string): string => `${nested}policies:\n  overrides:\n    - {rule: acme/DESC-1, enforcement: ${enforcement}}\n`;
    const root = { 'dp.yaml': settings(['./policies/acme.yaml']), 'policies/acme.yaml': packText(), 'sales/orders/dataproduct.yaml': orders['orders/dataproduct.yaml'], 'sales/orders/orders.odcs.yaml': orders['orders/contracts/orders.odcs.yaml'], 'waivers/w.yaml': waiverText() };
    const place = 'acme/DESC-1 sales/orders/orders.odcs.yaml:7:5';
    expect(await validate(folderWith({ ...root, 'sales/dp.yaml': nested }))).toMatchObject({ code: 0, findings: [`${place} (waived by W-2026-001)`] });
    expect(await validate(folderWith({ ...root, 'sales/dp.yaml': override('hard-mandatory') }))).toMatchObject({ code: 1, findings: [place, 'waiver-not-allowed waivers/w.yaml:4:1'] });
    const loosened = await validate(folderWith({ ...root, 'sales/dp.yaml': override('advisory') }));
    expect(loosened.code).toBe(2);
    expect(loosened.stderr).toContain('sales/dp.yaml loosens acme/DESC-1: enforcement would go from soft-mandatory to advisory.');
    expect(loosened.stderr).toContain('./policies/acme.yaml says soft-mandatory here.');
  });

  it('never pass where a target, an assertion, a field, a key or a pack is misspelt', async () => {
    for (const [right, wrong] of [['for: tables', 'for: tabels'], ['present: true', 'presnt: true'], ['{description:', '{descripton:'], ['severity: error', 'severty: error'], ['{{name}}', '{{nmae}}']] as const) {
      const { code, findings, stderr } = await validate(folderWith(withPack(packText().replace(right, wrong))));
      expect({ wrong, code, findings }).toEqual({ wrong, code: 2, findings: [] });
      expect(stderr).toMatch(/policies\/acme\.yaml:\d+:\d+: .*Did you mean/u);
    }
    expect((await validate(folderWith({ ...orders, 'dp.yaml': settings(['dp:strater']) }))).code).toBe(2);
    expect((await validate(folderWith({ ...orders, 'dp.yaml': settings(['./policies/none.yaml']) }))).code).toBe(2);
  });
});

describe('hostile packs', () => {
  it('stay in their repository and are no links', async () => {
    const outside = folderWith({ 'secret.yaml': packText() });
    const cwd = folderWith({ ...orders, '.git/HEAD': 'ref: refs/heads/main\n', 'dp.yaml': settings([`../${outside.split('/').at(-1) ?? ''}/secret.yaml`]) });
    expect(await validate(cwd)).toMatchObject({ code: 2, findings: [] });
    expect((await validate(cwd)).stderr).toContain('lies outside the repository');
    const linked = folderWith({ ...orders, 'dp.yaml': settings(['./policies/acme.yaml']), 'policies/.keep': '' });
    symlinkSync(join(outside, 'secret.yaml'), join(linked, 'policies/acme.yaml'));
    expect((await validate(linked)).stderr).toContain('is a symbolic link');
  });

  it('with too many rules, too many bytes, aliases without end or an endless chain are refused', async () => {
    const many = `${packText()}${Array.from({ length: 100_000 }, (_unused, index) => `  - {id: R${String(index)}}\n`).join('')}`;
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghij', (name, index) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefghij'[index] ?? ''}`).join(',')}]\n`).join('')}`;
    const chain = Object.fromEntries(Array.from({ length: 40 }, (_unused, index) => [`policies/p${String(index)}.yaml`, packText({ name: `p${String(index)}`, extends: [`./p${String(index + 1)}.yaml`] })]));
    for (const [pack, more, said] of [
      [many, {}, 'is larger than 1024 KiB'],
      [many.slice(0, 900_000).replace(/\n[^\n]*$/u, '\n'), {}, '2000 is the limit'],
      [bomb, {}, 'yaml-'],
      [packText({ extends: ['./acme.yaml'] }), {}, 'A policy pack extends itself'],
      [packText({ extends: ['./p0.yaml'] }), chain, 'extends too many packs'],
    ] as const) {
      const result = await validate(folderWith({ ...withPack(pack), ...more }));
      expect({ said, code: result.code, findings: result.findings }).toEqual({ said, code: 2, findings: [] });
      expect(result.stderr).toContain(said);
    }
  });

  it('cannot be named so that git takes them for an option or a transport that runs commands', async () => {
    for (const reference of ['git+--upload-pack=touch /tmp/x//core@^1', 'git+ext::sh -c touch% /tmp/x//core@^1', 'git+https://token:secret@git.acme.example/governance.git//core@^1', 'git+https://git.acme.example/governance.git//../core@^1', 'git+https://git.acme.example/governance.git//core@latest', 'git+https://git.acme.example/governance.git//core', 'https://git.acme.example/governance.git', 'git@git.acme.example:governance.git']) {
      const result = await validate(folderWith({ ...orders, 'dp.yaml': settings([reference]) }));
      expect({ reference, code: result.code, findings: result.findings, isBug: result.stderr.includes('bug') }).toEqual({ reference, code: 2, findings: [], isBug: false });
      expect(result.stderr).not.toContain('secret');
    }
  });
});

describe('dp validate --fix', () => {
  it('sets what a rule sets, and leaves every other line alone', async () => {
    const rule = packText().replace('fix: {hint: "Add description."}', 'fix: {hint: "Add description.", set: {description: "One row for each"}}');
    const cwd = folderWith(withPack(rule));
    const before = readFileSync(join(cwd, 'orders/contracts/orders.odcs.yaml'), 'utf8');
    const { code, findings, stderr } = await validate(cwd, '--fix');
    expect({ code, findings, stderr }).toEqual({ code: 0, findings: [], stderr: 'Mended 1 place in 1 file.\n' });
    const after = readFileSync(join(cwd, 'orders/contracts/orders.odcs.yaml'), 'utf8').split('\n');
    expect(after.filter((line) => !before.split('\n').includes(line))).toEqual(['    description: One row for each']);
  });
});
