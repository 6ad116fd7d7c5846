import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Format } from '../../src/cli/reporters/report.ts';
import { writeReport, type ReportOptions } from '../../src/cli/reporters/write-report.ts';
import { DpError } from '../../src/core/model/errors.ts';
import type { World } from '../../src/io/world.ts';
import { findingWith, manyFindings, reportOf } from './findings.ts';

let root = '';
let cwd = '';

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'dp-report-')));
  cwd = join(root, 'domains', 'sales');
  mkdirSync(join(root, '.git'), { recursive: true });
  mkdirSync(join(cwd, 'orders'), { recursive: true });
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

interface Written {
  readonly world: World;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

function capture(changes: { readonly env?: Record<string, string>; readonly isTTY?: boolean; readonly columns?: number } = {}): Written {
  const out = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({ isTTY: changes.isTTY ?? false, columns: changes.columns ?? 80, write: (text: string) => { out[name] += text; } });
  const world: World = {
    cwd,
    env: changes.env ?? {},
    stdin: { isTTY: false, readAll: async () => await Promise.resolve('') },
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    now: () => new Date('2026-11-22T09:00:00Z'),
    signal: new AbortController().signal,
  };
  return { world, stdout: () => out.stdout, stderr: () => out.stderr };
}

function options(format: Format, changes: Partial<ReportOptions> = {}): ReportOptions {
  return { format, isVerbose: false, isQuiet: false, isColourOff: false, ...changes };
}

function orderFinding(): ReturnType<typeof findingWith> {
  return findingWith({ file: join(cwd, 'orders/dataproduct.yaml') });
}

async function printed(format: Format, changes: Partial<ReportOptions> = {}): Promise<string> {
  const { world, stdout } = capture();
  await writeReport(world, reportOf([orderFinding()]), options(format, changes));
  return stdout();
}

describe('a written report', () => {
  test('names files relative to the working directory in text and json, to the git top level elsewhere', async () => {
    expect(await printed('text')).toContain('\n    orders/dataproduct.yaml:3:5  yaml-syntax\n');
    expect(JSON.parse(await printed('json'))).toMatchObject({ findings: [{ file: 'orders/dataproduct.yaml' }] });
    for (const format of ['sarif', 'junit', 'github', 'gitlab', 'markdown'] as const) expect(await printed(format)).toMatch(/["`=]domains\/sales\/orders\/dataproduct\.yaml/u);
  });

  test('names files relative to the workspace where there is no git', async () => {
    rmSync(join(root, '.git'), { recursive: true });
    writeFileSync(join(root, 'domains', 'dp.yaml'), 'apiVersion: dp/v1\nkind: Workspace\n');
    expect(await printed('github')).toContain('file=sales/orders/dataproduct.yaml,');
  });

  test('names files relative to the work tree that was judged, wherever dp was started', async () => {
    const { world, stdout } = capture();
    await writeReport({ ...world, cwd: tmpdir() }, reportOf([orderFinding()]), options('github', { root: cwd }));
    expect(stdout()).toContain('file=domains/sales/orders/dataproduct.yaml,');
  });

  test('ends with one line break, and is empty where there is nothing to say', async () => {
    for (const format of ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'] as const) expect(await printed(format)).toMatch(/[^\n]\n$/u);
    const { world, stdout } = capture();
    await writeReport(world, reportOf([]), options('text', { isQuiet: true }));
    expect(stdout()).toBe('');
  });

  test('shows the code of the documents it is given', async () => {
    const documents = [{ file: join(cwd, 'orders/dataproduct.yaml'), text: 'apiVersion: v1.1.0\nkind: DataProduct\nname: orders\n' }];
    expect(await printed('text', { documents })).toContain('    3 │ name: orders\n      │     ^^^^\n');
  });

  test('takes the view that the command has of its own', async () => {
    const { world, stdout } = capture();
    await writeReport(world, reportOf([orderFinding()], { views: { text: ({ findings }) => `${String(findings.length)} change` } }), options('text'));
    expect(stdout()).toBe('1 change\n');
  });

  test('breaks lines for a terminal only', async () => {
    const long = findingWith({ file: join(cwd, 'a.yaml'), message: 'word '.repeat(30).trim() });
    const lengths = async (isTTY: boolean): Promise<number> => {
      const { world, stdout } = capture({ isTTY, columns: 40, env: { NO_COLOR: '1' } });
      await writeReport(world, reportOf([long]), options('text'));
      return Math.max(...stdout().split('\n').map((line) => line.length));
    };
    expect(await lengths(true)).toBeLessThanOrEqual(40);
    expect(await lengths(false)).toBeGreaterThan(140);
  });

  test.each([
    ['a terminal', { isTTY: true }, {}, true],
    ['no terminal', { isTTY: false }, {}, false],
    ['NO_COLOR', { isTTY: true, env: { NO_COLOR: '1' } }, {}, false],
    ['FORCE_COLOR', { isTTY: false, env: { FORCE_COLOR: '1' } }, {}, true],
    ['--no-color', { isTTY: true, env: { FORCE_COLOR: '1' } }, { isColourOff: true }, false],
    ['a dumb terminal', { isTTY: true, env: { TERM: 'dumb' } }, {}, false],
  ] as const)('decides about colour with %s', async (_name, surroundings, changes, isColoured) => {
    const { world, stdout } = capture(surroundings);
    await writeReport(world, reportOf([orderFinding()]), options('text', changes));
    expect(stdout().includes('\u001b[')).toBe(isColoured);
  });

  test('never colours a format for machines', async () => {
    const { world, stdout } = capture({ env: { FORCE_COLOR: '1' } });
    await writeReport(world, reportOf([orderFinding()]), options('github'));
    expect(stdout()).not.toContain('\u001b');
  });
});

describe('--output', () => {
  test('writes the whole report to a file, in a new folder too, and nothing to standard output', async () => {
    const { world, stdout } = capture({ env: { FORCE_COLOR: '1' } });
    await writeReport(world, reportOf([orderFinding()]), options('text', { output: 'reports/dp.txt' }));
    const written = readFileSync(join(cwd, 'reports/dp.txt'), 'utf8');
    expect(written).toMatch(/^orders\/dataproduct\.yaml\n[^\u001b]+\n$/u);
    expect(stdout()).toBe('');
    expect(readdirSync(join(cwd, 'reports'))).toEqual(['dp.txt']);
  });

  test('follows a link to the file it names and keeps the link', async () => {
    writeFileSync(join(root, 'target.txt'), 'old');
    symlinkSync(join(root, 'target.txt'), join(cwd, 'link.txt'));
    await printed('text', { output: 'link.txt' });
    expect(readFileSync(join(root, 'target.txt'), 'utf8')).toContain('yaml-syntax');
    expect(readFileSync(join(cwd, 'link.txt'), 'utf8')).toContain('yaml-syntax');
  });

  test('writes to a device without replacing it', async () => {
    await printed('text', { output: '/dev/null' });
    expect(readFileSync('/dev/null', 'utf8')).toBe('');
  });

  test('takes - for standard output', async () => {
    expect(await printed('text', { output: '-' })).toContain('yaml-syntax');
    expect(existsSync(join(cwd, '-'))).toBe(false);
  });

  test('says why it cannot write', async () => {
    writeFileSync(join(cwd, 'file'), '');
    await expect(printed('text', { output: 'orders' })).rejects.toThrow(new DpError('write-failed', `Cannot write ${join(cwd, 'orders')}: it is a folder.`, { hint: `--output ${join(cwd, 'orders')}/report` }));
    await expect(printed('text', { output: 'file/report.txt' })).rejects.toThrow(new DpError('write-failed', `Cannot write ${join(cwd, 'file/report.txt')}: a part of the path is a file.`));
  });
});

describe('the step summary of GitHub', () => {
  test('gets the Markdown report after what is there, so that capped annotations are not lost', async () => {
    const summary = join(root, 'summary.md');
    writeFileSync(summary, 'before\n');
    const { world, stdout } = capture({ env: { GITHUB_STEP_SUMMARY: summary } });
    await writeReport(world, reportOf(manyFindings(12, 'error')), options('github'));
    expect(stdout().split('\n').filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n<!-- dp:validate -->\n[\s\S]*rule-error-11/u);
  });

  test('is left alone by every other format', async () => {
    const summary = join(root, 'summary.md');
    const { world } = capture({ env: { GITHUB_STEP_SUMMARY: summary } });
    await writeReport(world, reportOf([orderFinding()]), options('json'));
    expect(existsSync(summary)).toBe(false);
  });

  test('is missed with a note when it cannot be written, and the report stands', async () => {
    const { world, stdout, stderr } = capture({ env: { GITHUB_STEP_SUMMARY: root } });
    await writeReport(world, reportOf([orderFinding()]), options('github'));
    expect(stdout()).toContain('::error ');
    expect(stderr()).toBe(`The step summary is missing. Cannot write ${root}: it is a folder.\n`);
  });
});
