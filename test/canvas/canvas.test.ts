import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { loadTemplate } from '../../src/io/templates.ts';
import { tempFolder } from '../init/support.ts';
import { runDp } from '../support/run-dp.ts';

const mesh = join(packageRoot, 'examples', 'mesh');

test.each([
  ['sales/orders', 'text', 'orders.txt'],
  ['sales/orders', 'markdown', 'orders.md'],
  ['logistics/shipment-events', 'text', 'shipment-events.txt'],
  ['logistics/delivery-delay-model', 'html', 'delivery-delay-model.html'],
  ['marketing/campaign-insights', 'json', 'campaign-insights.json'],
])('the canvas of %s reads in %s as the golden file says', async (path, format, golden) => {
  const { code, stdout, stderr } = await runDp(['canvas', path, '--format', format], { cwd: mesh });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await expect(stdout).toMatchFileSnapshot(`golden/${golden}`);
});

/** An answer for each question that is told apart from every default and every other answer. */
const answers: Readonly<Record<string, string | readonly string[]>> = {
  name: 'parcel-scans',
  domain: 'fulfilment',
  owner: 'scan-crew@acme.example',
  purpose: 'Scans of all parcels of ACME, from label to doorstep, for everybody.',
  value: 'Fewer calls about lost parcels',
  persona: 'Night-shift planner',
  useCases: ['Plan the night shift', 'Find lost parcels'],
  painPoints: ['Three portals', 'No history'],
  integration: 'Notebook on the lake',
  priority: 'could',
  sourceSystem: 'Handheld gateway',
  acquisition: 'cdc',
  format: 'csv',
  freshness: '36h',
  retention: '19d',
  classification: 'restricted',
  support: 'https://chat.acme.example/scan-desk',
  registry: 'https://git.acme.example/data/registry.git',
};

test('this test answers every question of the template', () => {
  expect(loadTemplate('sql-duckdb').descriptor.questions.map(({ key }) => key).sort()).toEqual(Object.keys(answers).sort());
});

// A duration is written as a value and a unit in the contract.
const wordsOf = (key: string): readonly string[] => {
  const answer = answers[key] ?? [];
  return (typeof answer === 'string' ? [answer] : answer).map((text) => (key === 'freshness' || key === 'retention' ? text.replace(/(?<=\d)(?=[hdy]$)/u, ' ') : text));
};

test.each(['text', 'markdown', 'html', 'json'])('every answer given to init is found again in the canvas as %s', async (format) => {
  const cwd = tempFolder({ isGit: true });
  const flags = Object.entries(answers).flatMap(([key, answer]) => (typeof answer === 'string' ? [answer] : answer).flatMap((text) => ['--set', `${key}=${text}`]));
  expect((await runDp(['init', '.', '--yes', ...flags], { cwd })).code).toBe(0);
  const { code, stdout } = await runDp(['canvas', '--format', format], { cwd });
  const missing = Object.keys(answers).flatMap((key) => wordsOf(key).filter((text) => !stdout.includes(text)).map((text) => `${key}: ${text}`));
  expect({ code, missing }).toEqual({ code: 0, missing: [] });
});

test('an empty product has a short canvas that says what is not said', async () => {
  const cwd = tempFolder();
  writeFileSync(join(cwd, 'dataproduct.yaml'), 'apiVersion: v1.1.0\nkind: DataProduct\nid: p-1\n');
  const { stdout } = await runDp(['canvas'], { cwd });
  expect(stdout).toBe(
    ['p-1', '', 'PRODUCT', '  Purpose: not said', '    Key  p-1', '    Id   p-1', '', 'CONSUMERS AND USE CASES', '  Consumers: not said', '', 'SOURCES AND ACQUISITION', '  Sources: not said', '', 'OUTPUTS AND DELIVERY', '', 'QUALITY AND SERVICE LEVELS', '', 'OWNERSHIP AND SUPPORT', '', 'GOVERNANCE', ''].join('\n'),
  );
});

const hostile = `apiVersion: v1.1.0
kind: DataProduct
id: p-1
name: orders
domain: sales
version: 1.0.0
description: {purpose: "<script>alert(1)</script> \\u001b[31mred \\u202e | a"}
support:
  - {channel: "<img src=x onerror=alert(1)>", url: "javascript:alert(1)", scope: "[x](javascript:alert(2))"}
  - {channel: plain, url: "https://chat.acme.example/a?b=1&c=%22d"}
team: {members: [{username: "\\"><b>x", role: owner}]}
customProperties:
  - property: canvas
    vendor: dp
    value: {consumers: [{persona: "# title\\n- item", useCases: ["</ul><h1>x", 7, {a: 1}], needs: [3, {port: 4}]}, 5], value: [1]}
  - {property: exposures, vendor: dp, value: {not: a list}}
  - {property: pipeline, vendor: dp, value: {steps: [{name: "a|b", command: [rm, "-rf", "|"]}, 3]}}
  - {property: mlModel, vendor: dp, value: {metrics: [{name: auc, value: high}], artifacts: text, card: [1]}}
`;

test('what documents say never becomes markup, a link of another kind or a terminal escape', async () => {
  const cwd = tempFolder();
  writeFileSync(join(cwd, 'dataproduct.yaml'), hostile);
  const outputs = Object.fromEntries(await Promise.all(['text', 'markdown', 'html', 'json'].map(async (format) => [format, await runDp(['canvas', '--format', format], { cwd })] as const)));
  expect(Object.values(outputs).map(({ code, stderr }) => ({ code, stderr }))).toEqual(Array.from({ length: 4 }, () => ({ code: 0, stderr: '' })));
  const html = outputs['html']?.stdout ?? '';
  const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/giu)].map(([, tag]) => tag));
  expect([...tags].sort()).toEqual(['a', 'body', 'dd', 'div', 'dl', 'dt', 'h1', 'h2', 'h3', 'h4', 'head', 'html', 'li', 'main', 'meta', 'p', 'section', 'style', 'table', 'tbody', 'td', 'th', 'thead', 'title', 'tr', 'ul']);
  expect([...html.matchAll(/href="([^"]*)"/gu)].map(([, link]) => link)).toEqual(['https://chat.acme.example/a?b=1&amp;c=%22d', 'https://chat.acme.example/a?b=1&amp;c=%22d']);
  const markdown = outputs['markdown']?.stdout ?? '';
  expect(markdown).not.toMatch(/<(?!!)|(?<!\\)\]\(javascript/u);
  expect([...Object.values(outputs)].map(({ stdout }) => /[\u001b\u202e]/u.test(stdout))).toEqual([false, false, false, false]);
});

test('a folder of products gives one canvas each, in one page or document', async () => {
  const { stdout } = await runDp(['canvas', 'sales', '--format', 'json'], { cwd: mesh });
  const document = JSON.parse(stdout) as { canvas: { key: string }[]; summary: Record<string, number> };
  expect({ keys: document.canvas.map(({ key }) => key), products: document.summary['products'], contracts: document.summary['contracts'] }).toEqual({ keys: ['sales/customer-revenue', 'sales/orders'], products: 2, contracts: 2 });
  const page = await runDp(['canvas', 'sales', '--format', 'html'], { cwd: mesh });
  expect([...page.stdout.matchAll(/<h1>([^<]*)<\/h1>/gu)].map(([, title]) => title)).toEqual(['sales/customer-revenue 2.0.0', 'sales/orders 1.2.0']);
});

test('--output writes the page to a file and nothing to standard output', async () => {
  const cwd = tempFolder();
  mkdirSync(join(cwd, 'pages'));
  const { code, stdout } = await runDp(['canvas', join(mesh, 'sales/orders'), '--format', 'html', '--output', 'pages/orders.html'], { cwd });
  expect({ code, stdout, start: readFileSync(join(cwd, 'pages/orders.html'), 'utf8').slice(0, 15) }).toEqual({ code: 0, stdout: '', start: '<!doctype html>' });
});

test.each([
  ['a path that is not there', ['canvas', 'nowhere']],
  ['a folder without a product', ['canvas', '.']],
  ['an unknown format', ['canvas', '--format', 'htlm']],
])('%s ends with 2', async (_, args) => {
  const { code, stdout } = await runDp(args, { cwd: tempFolder() });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('the page loads nothing and runs nothing', async () => {
  const { stdout } = await runDp(['canvas', '--format', 'html'], { cwd: mesh });
  expect(stdout).not.toMatch(/<script|<link|<img|<iframe|src=|url\(|@import|\son[a-z]+=/iu);
  expect(stdout).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
});

test('a credential in the registry of dp.yaml is not shown', async () => {
  const cwd = tempFolder();
  writeFileSync(join(cwd, 'dp.yaml'), 'apiVersion: dp/v1\nkind: Workspace\nregistry: https://robot:hunter2@git.acme.example/registry.git\n');
  writeFileSync(join(cwd, 'dataproduct.yaml'), 'apiVersion: v1.1.0\nkind: DataProduct\nid: p-1\n');
  const { stdout } = await runDp(['canvas'], { cwd });
  expect({ isShown: stdout.includes('hunter2'), line: stdout.split('\n').find((line) => line.includes('Published in'))?.trim() }).toEqual({ isShown: false, line: 'Published in  https://***@git.acme.example/registry.git' });
});
