import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';
import { evaluatePolicies } from '../../src/core/policy/evaluate.ts';
import { readPack } from '../../src/core/policy/pack/read-pack.ts';
import { rulesInForce } from '../../src/core/policy/provenance.ts';
import { canonicalNames } from '../../src/core/policy/targets/vocabulary.ts';
import { policyWorld } from '../../src/core/policy/targets/world.ts';
import { builtIn, catalogue, packNames, policyTexts } from './builtin.ts';
import { compiled, document, effective, findings, node } from './support.ts';

// The catalogue of POLICY: every row, with its default severity and enforcement.
const rows = `
OWN-001 E/H, OWN-002 E/S, OWN-003 W/A, OWN-004 E/S, OWN-005 W/A, OWN-006 W/S, OWN-007 W/A, OWN-008 I/A, OWN-009 W/A,
DSC-001 E/S, DSC-002 E/S, DSC-003 W/A, DSC-004 W/A, DSC-005 E/S, DSC-006 E/S, DSC-007 I/A, DSC-008 E/H, DSC-009 W/A,
UND-001 E/S, UND-002 E/S, UND-003 E/S, UND-004 W/A, UND-005 W/A, UND-006 I/A, UND-007 W/A, UND-008 I/A,
TRU-001 E/S, TRU-002 W/S, TRU-003 W/S, TRU-004 E/S, TRU-005 W/A, TRU-006 W/A, TRU-007 W/A, TRU-008 E/S, TRU-009 W/S, TRU-010 W/A,
SEC-001 E/S, SEC-002 E/S, SEC-003 W/S, SEC-004 E/S, SEC-005 E/S, SEC-006 E/H, SEC-007 E/H, SEC-008 E/S, SEC-009 W/S, SEC-010 I/A,
CMP-001 E/S, CMP-002 E/S, CMP-003 E/S, CMP-004 E/H, CMP-005 W/A, CMP-006 W/A, CMP-007 W/S,
INT-001 W/S, INT-002 E/S, INT-003 W/A, INT-004 W/A, INT-005 W/S, INT-006 E/S, INT-007 W/S,
LIF-001 E/S, LIF-002 E/S, LIF-003 E/S, LIF-004 E/S, ML-001 E/S, ML-002 W/S, ML-003 E/S, STR-001 E/S, STR-002 E/S, STR-003 W/A, ACC-001 W/S, CAN-001 W/S`;
const severities: Readonly<Record<string, string>> = { E: 'error', W: 'warning', I: 'info' };
const enforcements: Readonly<Record<string, string>> = { H: 'hard-mandatory', S: 'soft-mandatory', A: 'advisory' };

describe('the catalogue', () => {
  test('has every row of POLICY with its default weight, and no other', () => {
    const wanted = rows.trim().split(/,\s*/u).map((row) => {
      const [id = '', weight = ''] = row.split(' ');
      return `${id} ${severities[weight[0] ?? ''] ?? ''} ${enforcements[weight[2] ?? ''] ?? ''}`;
    });
    expect(catalogue.rules.map(({ id, severity, enforcement }) => `${id} ${severity ?? ''} ${enforcement ?? ''}`).sort()).toEqual(wanted.sort());
  });

  test.each(catalogue.rules.map((rule) => [rule.name, rule] as const))('%s says what, why, and what to do about it, in whole sentences', (_name, rule) => {
    expect(rule.title).toMatch(/^[A-Z][^.]{10,80}[^.]$/u);
    expect(rule.why).toMatch(/^["A-Z].{60,}[.?]$/su);
    expect(rule.message ?? 'The check has one.').toMatch(/\.$/u);
    expect(rule.hint).toMatch(/[.)"]$/u);
    expect(rule.area).toMatch(/^[a-z-]+$/u);
    expect(rule.maps.every((reference) => /^(?:GDPR-\d+(?:-\d+)?(?:-[a-z])?|ISO27001-A\.\d+\.\d+|EU-AI-ACT-\d+)$/u.test(reference))).toBe(true);
    expect(rule.tests.some(({ expect: paths }) => paths.length === 0) && rule.tests.some(({ expect: paths }) => paths.length > 0)).toBe(true);
  });

  test('uses no other canonical names than those that packs may map', () => {
    expect([...catalogue.customNames].filter((name) => !canonicalNames.includes(name))).toEqual([]);
  });

  test('does not depend on a day: rules that look at one have examples that name theirs', () => {
    const dated = catalogue.rules.filter((rule) => /today/u.test(JSON.stringify([rule.must, rule.when])) || ['different-people', 'escalation-contact'].includes(rule.check?.name ?? ''));
    expect(dated.length).toBeGreaterThan(3);
    expect(dated.flatMap(({ name, tests }) => tests.filter(({ today }) => today === undefined).map((example) => `${name}: ${example.name}`))).toEqual([]);
  });
});

describe('the packs that ship with dp', () => {
  const weights = (name: string) => rulesInForce(effective([node(builtIn(name))], { catalogue }));

  test('are starter, recommended, gdpr, ml and streaming', () => {
    expect(packNames).toEqual(['gdpr', 'ml', 'recommended', 'starter', 'streaming']);
  });

  test.each(packNames)('%s selects rules of the catalogue and has no problems', (name) => {
    expect(weights(name).length).toBeGreaterThan(2);
    expect(builtIn(name).name).toBe(`dp-${name}`);
  });

  test('starter has twelve rules, all advisory', () => {
    const rules = weights('starter');
    expect(rules.length).toBe(12);
    expect(rules.filter(({ enforcement }) => enforcement.value !== 'advisory')).toEqual([]);
  });

  test('ml and streaming have their areas whole, gdpr all that is about personal data', () => {
    const ids = (name: string): string[] => weights(name).map(({ rule }) => rule.id);
    expect(ids('ml')).toEqual(['ML-001', 'ML-002', 'ML-003']);
    expect(ids('streaming')).toEqual(['STR-001', 'STR-002', 'STR-003']);
    expect(ids('gdpr').filter((id) => id.startsWith('CMP'))).toEqual(catalogue.rules.filter(({ id }) => id.startsWith('CMP')).map(({ id }) => id));
  });

  test('are no weaker together than one by one', () => {
    const all = effective(packNames.map((name) => node(builtIn(name))), { catalogue }).rules;
    expect(all.get('dp/SEC-003')?.severity.value).toBe('error');
    expect(all.get('dp/SEC-007')?.enforcement.value).toBe('hard-mandatory');
    expect(all.get('dp/SEC-007')?.activatedBy).toEqual(['dp:recommended', 'dp:starter']);
  });

  test('are judged alike when they are trusted instead of checked', () => {
    const reading = readPack({ origin: 'dp:catalogue', isBuiltIn: true, main: catalogue.document }, { isTrusted: true });
    expect(reading.ok).toBe(true);
  });
});

const mesh = join(import.meta.dirname, '../../examples/mesh');

/** The example mesh as it stands in the repository. */
function meshUnits() {
  const manifests = readdirSync(mesh, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('dataproduct.yaml')).sort();
  return manifests.map((path) => {
    const folder = join(path, '../contracts');
    const contracts = readdirSync(join(mesh, folder)).sort().map((name) => join(folder, name));
    const read = (file: string) => document(file, readFileSync(join(mesh, file), 'utf8'));
    return { product: readProduct(read(path)), contracts: contracts.map((file) => readContract(read(file))) };
  });
}

test.each(packNames)('the example mesh keeps every rule of dp:%s, today and in three years', (name) => {
  const policies = compiled(effective([node(builtIn(name))], { catalogue }));
  for (const today of ['2026-11-22', '2029-11-22']) {
    const world = policyWorld({ units: meshUnits(), published: [] });
    const result = evaluatePolicies({ compiled: policies, world, isJudged: () => true, today, withRecords: true });
    expect(findings(result).map(({ file, line, rule, message }) => `${file}:${String(line)} ${rule} ${message}`)).toEqual([]);
    expect(result.records.some(({ outcome }) => outcome === 'pass')).toBe(true);
  }
});

test('no file of policies/ has words that are not meant for ever', () => {
  expect([...policyTexts()].filter(([, text]) => /\b(?:TODO|FIXME|XXX)\b|\t/u.test(text)).map(([path]) => path)).toEqual([]);
});
