import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDp } from '../support/run-dp.ts';
import { git, packText, release, settings, validate, withGovernance, write } from './support.ts';

const reference = 'git+../governance//packs/core@^1.0';
const found = 'acme/DESC-1 orders/contracts/orders.odcs.yaml:7:5';
const core = (version: string, more: Parameters<typeof packText>[0] = {}) => ({ 'packs/core/pack.yaml': packText({ version, ...more }) });

async function update(cwd: string, ...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return await runDp(['policy', 'update', ...argv], { cwd });
}

interface Lock {
  readonly packs: readonly Record<string, string>[];
}

function lockOf(work: string): Lock {
  return JSON.parse(readFileSync(join(work, 'dp.lock'), 'utf8')) as Lock;
}

describe('packs from git', () => {
  it('are refused until they are locked, then judge without the repository', async () => {
    const { governance, work } = withGovernance([reference]);
    release(governance, core('1.0.0'), 'v1.0.0');
    const commit = release(governance, core('1.2.0'), 'v1.2.0');
    release(governance, core('2.0.0'), 'v2.0.0');
    expect(await validate(work)).toEqual({ code: 2, findings: [], stderr: `error The policy pack ${reference} is not in ${work}/dp.lock.\n  try dp policy update\n` });
    expect(await update(work)).toMatchObject({ code: 0, stderr: '' });
    expect(lockOf(work)).toEqual({
      schema: 1,
      packs: [{ url: '../governance', path: 'packs/core', range: '^1.0', name: 'acme', version: '1.2.0', tag: 'v1.2.0', commit, sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as string }],
    });
    renameSync(governance, `${governance}-gone`);
    expect(await validate(work)).toEqual({ code: 1, findings: [found], stderr: '' });
  });

  it('move to the newest version in their range with dp policy update only', async () => {
    const { governance, work } = withGovernance([reference]);
    release(governance, core('1.0.0'), 'v1.0.0');
    await update(work);
    release(governance, core('1.1.0', { enforcement: 'advisory' }), 'v1.1.0');
    expect((await validate(work)).code).toBe(1);
    expect((await update(work)).stdout).toContain('1.0.0 → 1.1.0');
    expect((await validate(work)).code).toBe(0);
    expect((await update(work)).stdout).toContain('acme 1.1.0');
  });

  it('are refused when the range in dp.yaml is not the locked one', async () => {
    const { governance, work } = withGovernance([reference]);
    release(governance, core('1.0.0'), 'v1.0.0');
    await update(work);
    write(work, { 'dp.yaml': settings(['git+../governance//packs/core@^1.1']) });
    expect(await validate(work)).toMatchObject({ code: 2, stderr: expect.stringContaining('is locked for ^1.0') as string });
    expect(await update(work)).toMatchObject({ code: 2, stderr: expect.stringContaining('has no version in the range ^1.1. Its tags are v1.0.0.') as string });
  });

  it('are refused when the cache lacks them or was altered, and fetched again as they are locked', async () => {
    const { governance, work } = withGovernance([reference]);
    release(governance, core('1.0.0'), 'v1.0.0');
    await update(work);
    release(governance, core('1.5.0', { enforcement: 'advisory' }), 'v1.5.0');
    const before = readFileSync(join(work, 'dp.lock'), 'utf8');
    const [entry] = lockOf(work).packs;
    const cached = join(work, '.cache/dp/packs', `${entry?.['sha256'] ?? ''}.json`);
    writeFileSync(cached, readFileSync(cached, 'utf8').replace(/"packs\/core\/pack\.yaml":"[^"]*"/u, `"packs/core/pack.yaml":"${Buffer.from(packText({ enforcement: 'advisory' })).toString('base64')}"`));
    expect(await validate(work)).toMatchObject({ code: 2, findings: [], stderr: expect.stringContaining('its hash differs.\n  try dp policy update --locked') as string });
    rmSync(join(work, '.cache'), { recursive: true });
    expect(await validate(work)).toMatchObject({ code: 2, stderr: expect.stringContaining('is not on this machine yet.\n  try dp policy update --locked') as string });
    expect((await update(work, '--locked')).code).toBe(0);
    expect(readFileSync(join(work, 'dp.lock'), 'utf8')).toBe(before);
    expect(await validate(work)).toMatchObject({ code: 1, findings: [found] });
  });

  it('whose tag moved after locking are refused', async () => {
    const { governance, work } = withGovernance([reference]);
    release(governance, core('1.0.0'), 'v1.0.0');
    await update(work);
    write(governance, core('1.0.0', { enforcement: 'advisory' }));
    git(governance, 'commit', '-qam', 'quietly');
    git(governance, 'tag', '-f', '-a', '-m', 'moved', 'v1.0.0');
    const before = readFileSync(join(work, 'dp.lock'), 'utf8');
    for (const argv of [[], ['--locked']]) {
      const { code, stderr } = await update(work, ...argv);
      expect({ argv, code }).toEqual({ argv, code: 2 });
      expect(stderr).toContain('The tag v1.0.0 of ../governance was');
      expect(stderr).toContain('a published version must never change');
    }
    expect(readFileSync(join(work, 'dp.lock'), 'utf8')).toBe(before);
    expect((await validate(work)).code).toBe(1);
  });

  it('bring the packs that they extend, of their own repository and of others', async () => {
    const { governance, work } = withGovernance([reference]);
    release(governance, { ...core('1.0.0', { name: 'acme', extends: ['../base.yaml'] }), 'packs/base.yaml': packText({ name: 'base', enforcement: 'advisory' }) }, 'v1.0.0');
    expect((await update(work)).code).toBe(0);
    rmSync(governance, { recursive: true });
    expect(await validate(work)).toMatchObject({ code: 1, findings: [found, 'base/DESC-1 orders/contracts/orders.odcs.yaml:7:5'] });
  });

  it('cannot reach outside their repository, and are not written into dp.lock when they are broken', async () => {
    const { governance, work } = withGovernance([reference]);
    release(governance, core('1.0.0', { extends: ['../../../work/mine.yaml'] }), 'v1.0.0');
    write(work, { 'mine.yaml': packText({ name: 'mine' }) });
    expect(await update(work)).toMatchObject({ code: 2, stderr: expect.stringContaining('lies outside the repository ../governance') as string });
    release(governance, { 'packs/core/pack.yaml': packText().replace('for: tables', 'for: tabels') }, 'v1.0.1');
    expect(await update(work)).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no target tabels') as string });
    expect(() => lockOf(work)).toThrow(/ENOENT/u);
  });

  it('take the tags of their own name where a repository holds several packs', async () => {
    const { governance, work } = withGovernance([reference]);
    release(governance, { ...core('1.0.0'), 'packs/sales/pack.yaml': packText({ name: 'sales' }) }, 'core-v1.0.0');
    release(governance, { 'packs/sales/pack.yaml': packText({ name: 'sales', version: '1.9.0' }) }, 'sales-v1.9.0');
    expect((await update(work)).code).toBe(0);
    expect(lockOf(work).packs.map(({ tag }) => tag)).toEqual(['core-v1.0.0']);
  });
});
