import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PackNode, PolicyLayer } from '../../src/core/policy/effective.ts';
import { effectivePolicies } from '../../src/core/policy/inherit.ts';
import { mostEffectiveRules } from '../../src/core/policy/inherit.ts';
import type { PolicyPack, RuleReference } from '../../src/core/policy/pack/model.ts';
import { provenanceOf, rulesInForce } from '../../src/core/policy/provenance.ts';
import { compilePolicies } from '../../src/core/policy/compile-policies.ts';
import { compiled, described, document, effective, findings, judgeBy, noCatalogue, node, pack, unit } from './support.ts';

interface Named {
  readonly name: string;
  readonly rules?: string;
  readonly extra?: string;
  readonly version?: string;
}

function named({ name, rules = '', extra = '', version = '1.0.0' }: Named): PolicyPack {
  const text = `apiVersion: dp/v1\nkind: PolicyPack\nmetadata: {name: ${name}, version: ${version}}\n${extra}${rules === '' ? '' : `rules:\n${rules.trim().replace(/^/gmu, '  ')}\n`}`;
  return pack(text, { origin: `./${name}.yaml`, main: document(`policies/${name}.yaml`, text) });
}

const core = named({
  name: 'acme-core',
  rules: `
- {id: SEC-001, title: Masked, severity: warning, enforcement: soft-mandatory, stage: grace, effectiveFrom: 2027-03-01, for: columns, must: {classification: {in: "{{params.scale}}"}}, params: {scale: {value: [public, internal, secret], tighten: subset}, least: {value: 3, tighten: higher}, most: {value: 7 years, tighten: lower}, must: {value: [a], tighten: superset}, fixed: {value: 1}, open: {value: null, tighten: subset}}}
- {id: OLD-001, title: Gone, stage: retired}
`,
});

function override(text: string): PolicyPack {
  return named({ name: 'sales', extra: `overrides: [{rule: acme-core/SEC-001, ${text}}]\n` });
}

function problemsOf(roots: readonly PackNode[], options: { readonly catalogue?: PolicyPack; readonly overrides?: readonly RuleReference[] } = {}): string[] {
  const reading = effectivePolicies([{ origin: 'dp.yaml', roots, overrides: options.overrides ?? [] }], options.catalogue ?? noCatalogue);
  return reading.ok ? [] : reading.problems.map((problem) => `${problem.at.document.file}:${described([problem]).join('')}${problem.related === undefined ? '' : ` (${problem.related.at.document.file}: ${problem.related.message})`}`);
}

describe('a child pack', () => {
  test.each([
    ['severity: error', { severity: 'error' }],
    ['enforcement: hard-mandatory', { enforcement: 'hard-mandatory' }],
    ['stage: enforced', { stage: 'enforced' }],
    ['effectiveFrom: 2026-12-01', { effectiveFrom: '2026-12-01' }],
    ['severity: warning', { severity: 'warning' }],
    ['params: {scale: [public, secret]}', { 'params.scale': ['public', 'secret'] }],
    ['params: {least: 5}', { 'params.least': 5 }],
    ['params: {most: 18 months}', { 'params.most': '18 months' }],
    ['params: {must: [a, b]}', { 'params.must': ['a', 'b'] }],
    ['params: {open: [x]}', { 'params.open': ['x'] }],
    ['params: {fixed: 1}', { 'params.fixed': 1 }],
  ])('may tighten: %s', (text, wanted) => {
    const rule = effective([node(override(text), node(core))]).rules.get('acme-core/SEC-001');
    const values = rule === undefined ? {} : Object.fromEntries(provenanceOf(rule).map(({ field, value }) => [field, value]));
    expect(values).toMatchObject(wanted);
  });

  const loose = 'A child may only tighten; the one legal exception is a waiver.';
  test.each([
    ['severity: info', `policies/sales.yaml:4:39 ./sales.yaml loosens acme-core/SEC-001: severity would go from warning to info. ${loose} (policies/acme-core.yaml: ./acme-core.yaml says warning here.)`],
    ['enforcement: advisory', `policies/sales.yaml:4:39 ./sales.yaml loosens acme-core/SEC-001: enforcement would go from soft-mandatory to advisory. ${loose} (policies/acme-core.yaml: ./acme-core.yaml says soft-mandatory here.)`],
    ['stage: audit', `policies/sales.yaml:4:39 ./sales.yaml loosens acme-core/SEC-001: stage would go from grace to audit. ${loose} (policies/acme-core.yaml: ./acme-core.yaml says grace here.)`],
    ['stage: retired', `policies/sales.yaml:4:39 ./sales.yaml loosens acme-core/SEC-001: stage would go from grace to retired. ${loose} (policies/acme-core.yaml: ./acme-core.yaml says grace here.)`],
    ['effectiveFrom: 2027-03-02', `policies/sales.yaml:4:39 ./sales.yaml loosens acme-core/SEC-001: effectiveFrom would go from 2027-03-01 to 2027-03-02. ${loose} (policies/acme-core.yaml: ./acme-core.yaml says 2027-03-01 here.)`],
    ['params: {least: 2}', `policies/sales.yaml:4:48 ./sales.yaml loosens acme-core/SEC-001: the parameter least would go from 3 to 2. It may only become higher. ${loose} (policies/acme-core.yaml: ./acme-core.yaml says 3 here.)`],
    ['params: {most: 8 years}', `policies/sales.yaml:4:48 ./sales.yaml loosens acme-core/SEC-001: the parameter most would go from 7 years to 8 years. It may only become lower. ${loose} (policies/acme-core.yaml: ./acme-core.yaml says 7 years here.)`],
    ['params: {scale: [public, x]}', `policies/sales.yaml:4:48 ./sales.yaml loosens acme-core/SEC-001: the parameter scale would go from ["public","internal","secret"] to ["public","x"]. It may only become a subset of what it is. ${loose} (policies/acme-core.yaml: ./acme-core.yaml says ["public","internal","secret"] here.)`],
    ['params: {must: [b]}', `policies/sales.yaml:4:48 ./sales.yaml loosens acme-core/SEC-001: the parameter must would go from ["a"] to ["b"]. It may only become a superset of what it is. ${loose} (policies/acme-core.yaml: ./acme-core.yaml says ["a"] here.)`],
    ['params: {fixed: 2}', `policies/sales.yaml:4:48 ./sales.yaml loosens acme-core/SEC-001: the parameter fixed would go from 1 to 2. Its pack lets nobody change it. ${loose} (policies/acme-core.yaml: ./acme-core.yaml says 1 here.)`],
    ['params: {lest: 5}', 'policies/sales.yaml:4:48 acme-core/SEC-001 has no parameter lest. Did you mean least?'],
    ['params: {least: many}', 'policies/sales.yaml:4:48 A parameter that is tightened by higher is a number, a duration with its unit or a date.'],
  ])('may not loosen: %s', (text, problem) => {
    expect(problemsOf([node(override(text), node(core))])).toEqual([problem]);
  });

  test('names rules that exist', () => {
    expect(problemsOf([node(named({ name: 'sales', extra: 'overrides: [{rule: acme-core/SEC-01, severity: error}]\n' }), node(core))])).toEqual(['policies/sales.yaml:4:14 No pack that is extended here has the rule acme-core/SEC-01. Did you mean acme-core/SEC-001, acme-core/OLD-001?']);
    expect(problemsOf([node(override('severity: error'))])).toEqual(['policies/sales.yaml:4:14 No pack that is extended here has the rule acme-core/SEC-001.']);
  });

  test('may name a rule that was retired meanwhile', () => {
    expect(problemsOf([node(named({ name: 'sales', extra: 'overrides: [{rule: acme-core/OLD-001, severity: error}]\n' }), node(core))])).toEqual([]);
  });
});

test('dp.yaml tightens what its packs say, and an outer dp.yaml what an inner one inherits', () => {
  const at = { document: document('shop/dp.yaml', 'policies:\n  overrides: [{rule: acme-core/SEC-001}]\n'), pointer: '/policies/overrides/0' };
  const reference = (weight: Partial<RuleReference>): RuleReference => ({ rule: 'acme-core/SEC-001', severity: undefined, enforcement: undefined, stage: undefined, effectiveFrom: undefined, params: new Map(), at, ...weight });
  const outer: PolicyLayer = { origin: 'dp.yaml', roots: [node(core)], overrides: [reference({ enforcement: 'hard-mandatory' })] };
  const inner = (weight: Partial<RuleReference>): PolicyLayer => ({ origin: 'shop/dp.yaml', roots: [], overrides: [reference(weight)] });
  const good = effectivePolicies([outer, inner({ severity: 'error' })], noCatalogue);
  const rule = good.ok ? good.policies.rules.get('acme-core/SEC-001') : undefined;
  expect([rule?.severity.value, rule?.enforcement.value]).toEqual(['error', 'hard-mandatory']);
  const bad = effectivePolicies([outer, inner({ enforcement: 'soft-mandatory' })], noCatalogue);
  expect(bad.ok ? [] : bad.problems.map(({ message }) => message)).toEqual(['shop/dp.yaml loosens acme-core/SEC-001: enforcement would go from hard-mandatory to soft-mandatory. A child may only tighten; the one legal exception is a waiver.']);
});

test('every value remembers who said it', () => {
  const sales = override('severity: error, params: {least: 5}');
  const shop = named({ name: 'shop', extra: 'overrides: [{rule: acme-core/SEC-001, params: {least: 6}}]\n' });
  const rule = effective([node(shop, node(sales, node(core)))]).rules.get('acme-core/SEC-001');
  const lines = rule === undefined ? [] : provenanceOf(rule).filter(({ field }) => field === 'severity' || field === 'params.least' || field === 'stage');
  expect(lines).toEqual([
    { field: 'severity', value: 'error', origin: './sales.yaml', place: 'policies/sales.yaml:4:39', before: [{ value: 'warning', origin: './acme-core.yaml' }] },
    { field: 'stage', value: 'grace', origin: './acme-core.yaml', place: 'policies/acme-core.yaml:5:5', before: [] },
    { field: 'params.least', value: 6, origin: './shop.yaml', place: 'policies/shop.yaml:4:48', before: [{ value: 5, origin: './sales.yaml' }, { value: 3, origin: './acme-core.yaml' }] },
  ]);
});

describe('a rule in several packs', () => {
  const catalogue = named({ name: 'dp', rules: '- {id: OWN-1, title: Owned, severity: error, enforcement: hard-mandatory, for: product, must: {team.name: {present: true}}, params: {days: {value: 90, tighten: lower}}}' });

  function named({ name, rules = '', extra = '' }: Named): PolicyPack {
    const text = `apiVersion: dp/v1\nkind: PolicyPack\nmetadata: {name: ${name}, version: 1.0.0}\n${extra}${rules === '' ? '' : `rules:\n  ${rules}\n`}`;
    return pack(text, { origin: `dp:${name}`, isBuiltIn: true, main: document(`policies/${name}.yaml`, text) });
  }
  const select = (name: string, weight: string): PolicyPack => named({ name, extra: `select: [{rule: dp/OWN-1${weight}}]\n` });

  test('runs once, the strictest way', () => {
    const policies = effective([node(select('starter', ', severity: info, enforcement: advisory, stage: audit, effectiveFrom: 2027-01-01')), node(select('more', ', severity: warning, enforcement: soft-mandatory, params: {days: 30}'))], { catalogue });
    expect(rulesInForce(policies).map(({ rule, severity, enforcement, stage, effectiveFrom, params, activatedBy }) => [rule.name, severity.value, enforcement.value, stage.value, effectiveFrom.value, params.get('days')?.value, activatedBy])).toEqual([
      ['dp/OWN-1', 'warning', 'soft-mandatory', 'enforced', undefined, 30, ['dp:starter', 'dp:more']],
    ]);
  });

  test('is taken out of the catalogue with any weight, and only tightened from there on', () => {
    expect(problemsOf([node(named({ name: 'child', extra: 'overrides: [{rule: dp/OWN-1, enforcement: soft-mandatory}]\n' }), node(select('starter', ', enforcement: advisory')))], { catalogue })).toEqual([]);
    expect(problemsOf([node(named({ name: 'child', extra: 'overrides: [{rule: dp/OWN-1, enforcement: advisory}]\n' }), node(select('starter', '')))], { catalogue })[0]).toContain('enforcement would go from hard-mandatory to advisory');
  });

  test('that the catalogue has not is a problem', () => {
    expect(problemsOf([node(named({ name: 'starter', extra: 'select: [{rule: dp/OWN-2}]\n' }))], { catalogue })).toEqual(["policies/starter.yaml:4:11 dp's catalogue has no rule dp/OWN-2. Did you mean dp/OWN-1?"]);
    expect(problemsOf([node(select('starter', ', params: {weeks: 1}'))], { catalogue })).toEqual(['policies/starter.yaml:4:36 dp/OWN-1 has no parameter weeks. It has days.']);
  });

  test('reached over two ways is one rule', () => {
    const shared = node(core);
    expect(rulesInForce(effective([node(override('severity: error'), shared), node(named({ name: 'other' }), shared)])).map(({ rule }) => rule.name)).toEqual(['acme-core/SEC-001']);
  });

  test('of two versions of one pack is a problem', () => {
    const text = 'apiVersion: dp/v1\nkind: PolicyPack\nmetadata: {name: acme-core, version: 2.0.0}\n';
    const newer = pack(text, { origin: 'git+https://git.acme.example/g.git@2.0.0', main: document('cache/acme-core.yaml', text) });
    expect(problemsOf([node(core), node(newer)])).toEqual(['cache/acme-core.yaml:3:12 git+https://git.acme.example/g.git@2.0.0 and ./acme-core.yaml are both called acme-core (2.0.0 and 1.0.0) and differ: one of them only can be in force. (policies/acme-core.yaml: The other one is called so here.)']);
  });
});

describe('the vocabulary', () => {
  const rules = '- {id: R-1, title: A rule, for: columns, must: {custom.masking: {present: true}}}';
  const maps = (name: string, vocabulary: string, own = ''): PolicyPack => named({ name, rules: own, extra: `vocabulary: ${vocabulary}\n` });

  test('of one pack holds for the rules of all', () => {
    const catalogue = { ...named({ name: 'x', rules }), name: 'dp', isBuiltIn: true, origin: 'dp:gdpr' };
    const policies = compiled(effective([node(catalogue), node(maps('acme-core', '{masking: maskingPolicy}'))]));
    const contract = '{id: a, schema: [{name: t, properties: [{name: a, customProperties: [{property: maskingPolicy, value: hash}]}, {name: b}]}]}';
    expect(judgeBy(policies, unit(undefined, contract)).drafts.map(({ subject }) => subject.path)).toEqual(['schema[name=t].properties[name=b]']);
  });

  test('is not changed under the hands of a pack that comes first', () => {
    expect(problemsOf([node(maps('sales', '{masking: other}'), node(maps('acme-core', '{masking: maskingPolicy}')))])).toEqual(['policies/sales.yaml:4:14 ./sales.yaml maps custom.masking otherwise than ./acme-core.yaml, whose rules would read other facts. (policies/acme-core.yaml: ./acme-core.yaml maps it here.)']);
    expect(problemsOf([node(maps('sales', '{masking: other}'), node(named({ name: 'acme-core', rules })))])).toEqual(['policies/sales.yaml:4:14 ./sales.yaml maps custom.masking otherwise than ./acme-core.yaml, whose rules would read other facts. (policies/acme-core.yaml: Rules of ./acme-core.yaml read the property masking itself.)']);
    expect(problemsOf([node(maps('sales', '{masking: maskingPolicy}'), node(maps('acme-core', '{masking: maskingPolicy}')))])).toEqual([]);
  });

  test('has no entry that no rule uses', () => {
    expect(problemsOf([node(maps('acme-core', '{costCenter: cc}'))])).toEqual(['policies/acme-core.yaml:4:14 The vocabulary entry costCenter is used by no rule: write custom.costCenter in one, or remove it.']);
    expect(problemsOf([node(maps('acme-core', '{costCenter: cc}', '- {id: R-1, title: A rule, for: product, must: {custom.costCenter: {present: true}}}'))])).toEqual([]);
    expect(problemsOf([node(named({ name: 'sales', rules: '- {id: R-1, title: A rule, for: product, must: {custom.costCenter: {present: true}}}' }), node(maps('acme-core', '{costCenter: cc}')))])).toEqual([]);
  });

  test('is held against names of packs further in: a near miss is a mistake', () => {
    const child = named({ name: 'sales', extra: 'extends: [./acme-core.yaml]\n', rules: '- {id: R-1, title: A rule, for: product, must: {custom.costCentre: {present: true}, custom.costCenter: {present: true}}}' });
    const result = compilePolicies(effective([node(child, node(maps('acme-core', '{costCenter: cc}')))]));
    expect(result.ok ? [] : described(result.problems)).toEqual(['6:51 custom.costCentre is not in the vocabulary. Did you mean custom.costCenter? If not, add `costCentre: costCentre` to the vocabulary.']);
  });
});

test('a shared term is defined once', () => {
  const terms = (name: string, type: string): PolicyPack => named({ name, extra: `definitions: [{name: customer_id, logicalType: ${type}}]\n` });
  expect(problemsOf([node(terms('sales', 'integer'), node(terms('acme-core', 'string')))])).toEqual(['policies/sales.yaml:4:15 The term customer_id is defined otherwise by a pack that comes first. (policies/acme-core.yaml: It is defined here.)']);
  expect(effective([node(terms('sales', 'string'), node(terms('acme-core', 'string')))]).definitions.length).toBe(1);
});

test('more rules than any set of packs has are refused', () => {
  const [first] = core.rules;
  if (first === undefined) throw new Error('a rule was expected');
  const many = { ...core, rules: Array.from({ length: 100_000 }, (_unused, index) => ({ ...first, id: `R-${String(index)}`, name: `acme-core/R-${String(index)}` })) };
  expect(problemsOf([node(many)])).toEqual([`policies/acme-core.yaml:4:1 100000 rules would be in force; ${String(mostEffectiveRules)} is the limit.`]);
});

test('a child pack can only add findings, and never make one milder', () => {
  const words = ['public', 'internal', 'confidential'] as const;
  const weights = fc.record({ severity: fc.constantFrom('info', 'warning', 'error'), enforcement: fc.constantFrom('advisory', 'soft-mandatory', 'hard-mandatory'), stage: fc.constantFrom('audit', 'grace', 'enforced'), day: fc.constantFrom('2026-01-01', '2026-12-01', '2027-06-01', undefined) });
  const parents = fc.record({ weight: weights, least: fc.integer({ min: 0, max: 12 }), scale: fc.subarray([...words], { minLength: 1 }) });
  const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 2 });
  const tighter = fc.record({ severity: some(['warning', 'error']), enforcement: some(['soft-mandatory', 'hard-mandatory']), stage: some(['grace', 'enforced']), effectiveFrom: some(['2026-01-01', '2026-12-01']) });
  const children = fc.record({ weight: tighter, least: fc.option(fc.integer({ min: 0, max: 14 })), scale: fc.option(fc.subarray([...words], { minLength: 1 })), own: fc.boolean() });
  const columns = fc.array(fc.record({ description: fc.string({ maxLength: 14, unit: fc.constantFrom('a', 'b', ' ') }), classification: fc.option(fc.constantFrom(...words)) }), { minLength: 1, maxLength: 4 });
  const text = (weight: { severity: string; enforcement: string; stage: string; day: string | undefined }): string => `severity: ${weight.severity}, enforcement: ${weight.enforcement}, stage: ${weight.stage}${weight.day === undefined ? '' : `, effectiveFrom: ${weight.day}`}`;
  const strength = { info: 0, warning: 1, error: 2, advisory: 0, 'soft-mandatory': 1, 'hard-mandatory': 2 } as const;
  let judged = 0;
  fc.assert(
    fc.property(parents, children, columns, (parent, child, given) => {
      const base = named({ name: 'acme-core', rules: `- {id: R-1, title: A rule, ${text(parent.weight)}, for: columns, must: {description: {minLength: "{{params.least}}"}, classification: {optional: true, in: "{{params.scale}}"}}, params: {least: {value: ${String(parent.least)}, tighten: higher}, scale: {value: [${parent.scale.join(', ')}], tighten: subset}}}` });
      const parts = [...Object.entries(child.weight).map(([key, value]) => (value === null ? '' : `${key}: ${value}`)), child.least === null && child.scale === null ? '' : `params: {${[child.least === null ? '' : `least: ${String(child.least)}`, child.scale === null ? '' : `scale: [${child.scale.join(', ')}]`].filter((part) => part !== '').join(', ')}}`].filter((part) => part !== '');
      const extended = named({ name: 'sales', extra: parts.length === 0 ? '' : `overrides: [{rule: acme-core/R-1, ${parts.join(', ')}}]\n`, rules: child.own ? '- {id: S-1, title: Own, for: columns, must: {classification: {present: true}}}' : '' });
      const reading = effectivePolicies([{ origin: 'dp.yaml', roots: [node(extended, node(base))], overrides: [] }], noCatalogue);
      if (!reading.ok) return;
      judged += 1;
      const contract = JSON.stringify({ id: 'orders-v1', schema: [{ name: 'orders', properties: given.map(({ description, classification }, index) => ({ name: `c${String(index)}`, description, ...(classification === null ? {} : { classification }) })) }] });
      const before = findings(judgeBy(compiled(effective([node(base)])), unit(undefined, contract)));
      const after = findings(judgeBy(compiled(reading.policies), unit(undefined, contract)));
      for (const finding of before) {
        const same = after.find(({ fingerprint }) => fingerprint === finding.fingerprint);
        expect(same).toBeDefined();
        expect(strength[same?.severity ?? 'info']).toBeGreaterThanOrEqual(strength[finding.severity]);
        expect(strength[same?.policy?.enforcement ?? 'advisory']).toBeGreaterThanOrEqual(strength[finding.policy?.enforcement ?? 'advisory']);
      }
    }),
    { numRuns: 600, seed: 23 },
  );
  expect(judged).toBeGreaterThan(100);
});
