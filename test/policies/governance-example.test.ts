import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { runDp } from '../support/run-dp.ts';
import { validate } from './support.ts';

const cwd = join(packageRoot, 'examples', 'governance');
const column = 'acme-core/SEC-001 sales/payments/contracts/payments.odcs.yaml:21:9';

it('passes while its waiver holds, and says that it is about to end', async () => {
  expect(await validate(cwd, '--today', '2026-11-22')).toEqual({ code: 0, findings: [`${column} (waived by W-2026-014)`], stderr: '' });
  expect(await validate(cwd, '--today', '2027-01-10')).toEqual({ code: 0, findings: [`${column} (waived by W-2026-014)`, 'waiver-expiring waivers/W-2026-014.yaml:11:1'], stderr: '' });
});

it('fails by the rule again when the waiver has ended', async () => {
  expect(await validate(cwd, '--today', '2027-02-01')).toEqual({ code: 1, findings: [column, 'waiver-expired waivers/W-2026-014.yaml:11:1'], stderr: '' });
});

it('has packs whose examples come out, all with one that passes and one that fails', async () => {
  for (const packs of [[], ['packs/acme-core'], ['packs/acme-core-next'], ['packs/acme-sales']]) expect(await runDp(['policy', 'test', ...packs], { cwd })).toMatchObject({ code: 0, stderr: '' });
});

it('shows what the next version of the pack changes, and whom it hits', async () => {
  const diff = await runDp(['policy', 'diff', 'packs/acme-core-next', '--against', 'packs/acme-core', '--format', 'json'], { cwd });
  expect(diff.code).toBe(0);
  expect(JSON.parse(diff.stdout)).toMatchObject({ policy: { changes: [{ subject: 'acme-core/CMP-001', what: 'params.maxYears', from: 10, to: 7 }, { subject: 'acme-core/SEC-001', what: 'enforcement' }], bump: { demanded: 'major', declared: 'major', ok: true } } });
  const impact = await runDp(['policy', 'impact', '--policies', 'packs/acme-core-next', '--today', '2027-01-10', '--top=1', '--format', 'json'], { cwd });
  expect(JSON.parse(impact.stdout)).toMatchObject({ policy: { impact: { products: 1, failing: 1, rules: [{ rule: 'acme-core/SEC-001', newlyFailing: ['sales/payments'] }] } } });
});

it('says who tightened what', async () => {
  const { stdout } = await runDp(['policy', 'show', '--effective', '--format', 'json'], { cwd });
  const { policy } = JSON.parse(stdout) as { policy: { rules: readonly { rule: string; provenance: readonly { field: string; value: unknown; origin: string; before: readonly unknown[] }[] }[] } };
  const rule = policy.rules.find((candidate) => candidate.rule === 'acme-core/CMP-001');
  expect(rule?.provenance.find(({ field }) => field === 'params.maxYears')).toMatchObject({ value: 7, origin: './packs/acme-sales', before: [{ value: 10 }] });
});
