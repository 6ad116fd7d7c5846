import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInTemplates, listTemplates, loadTemplate, loadTemplateAt } from '../../src/io/templates.ts';
import { planTree, writeTree } from '../../src/io/write-tree.ts';
import { readTree, tempFolder } from '../init/support.ts';
import { renderSqlDuckdb } from './support.ts';

const descriptor = 'apiVersion: dp/v1\nkind: Template\nid: orders-template\nversion: 1.0.0\ntitle: Orders\nquestions: {type: object, properties: {}}\n';

function makeTemplate(root: string, name: string, text = descriptor): string {
  const folder = join(root, name);
  mkdirSync(join(folder, 'files/contracts'), { recursive: true });
  writeFileSync(join(folder, 'template.yaml'), text);
  writeFileSync(join(folder, 'files/contracts/orders.yaml'), 'a: 1\n');
  return folder;
}

test('templates are found by listing the folder, sorted; other folders and files are none', () => {
  const root = tempFolder();
  makeTemplate(root, 'b-template');
  makeTemplate(root, 'a-template');
  mkdirSync(join(root, 'notes'));
  writeFileSync(join(root, 'README.md'), '');
  expect(listTemplates(root).map(({ id }) => id)).toEqual(['orders-template', 'orders-template']);
  expect(() => loadTemplate('a-tempalte', root)).toThrow('There is no template "a-tempalte". Did you mean a-template, b-template?');
});

test('the built-in templates are called as their folders are', () => {
  expect(listTemplates().map(({ id }) => loadTemplate(id).descriptor.id)).toEqual(listTemplates().map(({ id }) => id));
  expect(listTemplates().map(({ id }) => id)).toContain('sql-duckdb');
});

test('the hash changes with any byte, name or answer that the template has, and with nothing else', () => {
  const root = tempFolder();
  const folder = makeTemplate(root, 'orders');
  const first = loadTemplateAt(folder).hash;
  cpSync(folder, join(root, 'copy'), { recursive: true });
  expect(loadTemplateAt(join(root, 'copy')).hash).toBe(first);
  const changes: ((copy: string) => void)[] = [
    (copy) => {
      writeFileSync(join(copy, 'files/contracts/orders.yaml'), 'a: 2\n');
    },
    (copy) => {
      writeFileSync(join(copy, 'files/contracts/returns.yaml'), '');
    },
    (copy) => {
      writeFileSync(join(copy, 'template.yaml'), `${descriptor}# changed\n`);
    },
    (copy) => {
      rmSync(join(copy, 'files/contracts/orders.yaml'));
    },
  ];
  const hashes = changes.map((change) => {
    rmSync(join(root, 'copy'), { recursive: true });
    cpSync(folder, join(root, 'copy'), { recursive: true });
    change(join(root, 'copy'));
    return loadTemplateAt(join(root, 'copy')).hash;
  });
  expect(new Set([first, ...hashes]).size).toBe(5);
});

test('a link in a template is refused, whatever it points to', () => {
  const root = tempFolder();
  const folder = makeTemplate(root, 'orders');
  symlinkSync('/etc/passwd', join(folder, 'files/passwd'));
  expect(() => loadTemplateAt(folder)).toThrow("The template's file passwd is a link or a device; only plain files are copied.");
  rmSync(join(folder, 'files/passwd'));
  symlinkSync('/etc', join(folder, 'files/etc'));
  expect(() => loadTemplateAt(folder)).toThrow("The template's file etc is a link or a device; only plain files are copied.");
});

test.each([
  ['a descriptor that is no YAML', '{a: [', /is no usable template: /u],
  ['an alias bomb', `a: &a [x, x, x, x, x, x, x, x, x, x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, index) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${String.fromCharCode(97 + index)}`).join(', ')}]`).join('\n')}\n`, /is no usable template: /u],
  ['a huge descriptor', `${descriptor}# ${'x'.repeat(1024 * 1024)}\n`, /is larger than 1048576 bytes\./u],
])('%s is refused', (_, text, message) => {
  expect(() => loadTemplateAt(makeTemplate(tempFolder(), 'orders', text))).toThrow(message);
});

test('a template without files is refused', () => {
  const folder = makeTemplate(tempFolder(), 'orders');
  rmSync(join(folder, 'files'), { recursive: true });
  expect(() => loadTemplateAt(folder)).toThrow(`The template ${folder} has no folder files.`);
});

test('when one file cannot be written, those before it are undone', () => {
  const root = tempFolder();
  const target = join(root, 'orders');
  mkdirSync(target);
  writeFileSync(join(target, 'README.md'), 'mine\n');
  const plan = planTree(target, [
    { path: 'README.md', content: 'theirs\n' },
    { path: 'contracts/deep/orders.yaml', content: 'a: 1\n' },
    { path: 'z.sql', content: 'select 1\n' },
  ]);
  // After the plan was made somebody puts a folder where the last file goes.
  mkdirSync(join(target, 'z.sql/in-the-way'), { recursive: true });
  expect(() => writeTree(plan)).toThrow(/^Cannot write .*z\.sql: [^.]*\.$/u);
  rmSync(join(target, 'z.sql'), { recursive: true });
  expect(readTree(root)).toEqual({ 'orders/README.md': 'mine\n' });
  expect(planTree(target, plan.files).conflicts).toEqual(['README.md']);
});

test('a plan that would leave its folder is refused even when the path was made elsewhere', () => {
  expect(() => planTree(tempFolder(), [{ path: '../orders.yaml', content: '' }])).toThrow('Refused to write "../orders.yaml": it has a part "..".');
});

test('the built-in template renders to the same bytes each time', () => {
  expect([...renderSqlDuckdb()]).toEqual([...renderSqlDuckdb()]);
  expect(builtInTemplates.endsWith('templates')).toBe(true);
});

test('the sample data is counted back from now, so that no file holds a date', () => {
  const texts = [...renderSqlDuckdb()].filter(([path]) => path.endsWith('.sql')).map(([, text]) => text);
  expect(texts.join('\n')).toContain('now()');
  expect([...renderSqlDuckdb().values()].filter((text) => /20[0-9]{2}-[0-9]{2}/u.test(text))).toEqual([]);
});
