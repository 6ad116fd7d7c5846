import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { ruleCatalogue } from '../../src/core/rules/index.ts';
import { cataloguePolicyRules } from '../../src/io/policies/known-rules.ts';
import { runDp } from '../support/run-dp.ts';

const cwd = tmpdir();

describe('dp rules', () => {
  test('lists every rule of the catalogue once', async () => {
    const { code, stdout } = await runDp(['rules'], { cwd });
    const listed = stdout.split('\n').flatMap((line) => /^ {2}(\S+) {2}/u.exec(line)?.[1] ?? []);
    expect(code).toBe(0);
    expect(listed.sort()).toEqual([...ruleCatalogue, ...cataloguePolicyRules()].map(({ id }) => id).sort());
  });

  test('lists one area only when asked', async () => {
    const { code, stdout } = await runDp(['rules', '--area', 'yaml', '--format', 'json'], { cwd });
    const document = JSON.parse(stdout) as { command: string; ok: boolean; rules: { id: string; area: string }[] };
    expect(code).toBe(0);
    expect(document).toMatchObject({ schemaVersion: '1', command: 'rules', ok: true, findings: [] });
    expect(document.rules.map(({ id }) => id)).toEqual(ruleCatalogue.filter(({ area }) => area === 'yaml').map(({ id }) => id).sort());
  });

  test('names the nearest area for one that does not exist', async () => {
    const { code, stdout, stderr } = await runDp(['rules', '--area', 'yml'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain("argument 'yml' is invalid. Did you mean yaml?");
  });
});

describe('dp explain', () => {
  test('shows title, why, remedy and an example', async () => {
    const { code, stdout } = await runDp(['explain', 'yaml-duplicate-key'], { cwd });
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('golden/yaml-duplicate-key.txt');
  });

  test('shows a rule as Markdown and as JSON', async () => {
    await expect((await runDp(['explain', 'yaml-duplicate-key', '--format', 'markdown'], { cwd })).stdout).toMatchFileSnapshot('golden/yaml-duplicate-key.md');
    const { stdout } = await runDp(['explain', 'yaml-tag', '--format', 'json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ command: 'explain', ok: true, rules: [{ id: 'yaml-tag', area: 'yaml', severity: 'error' }] });
  });

  test('names the nearest rules for an unknown id and ends with 2', async () => {
    const { code, stdout, stderr } = await runDp(['explain', 'yaml-duplicat-key'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('error There is no rule yaml-duplicat-key. Did you mean yaml-duplicate-key?\n  try dp rules\n');
  });

  test('explains every rule of the catalogue', async () => {
    for (const { id, title } of ruleCatalogue) {
      const { code, stdout } = await runDp(['explain', id], { cwd });
      expect(code).toBe(0);
      expect(stdout).toContain(`${id}  `);
      expect(stdout).toContain(title);
    }
  });
});
