import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRecord } from '../../src/core/manifest/node-reader.ts';
import { schemaNames } from '../../src/io/validators.ts';
import { runDp } from '../support/run-dp.ts';

const cwd = mkdtempSync(join(tmpdir(), 'dp-schema-'));

function parsed(text: string): Readonly<Record<string, unknown>> {
  const data: unknown = JSON.parse(text);
  return isRecord(data) ? data : {};
}

describe('dp schema', () => {
  test('lists every schema with what it describes', async () => {
    const { code, stdout } = await runDp(['schema', 'list'], { cwd });
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n').map((line) => line.split(' ')[0])).toEqual([...schemaNames]);
    expect(stdout).toContain('waiver            A documented, expiring exception from one policy rule.\n');
  });

  test('lists them as JSON too', async () => {
    const { code, stdout } = await runDp(['schema', 'list', '--format', 'json'], { cwd });
    expect(code).toBe(0);
    expect(parsed(stdout)).toMatchObject({ command: 'schema list', ok: true, schemas: schemaNames.map((name) => ({ name })) });
  });

  test('prints one schema and nothing else', async () => {
    const { code, stdout, stderr } = await runDp(['schema', 'print', 'odps-v1.1.0'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(parsed(stdout)).toMatchObject({ $schema: 'https://json-schema.org/draft/2019-09/schema', $id: 'urn:dp:schema:odps-v1.1.0', required: ['apiVersion', 'kind', 'id'] });
  });

  test('writes the copy for editors to a file', async () => {
    const { code, stdout } = await runDp(['schema', 'print', 'odcs-v3.2.0', '--editor', '--output', 'odcs.json'], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(parsed(readFileSync(join(cwd, 'odcs.json'), 'utf8'))).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
  });

  test('names the nearest schema for an unknown name and ends with 2', async () => {
    const { code, stdout, stderr } = await runDp(['schema', 'print', 'odcs-v3.20'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('There is no schema odcs-v3.20. Did you mean odcs-v3.2.0');
    expect(stderr).toContain('try dp schema list');
  });
});
