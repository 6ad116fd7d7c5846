import { expect, test } from 'vitest';
import { DpError } from '../../src/core/model/errors.ts';
import { renderTree } from '../../src/core/template/render-tree.ts';
import { renderText } from '../../src/core/template/render-text.ts';
import { renderFiles } from './support.ts';

function problemOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof DpError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'nothing was refused';
}

const render = (text: string, values: Record<string, unknown> = {}): string => renderText(text, { name: 'orders.sql', values });

test.each([
  ['../outside.txt', '"../outside.txt": it has a part ".."'],
  ['orders/../../outside.txt', '"orders/../../outside.txt": it has a part ".."'],
  ['/etc/orders', '"/etc/orders": it is absolute'],
  ['./orders.yaml', '"./orders.yaml": it has a part "."'],
  ['.git/hooks/pre-commit', '".git/hooks/pre-commit": it leads into git\'s own folder'],
  ['orders/.GIT/config', '"orders/.GIT/config": it leads into git\'s own folder'],
  ['GIT~1/config', '"GIT~1/config": it leads into git\'s own folder'],
  ['.git./config', '".git./config": a part of it ends with a dot or a space'],
  ['orders\\..\\outside', '"orders\\\\..\\\\outside": it has a character that no file name can have everywhere'],
  ['C:/orders', '"C:/orders": it has a character that no file name can have everywhere'],
  ['orders/nul.sql', '"orders/nul.sql": nul.sql is a device name on Windows'],
  ['orders\u0000.sql', '"orders\\u0000.sql": it has a character that no file name can have everywhere'],
  ['o'.repeat(241), `"${'o'.repeat(241)}": it is longer than 240 characters`],
])('a template that writes to %j is refused', (path, problem) => {
  expect(problemOf(() => renderFiles({ [path]: 'orders' }))).toBe(`template: The template would write to ${problem}.`);
});

test.each([
  ['..', 'template: The template would write to "../orders.sql": it has a part "..".'],
  ['../..', 'template: The template would write to "../..": one part of a path may not become several.'],
  ['/', 'template: The template would write to "/": one part of a path may not become several.'],
  ['.git', 'template: The template would write to ".git/orders.sql": it leads into git\'s own folder.'],
])('an answer %j that becomes a folder does not lead outside', (folder, problem) => {
  expect(problemOf(() => renderFiles({ '[[ folder ]]/orders.sql': 'select 1' }, { folder }))).toBe(problem);
});

test('two files that differ in case only are refused, because some disks cannot hold both', () => {
  expect(problemOf(() => renderFiles({ 'README.md': 'a', 'readme.md': 'b' }))).toBe('template: The template would write README.md and readme.md to one place.');
});

test('a file is left out when a part of its path renders to nothing', () => {
  const files = { '[% if isStream %]stream.sql[% endif %].liquid': 'x', '[% if isStream %]topics[% endif %]/orders.sql': 'y', 'orders.sql': 'z' };
  expect(renderFiles(files, { isStream: false }).map(({ path }) => path)).toEqual(['orders.sql']);
  expect(renderFiles(files, { isStream: true }).map(({ path }) => path)).toEqual(['orders.sql', 'stream.sql', 'topics/orders.sql']);
});

test.each([
  ['a range of a billion', '[% for i in (1..1000000000) %]x[% endfor %]'],
  ['loops in loops', '[% for a in (1..9999) %][% for b in (1..9999) %][% for c in (1..9999) %]x[% endfor %][% endfor %][% endfor %]'],
  ['a text that doubles itself', '[% assign s = "xxxxxxxxxxxxxxxx" %][% for i in (1..60) %][% assign s = s | append: s %][% endfor %][[ s ]]'],
  ['a text that multiplies itself', '[% assign s = "xxxxxxxxxxxxxxxx" %][% for i in (1..9) %][% assign s = s | replace: "x", s %][% endfor %][[ s ]]'],
  ['an output of many megabytes', '[% capture s %][% for i in (1..1000) %]0123456789012345678901234567890123456789[% endfor %][% endcapture %][% for i in (1..1000) %][[ s ]][% endfor %]'],
])('%s is bounded', (_, text) => {
  expect(problemOf(() => render(text))).toMatch(/^template: The template cannot render orders\.sql: /u);
});

test.each([
  ['[[ "a" | constructor ]]', 'undefined filter: constructor'],
  ['[[ name.constructor.name ]]', 'undefined variable: name.constructor'],
  ['[[ name.__proto__ ]]', 'undefined variable: name.__proto__'],
  ['[[ constructor ]]', 'undefined variable: constructor'],
  ['[[ __proto__ ]]', 'undefined variable: __proto__'],
  ['[[ process.env.HOME ]]', 'undefined variable: process'],
  ['[[ globalThis ]]', 'undefined variable: globalThis'],
  ['[[ nmae ]]', 'undefined variable: nmae'],
])('%s reaches nothing that was not handed in', (text, problem) => {
  expect(problemOf(() => render(text, { name: 'orders' }))).toContain(problem);
});

test.each(['[% include "/etc/passwd" %]', '[% render "../../package.json" %]', '[% layout "/etc/passwd" %]', '[% include "template.yaml" %]'])('%s reads no file', (text) => {
  expect(problemOf(() => render(text))).toMatch(/^template: The template cannot render orders\.sql: .*ENOENT/u);
});

test.each(['[[ "now" | date: "%Y" ]]', '[[ "today" | date_to_string ]]', '[[ "a,b,c" | split: "," | sample ]]'])('%s is refused, because it would differ from run to run', (text) => {
  expect(problemOf(() => render(text))).toContain('would not give the same bytes each time');
});

test('a file that is not UTF-8 is refused when it is rendered and copied when it is not', () => {
  const content = Buffer.from([0xff, 0xfe, 0x00]);
  const facts = { answers: {}, template: { id: 'orders-template', version: '1.0.0' }, dpVersion: '0.1.0' };
  expect(problemOf(() => renderTree([{ path: 'logo.png.liquid', content }], facts))).toBe("template: The template's file logo.png.liquid is not UTF-8.");
  expect(renderTree([{ path: 'logo.png', content }], facts)).toEqual([{ path: 'logo.png', content }]);
});
