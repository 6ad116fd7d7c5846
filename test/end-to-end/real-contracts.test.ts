import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { corpusFolder, readCorpus } from '../support/corpus.ts';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';

/** The largest real contract that is valid: dozens of tables, hundreds of columns. */
function largestContract() {
  const [largest] = readCorpus()
    .filter(({ file, verdict }) => verdict === 'valid' && file.startsWith('odcs/') && /\.ya?ml$/u.test(file))
    .sort((a, b) => b.bytes.length - a.bytes.length);
  if (largest === undefined) throw new Error('the corpus holds no valid contract');
  const text = new TextDecoder().decode(largest.bytes);
  return { text, contract: readContract(parseYaml('large.odcs.yaml', text).document) };
}

function manifestFor(id: string, contractVersion: string, version: string): string {
  return `apiVersion: v1.1.0\nkind: DataProduct\nid: urn:dp:sales:warehouse\nname: warehouse\nversion: ${version}\nstatus: active\ndomain: sales\noutputPorts:\n  - name: warehouse\n    version: "${contractVersion}"\n    contractId: ${id}\n`;
}

describe.skipIf(corpusFolder === undefined)('the largest real contract of the corpus (needs DP_CORPUS)', () => {
  it('is validated, published, and reviewed when one column of one table goes', async () => {
    const { text, contract } = largestContract();
    expect(contract.tables.length).toBeGreaterThan(60);
    const id = contract.id ?? '';
    const version = contract.version ?? '';
    const home = folderWith({});
    const cwd = join(home, 'warehouse');
    mkdirSync(join(cwd, 'contracts'), { recursive: true });
    const write = (contractText: string, productVersion: string) => {
      writeFileSync(join(cwd, 'dataproduct.yaml'), manifestFor(id, version, productVersion));
      writeFileSync(join(cwd, 'contracts', 'warehouse.odcs.yaml'), contractText);
    };
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@acme.example', ...args], { cwd });
    const env = { DP_REGISTRY: join(home, 'registry.git') };
    write(text, '1.0.0');
    git('init', '-q', '-b', 'main');
    expect((await runDp(['registry', 'init', env.DP_REGISTRY], { cwd })).code).toBe(0);
    expect((await runDp(['validate', '--offline'], { cwd })).code).toBe(0);
    git('add', '-A');
    git('commit', '-qm', 'Add the warehouse');
    expect((await runDp(['publish', '--yes'], { cwd, env })).code).toBe(0);
    expect((await runDp(['diff'], { cwd, env })).code).toBe(0);

    const table = contract.tables[3];
    const column = table?.columns[1];
    const [start, end] = [contract.document.locate(`${table?.at ?? ''}/properties/1`), contract.document.locate(`${table?.at ?? ''}/properties/2`)];
    write(text.slice(0, start.start) + text.slice(end.start), '1.0.1');
    const review = await runDp(['diff', '--format', 'json'], { cwd, env });
    expect(review.code).toBe(1);
    const { findings, diff } = JSON.parse(review.stdout) as { findings: { rule: string; path: string; level: string }[]; diff: unknown };
    expect(findings.filter(({ level }) => level === 'breaking').map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      `field-removed contracts[id=${id}].schema[name=${table?.name ?? ''}].properties[name=${column?.name ?? ''}]`,
    ]);
    expect(diff).toMatchObject({ verdict: 'breaking', bump: { demanded: 'major', declared: 'patch', ok: false, suggestedVersion: '2.0.0' } });
    git('commit', '-qam', 'Drop a column');
    expect((await runDp(['publish', '--yes'], { cwd, env })).code).toBe(1);
  });
});
