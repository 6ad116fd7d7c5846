import fc from 'fast-check';
import { expect, it } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { contract, manifest } from '../validate/documents.ts';
import { packText, settings, validate, waiverText } from './support.ts';

const severities = ['info', 'warning', 'error'] as const;
const enforcements = ['advisory', 'soft-mandatory', 'hard-mandatory'] as const;
const weight = fc.record({ severity: fc.constantFrom(...severities), enforcement: fc.constantFrom(...enforcements) });
const products = fc.uniqueArray(fc.constantFrom('orders', 'shipments', 'stock', 'returns'), { minLength: 1 });

function mesh(names: readonly string[], described: boolean): Record<string, string> {
  const text = (name: string): string => contract({ id: `sales-${name}`, table: name });
  return Object.fromEntries(
    names.flatMap((name, index) => [
      [`${name}/dataproduct.yaml`, manifest({ name })],
      [`${name}/${name}.odcs.yaml`, described && index === 0 ? text(name).replace(`  - name: ${name}\n`, `  - name: ${name}\n    description: All of them\n`) : text(name)],
    ]),
  );
}

it('a child pack can only add findings and turn a run from passing to failing, or is refused', async () => {
  await fc.assert(
    fc.asyncProperty(weight, weight, products, fc.boolean(), async (parent, child, names, described) => {
      const packs = { 'parent.yaml': packText({ name: 'parent', ...parent }), 'child.yaml': packText({ name: 'child', extends: ['./parent.yaml'], extra: `overrides:\n  - {rule: parent/DESC-1, severity: ${child.severity}, enforcement: ${child.enforcement}}\n` }) };
      const files = { ...packs, ...mesh(names, described) };
      const before = await validate(folderWith({ ...files, 'dp.yaml': settings(['./parent.yaml']) }));
      const after = await validate(folderWith({ ...files, 'dp.yaml': settings(['./child.yaml']) }));
      const isLooser = severities.indexOf(child.severity) < severities.indexOf(parent.severity) || enforcements.indexOf(child.enforcement) < enforcements.indexOf(parent.enforcement);
      expect(after.code === 2).toBe(isLooser);
      if (isLooser) return;
      expect(before.findings.filter((finding) => !after.findings.includes(finding))).toEqual([]);
      expect(after.code).toBeGreaterThanOrEqual(before.code);
    }),
    { numRuns: 25 },
  );
});

it('waiving twice is waiving once, and the order of files changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(products, fc.constantFrom('a', 'z'), async (names, prefix) => {
      const base = { 'dp.yaml': settings(['./acme.yaml']), 'acme.yaml': packText(), ...mesh(names, false) };
      const waiver = (id: string): string => waiverText({ id, scope: `{product: ${names[0] ?? ''}}` });
      const once = await validate(folderWith({ ...base, 'waivers/m.yaml': waiver('W-1') }));
      const twice = await validate(folderWith({ ...base, 'waivers/m.yaml': waiver('W-1'), [`waivers/${prefix}.yaml`]: waiver('W-2') }));
      expect(twice.findings.filter((finding) => finding.startsWith('acme/'))).toEqual(once.findings);
      expect(twice.code).toBe(once.code);
      expect(once.code).toBe(names.length === 1 ? 0 : 1);
    }),
    { numRuns: 10 },
  );
});

it('the verdict is the same wherever the workspace lies and whatever the clock says, for one --today', async () => {
  const files = { 'dp.yaml': settings(['./acme.yaml']), 'acme.yaml': packText({ rule: '    effectiveFrom: "2027-03-01"\n' }), ...mesh(['orders', 'stock'], false), 'waivers/w.yaml': waiverText() };
  const [first, second] = [await validate(folderWith(files), '--today', '2027-02-01'), await validate(folderWith(files), '--today', '2027-02-01')];
  expect(second).toEqual(first);
  expect(first.findings).toHaveLength(3);
});
