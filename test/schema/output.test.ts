import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadValidator } from '../../src/io/validators.ts';
import { runDp } from '../support/run-dp.ts';

const folder = mkdtempSync(join(tmpdir(), 'dp-output-'));

describe('the JSON that dp prints', () => {
  test.each([
    [['rules', '--format', 'json']],
    [['explain', 'schema-required', '--format', 'json']],
    [['schema', 'list', '--format', 'json']],
    [['init', '--list', '--format', 'json']],
  ])('%j is as the schema `output` says', async (argv) => {
    const { stdout } = await runDp(argv, { cwd: folder });
    const validator = await loadValidator('output');
    expect(validator.check(JSON.parse(stdout))).toEqual([]);
  });
});
