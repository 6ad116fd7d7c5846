import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { afterAll, describe, expect, it } from 'vitest';
import { isGlobMatch } from '../../src/core/references/glob-match.ts';

const files = ['README.md', '.hidden.md', 'docs/start.md', 'docs/guide/first.md', 'docs/guide/second.txt', 'docs/.draft/x.md', 'pipeline/01_orders.sql', 'pipeline/02_lines.sql', 'model/a-b.json', 'model/[1].json'];
const folder = mkdtempSync(join(tmpdir(), 'dp-glob-'));
for (const file of files) {
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), '');
}
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('isGlobMatch', () => {
  it.each(['README.md', '*.md', '**/*.md', 'docs/**', 'docs/**/*.md', '**', 'docs', 'docs/*', 'pipeline/0?_*.sql', 'pipeline/0[1-1]_*', 'pipeline/0[!1]_*', '{README,docs/start}.md', 'docs/{guide/{first,second},start}.*', '.hidden.md', '.*', 'docs/.draft/*', '**/.draft/*.md', 'model/*-*.json', 'missing/*', 'readme.md'])(
    'finds for %s what publishing finds',
    (pattern) => {
      const published = globSync(pattern, { cwd: folder, onlyFiles: true, expandDirectories: false, dot: false }).sort();
      expect(files.filter((file) => isGlobMatch(pattern, file)).sort()).toEqual(published);
    },
  );

  it('answers in bounded steps whatever the pattern', () => {
    expect(isGlobMatch(`${'*a'.repeat(200)}b`, 'a'.repeat(400))).toBe(false);
    expect(isGlobMatch(`${'**/'.repeat(200)}b`, 'a/'.repeat(200))).toBe(false);
    expect(isGlobMatch('{a,b}'.repeat(40), 'a'.repeat(40))).toBe(false);
  });
});
