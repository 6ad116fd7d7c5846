import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { builtInPack, builtInPackNames, cataloguePlace } from '../../src/io/policies/built-in-packs.ts';
import { readPackFiles } from '../../src/io/policies/read-pack-files.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { folderWith } from '../support/folder.ts';
import { orders, settings, validate } from './support.ts';

it('the build has read the packs of dp as dp itself reads YAML', () => {
  expect(existsSync(join(packageRoot, 'dist', 'generated', 'policies.json'))).toBe(true);
  for (const place of [cataloguePlace(), ...builtInPackNames().map(builtInPack)]) {
    const { main, rules = [] } = readPackFiles(place);
    for (const document of [main, ...rules]) expect(document.data).toEqual(parseYaml(document.file, document.text).document.data);
  }
});

it('dp:starter advises where dp.yaml names no pack, and fails nothing', async () => {
  const { code, findings } = await validate(folderWith(orders));
  expect(code).toBe(0);
  expect(findings.length).toBeGreaterThan(3);
  expect(findings.filter((finding) => !finding.startsWith('dp/'))).toEqual([]);
  expect(await validate(folderWith({ ...orders, 'dp.yaml': settings([]) }))).toEqual({ code: 0, findings: [], stderr: '' });
});
