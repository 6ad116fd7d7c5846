import { ESLint, Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { fence } from '../../.ci/lint/fence.mjs';

function judged(file: string, code: string): string[] {
  const messages = new Linter({ cwd: '/repo' }).verify(code, [{ files: ['**/*.ts'], plugins: { layers: { rules: { fence } } }, rules: { 'layers/fence': 'error' } }], { filename: `/repo/${file}` });
  return messages.map(({ message }) => message);
}

describe('the fence between layers', () => {
  it.each([
    ['a static import of io from core', 'src/core/model/finding.ts', "import { readBytes } from '../../io/files.ts';", 'src/core may not import from src/io.'],
    ['a dynamic import of io from core', 'src/core/model/finding.ts', "const files = await import('../../io/files.ts');", 'src/core may not import from src/io.'],
    ['a dynamic import of cli from io', 'src/io/files.ts', "await import('../cli/main.ts');", 'src/io may not import from src/cli.'],
    ['a re-export of cli from core', 'src/core/model/finding.ts', "export * from '../../cli/main.ts';", 'src/core may not import from src/cli.'],
    ['a Node module in core', 'src/core/model/finding.ts', "await import('node:fs');", 'core is pure: it may not import node:fs.'],
    ['a Node module without its prefix in core', 'src/core/model/finding.ts', "import 'child_process';", 'core is pure: it may not import child_process.'],
    ['a process runner in core', 'src/core/model/finding.ts', "import { execa } from 'execa';", 'core is pure: it may not import execa.'],
    ['a computed import anywhere', 'src/cli/main.ts', 'await import(name);', 'Import by a literal path, so that the fence between layers can be seen.'],
  ])('catches %s', (_, file, code, message) => {
    expect(judged(file, code)).toEqual([message]);
  });

  it.each([
    ['src/cli/main.ts', "import { readBytes } from '../io/files.ts'; await import('./commands/diff.ts');"],
    ['src/io/files.ts', "import { DpError } from '../core/model/errors.ts'; import 'node:fs';"],
    ['src/core/diff/compare.ts', "import { nearest } from '../model/nearest.ts'; import 'yaml';"],
  ])('lets %s import downwards', (file, code) => {
    expect(judged(file, code)).toEqual([]);
  });

  it.each(['src/core/model/finding.ts', 'src/io/files.ts', 'src/cli/main.ts'])('is switched on for %s', async (file) => {
    const config = (await new ESLint().calculateConfigForFile(file)) as { rules: Record<string, unknown> };
    expect(config.rules['layers/fence']).toEqual([2]);
  });
});
