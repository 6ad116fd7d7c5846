import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listPathsOf } from '../../src/core/policy/pack/read-files.ts';
import { mostRules } from '../../src/core/policy/pack/read-pack.ts';
import { document, pack, packText, problemsOf } from './support.ts';

const rule = `
- id: SEC-001
  title: Confidential columns are protected
  area: security
  why: They are copied.
  severity: error
  enforcement: soft-mandatory
  stage: enforced
  effectiveFrom: 2027-03-01
  appliesTo: {kind: contract, status: [active], when: {domain: {notIn: [sandbox]}}}
  for: columns
  when: {classification: {in: [confidential, restricted]}}
  must:
    anyOf:
      - {encryptedName: {present: true}}
      - {custom.masking: {present: true}}
  message: "Column {{name}} of {{table.name}} is {{classification}}."
  fix: {hint: "Mask {{name}} by {{params.day}}.", set: {classification: secret}}
  params: {day: {value: 2027-01-01, tighten: lower, description: By when}}
  maps: [GDPR-32]
  tests:
    - {name: fails, given: {schema: []}, today: 2026-11-22, expect: [{at: "schema[name=t]", message: Too bad}]}
`;
const extra = 'extends: ["dp:starter"]\nvocabulary: {masking: maskingPolicy}\nparams: {years: {value: 7, tighten: lower}}\nwaivers: {approvers: [dpo@acme.example], maxDays: 90}\noverrides: [{rule: dp/OWN-002, enforcement: soft-mandatory, params: {a: 1}}]\n';
const good = packText(rule, extra);

test('a pack that uses every key of the format has no problems', () => {
  expect(problemsOf(good)).toEqual([]);
});

test('what a pack says is read', () => {
  const read = pack(good);
  expect({ name: read.name, version: read.version, waivers: read.waivers, extends: read.extends.map(({ reference }) => reference) }).toEqual({
    name: 'acme',
    version: '1.0.0',
    waivers: { approvers: ['dpo@acme.example'], maxDays: 90 },
    extends: ['dp:starter'],
  });
  expect(read.rules.map(({ name, title, severity, enforcement, stage, effectiveFrom, statuses, targets, maps }) => ({ name, title, severity, enforcement, stage, effectiveFrom, statuses, targets, maps }))).toEqual([
    { name: 'acme/SEC-001', title: 'Confidential columns are protected', severity: 'error', enforcement: 'soft-mandatory', stage: 'enforced', effectiveFrom: '2027-03-01', statuses: ['active'], targets: ['columns'], maps: ['GDPR-32'] },
  ]);
  expect([...read.customNames]).toEqual(['masking']);
});

interface Mistake {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly problem: string;
}

const mistakes: readonly Mistake[] = [
  { what: 'a key of the pack', from: 'vocabulary:', to: 'vocabluary:', problem: '5:1 A policy pack has no key vocabluary. Did you mean vocabulary?' },
  { what: 'a key of a rule', from: 'appliesTo:', to: 'appliesto:', problem: '18:5 A rule has no key appliesto. Did you mean appliesTo?' },
  { what: 'a key of appliesTo', from: 'status: [active]', to: 'state: [active]', problem: '18:33 AppliesTo has no key state. Did you mean status?' },
  { what: 'a target', from: 'for: columns', to: 'for: column', problem: '19:5 There is no target column. Did you mean columns?' },
  { what: "a key of the documents in a target's place", from: 'for: columns', to: 'for: properties', problem: '19:5 There is no target properties. Did you mean columns?' },
  { what: 'a field in when', from: 'when: {classification:', to: 'when: {clasification:', problem: '20:12 A column has no field clasification. Did you mean classification?' },
  { what: 'a field in must', from: 'encryptedName:', to: 'encryptedname:', problem: '23:12 A column has no field encryptedname. Did you mean encryptedName?' },
  { what: 'a field in appliesTo', from: '{domain:', to: '{domian:', problem: '18:58 A contract has no field domian. Did you mean domain?' },
  { what: 'an assertion', from: '{encryptedName: {present: true}}', to: '{encryptedName: {presnet: true}}', problem: '23:28 There is no assertion presnet. Did you mean present?' },
  { what: 'a join', from: 'anyOf:', to: 'anyof:', problem: '22:7 A column has no field anyof. It has id, name, physicalName' },
  { what: 'a field in the message', from: '{{classification}}', to: '{{clasification}}', problem: '25:14 A column has no field clasification. Did you mean classification?' },
  { what: 'a field of another thing in the message', from: '{{table.name}}', to: '{{tables.name}}', problem: '25:14 A column may have several of these' },
  { what: 'a parameter in the hint', from: '{{params.day}}', to: '{{params.days}}', problem: '26:17 There is no parameter days. Did you mean day?' },
  { what: 'a field to set', from: 'set: {classification:', to: 'set: {classifcation:', problem: '26:59 A column has no field classifcation. Did you mean classification?' },
  { what: 'a severity', from: 'severity: error', to: 'severity: fatal', problem: '14:5 severity must be one of info, warning, error.' },
  { what: 'an enforcement', from: 'enforcement: soft-mandatory\n', to: 'enforcement: soft_mandatory\n', problem: '15:5 enforcement must be one of advisory, soft-mandatory, hard-mandatory. Did you mean soft-mandatory, hard-mandatory?' },
  { what: 'a stage', from: 'stage: enforced', to: 'stage: enforce', problem: '16:5 stage must be one of draft, audit, grace, enforced, retired. Did you mean enforced?' },
  { what: 'a date', from: 'effectiveFrom: 2027-03-01', to: 'effectiveFrom: 2027-02-30', problem: '17:5 effectiveFrom must be a day of the calendar as YYYY-MM-DD; 2027-02-30 is none.' },
  { what: 'a status', from: 'status: [active]', to: 'status: [actve]', problem: '18:42 There is no status actve. Did you mean active?' },
  { what: 'a kind', from: 'kind: contract', to: 'kind: contrat', problem: '18:17 kind must be one of product, contract. Did you mean contract?' },
  { what: 'a direction', from: 'tighten: lower, description', to: 'tighten: down, description', problem: '27:39 tighten must be one of lower, higher, subset, superset.' },
  { what: 'a parameter that cannot be lower', from: 'value: 2027-01-01', to: 'value: [a]', problem: '27:20 A parameter that is tightened by lower is a number, a duration with its unit or a date.' },
  { what: 'an id', from: 'id: SEC-001', to: 'id: SEC 001', problem: '10:9 SEC 001 is no id of a rule: letters, digits and hyphens only.' },
  { what: 'a waiver setting', from: 'maxDays: 90', to: 'maxdays: 90', problem: '7:42 Waivers has no key maxdays. Did you mean maxDays?' },
  { what: 'the length of waivers', from: 'maxDays: 90', to: 'maxDays: 0', problem: '7:42 maxDays must be a whole number of at least 1.' },
  { what: 'an override', from: 'rule: dp/OWN-002', to: 'rules: dp/OWN-002', problem: '8:14 An override has no key rules. Did you mean rule?' },
  { what: 'the name of a rule in an override', from: 'rule: dp/OWN-002', to: 'rule: OWN-002', problem: '8:20 OWN-002 is no name of a rule: write <pack>/<id>, such as dp/OWN-002.' },
  { what: 'the name of the pack', from: 'name: acme', to: 'name: Acme Core', problem: '3:18 Acme Core is no name of a pack' },
  { what: "dp's own name", from: 'name: acme', to: 'name: dp', problem: '3:18 The name dp belongs to the packs that ship with dp.' },
  { what: 'the version of the pack', from: 'version: 1.0.0', to: 'version: "1.0"', problem: '3:33 1.0 is no semantic version, such as 1.0.0.' },
  { what: 'the format', from: 'dp/v1', to: 'dp/v2', problem: '1:1 The file was written by a newer dp (dp/v2); this one reads dp/v1.' },
  { what: 'the kind of file', from: 'kind: PolicyPack', to: 'kind: PolicyPacks', problem: '2:1 kind must be PolicyPack.' },
  { what: 'an example', from: 'expect: [', to: 'expects: [', problem: '30:63 An example has no key expects. Did you mean expect?' },
  { what: 'an expectation', from: '{at: ', to: '{path: ', problem: '30:73 An expected finding has no key path.' },
];

test.each(mistakes)('$what that is wrong is reported where it stands', ({ from, to, problem }) => {
  expect(good.includes(from)).toBe(true);
  const problems = problemsOf(good.replace(from, to));
  expect(problems.some((line) => line.startsWith(problem)), problems.join('\n')).toBe(true);
});

test('a letter too many or too few in any name of the language never passes', () => {
  // A pack that extends others is asked about custom.<name> when those are known: see the test on inheritance.
  const lines = packText(rule, extra.replace(/^(?:extends|overrides):.*\n/gmu, '')).split('\n');
  const words = lines.flatMap((line, index) => [...line.matchAll(/[A-Za-z][A-Za-z.]*(?=\}\}|:(?: |$))|(?<=for: )[a-z]+/gu)].map((match) => ({ index, at: match.index, word: match[0] })));
  // What follows `given:`, `params:` and the like is the author's own.
  const own = new Set(['day', 'years', 'a', 'masking', 'schema', 'secret']);
  const names = words.filter(({ word, index, at }) => !own.has(word) && lines[index]?.slice(0, at).endsWith('By ') !== true);
  expect(names.length).toBeGreaterThan(40);
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(), fc.boolean(), ({ index, at, word }, position, isLonger) => {
      const cut = position % word.length;
      const misspelt = isLonger ? `${word.slice(0, cut)}q${word.slice(cut)}` : `${word.slice(0, cut)}${word.slice(cut + 1)}`;
      if (misspelt === word || misspelt === '') return;
      const line = lines[index] ?? '';
      const text = lines.with(index, `${line.slice(0, at)}${misspelt}${line.slice(at + word.length)}`).join('\n');
      expect(problemsOf(text), `${word} → ${misspelt}`).not.toEqual([]);
    }),
    { numRuns: 400, seed: 17 },
  );
});

describe('a rule', () => {
  const one = (text: string): string[] => problemsOf(packText(`- {id: R-1, title: A rule, ${text}}`)).map((line) => line.replace(/^\S+ /u, ''));

  test('has either must or check', () => {
    expect(one('for: columns')).toEqual(['A rule needs must (what has to hold) or check (a built-in check).']);
    expect(one('for: columns, must: {name: {present: true}}, check: {name: no-secrets}')).toContain('A rule has either must or check, not both.');
    expect(one('must: {name: {present: true}}')).toEqual(['A rule with must needs for: what it looks at, such as columns.']);
  });

  test('needs an id and a title', () => {
    expect(problemsOf(packText('- {for: product, must: {name: {present: true}}}'))).toEqual(['5:5 A rule needs id.', '5:5 A rule needs title.']);
  });

  test('names a check that exists, with parameters that it has', () => {
    expect(one('check: {name: no-secret}')).toEqual(['There is no built-in check no-secret. Did you mean no-secrets?']);
    expect(one('check: {name: no-secrets, alow: [a]}')).toEqual(['The check no-secrets has no parameter alow. Did you mean allow?']);
    expect(one('check: {name: no-secrets, allow: 1}')).toEqual(['allow must be a list of texts: texts that are no secrets, though they look like one.']);
    expect(one('check: {name: no-secrets}, for: columns')).toEqual(['The check no-secrets cannot look at columns: it looks at product or contract.']);
    expect(one('check: {name: different-people, first: "(?=x)"}')).toEqual(['RE2 refuses the pattern (?=x): it has no look-ahead and look-behind.']);
    expect(one('check: {name: covers-dimensions, dimensions: [accurracy]}')).toEqual(['There is no dimension accurracy. Did you mean accuracy?']);
    expect(one('check: {name: no-secrets}, message: "{{wat}}"')[0]).toBe('The message cannot say {{wat}}. Did you mean what?');
    expect(one('check: [no-secrets]')[0]).toBe('check is a mapping with the name of a built-in check and its parameters.');
  });

  test('uses parameters that it has', () => {
    expect(one('for: contract, must: {sla.retention: {atMost: "{{params.maxYear}} years"}}, params: {maxYears: {value: 7}}')).toEqual(['There is no parameter maxYear. Did you mean params.maxYears?']);
    expect(one('for: contract, must: {sla.retention: {atMost: "{{maxYears}} years"}}, params: {maxYears: {value: 7}}')).toEqual(['{{maxYears}} cannot stand here: an assertion may use {{params.<name>}}; to compare with another field there is sameAs.']);
    expect(one('for: contract, must: {sla.retention: {atMost: "{{params.maxYears}} years"}}, params: {maxYears: {value: many}}')).toEqual(['atMost takes a duration with its unit, such as 7 years or 15 min; for plain numbers there are min and max.']);
    expect(one('for: contract, must: {name: {in: "{{params.names}}"}}, params: {names: {value: [a, b], tighten: subset}}')).toEqual([]);
    expect(one('for: contract, must: {name: {in: "{{params.names}}"}}, params: {names: {value: null, tighten: subset}}')).toEqual([]);
    expect(one('for: contract, must: {name: {present: true}}, params: {names: {tighten: subset}}')).toEqual(['The parameter names needs a value; null says that it is not set yet.']);
  });

  test('has a pattern that RE2 takes, of a sensible size', () => {
    expect(one('for: product, must: {name: {pattern: "(a"}}')).toEqual(['RE2 refuses the pattern (a: missing closing ): `(a`.']);
    expect(one('for: product, must: {name: {pattern: "(a)\\\\1"}}')).toEqual(['RE2 refuses the pattern (a)\\1: invalid escape sequence: `\\1`.']);
    expect(one('for: product, must: {name: {pattern: "a(?!b)"}}')).toEqual(['RE2 refuses the pattern a(?!b): it has no look-ahead and look-behind.']);
    expect(one('for: product, must: {name: {pattern: "(a?){1000}a{1000}"}}')).toEqual(['The pattern (a?){1000}a{1000} is too large once its repetitions are written out (5002 steps; 1000 is the limit).']);
    expect(one(`for: product, must: {name: {pattern: ${'a'.repeat(1001)}}}`)).toEqual(['The pattern has 1001 characters; 1000 is the limit.']);
  });

  test('is not nested deeper than people write', () => {
    const deep = `${'{not: '.repeat(30)}{name: {present: true}}${'}'.repeat(30)}`;
    expect(one(`for: product, must: ${deep}`)).toEqual(['Assertions are nested more than 20 deep.']);
  });
});

describe('a rule that nothing can meet', () => {
  const unreachable = (text: string): string | undefined =>
    problemsOf(packText(`- {id: R-1, title: A rule, must: {name: {present: true}}, ${text}}`))
      .map((line) => line.replace(/^\S+ Nothing can meet this rule: /u, ''))
      .at(0);

  test.each([
    ['for: columns, when: {description: {present: true, absent: true}}', 'columns.description would have to be both present and absent.'],
    ['for: columns, when: {allOf: [{classification: {equals: public}}, {classification: {equals: secret}}]}', 'no value of columns.classification is left by what is asked of it.'],
    ['for: columns, when: {classification: {in: [public], notIn: [public, internal]}}', 'no value of columns.classification is left by what is asked of it.'],
    ['for: columns, when: {classification: {equals: public, not: {in: [public]}}}', 'no value of columns.classification is left by what is asked of it.'],
    ['for: contract, appliesTo: {status: [active]}, when: {status: {equals: draft}}', 'no value of contract.status is left by what is asked of it.'],
    ['for: columns, appliesTo: {status: [active]}, when: {contract.status: {equals: draft}}', 'no value of contract.status is left by what is asked of it.'],
    ['for: columns, appliesTo: {when: {domain: {equals: sales}}}, when: {domain: {notIn: [sales]}}', 'no value of contract.domain is left by what is asked of it.'],
    ['for: columns, when: {primaryKeyPosition: {min: 3, max: 2}}', 'the number of columns.primaryKeyPosition would have to be at least 3 and at most 2.'],
    ['for: columns, when: {description: {minLength: 5, maxLength: 4}}', 'the length of columns.description would have to be at least 5 and at most 4.'],
    ['for: members, when: {dateOut: {after: today, before: today}}', 'the day from today of members.dateOut would have to be at least 1 and at most -1.'],
    ['for: columns, when: {primaryKey: {equals: true}, anyOf: [{primaryKey: {equals: false}}, {name: {present: true, absent: true}}]}', 'every branch of anyOf contradicts: no value of columns.primaryKey is left by what is asked of it.'],
    ['for: columns, when: {description: {equals: a}, not: {description: {present: true}}}', 'columns.description would have to be both present and absent.'],
    ['for: columns, appliesTo: {kind: product}', 'a product has no columns of its own.'],
    ['for: [tables, slas], appliesTo: {kind: product}', 'a product has no tables and no slas of its own.'],
  ])('%s: %s', (text, problem) => {
    expect(unreachable(text)).toBe(problem);
  });

  test.each([
    'for: columns, when: {classification: {in: [public, internal], notIn: [public]}}',
    'for: columns, when: {anyOf: [{classification: {equals: public}}, {classification: {equals: secret}}]}',
    'for: [product, contract], appliesTo: {kind: product}',
    'for: columns, when: {name: {equals: a}, table.name: {equals: b}}',
    'for: contract, when: {sla.retention: {atLeast: 5 years}, custom.region: {equals: EU}}',
    'for: columns, when: {description: {optional: true, equals: a}, not: {description: {present: true}}}',
    'for: contract, appliesTo: {status: [active]}, when: {status: {in: "{{params.states}}"}}, params: {states: {value: [active]}}',
  ])('%s is none', (text) => {
    expect(unreachable(text)).toBeUndefined();
  });
});

describe('ids', () => {
  const ruleOf = (id: string, more = ''): string => `- {id: ${id}, title: A rule, for: product, must: {name: {present: true}}${more}}`;

  test('stand once in a pack', () => {
    expect(problemsOf(packText(`${ruleOf('R-1')}\n${ruleOf('R-1')}`))).toEqual(['6:6 R-1 is the id of another rule, too.']);
  });

  test('of retired rules are tombstones', () => {
    expect(problemsOf(packText(`- {id: R-1, title: An old rule, stage: retired}\n${ruleOf('R-2')}`))).toEqual([]);
    expect(problemsOf(packText(`- {id: R-1, title: An old rule, stage: retired}\n${ruleOf('R-1')}`))).toEqual(['6:6 R-1 is the id of a retired rule; ids are never used again.']);
  });

  test('of a file in rules/ belong to the same list', () => {
    const rules = [document('policies/rules/more.yaml', `apiVersion: dp/v1\nkind: PolicyRules\nrules:\n  ${ruleOf('R-1')}\n`)];
    expect(problemsOf(packText(ruleOf('R-2')), { rules })).toEqual([]);
    expect(problemsOf(packText(ruleOf('R-1')), { rules })).toEqual(['4:6 R-1 is the id of another rule, too.']);
    expect(pack(packText(ruleOf('R-2')), { rules }).rules.map(({ name }) => name)).toEqual(['acme/R-2', 'acme/R-1']);
  });
});

describe('lists and definitions', () => {
  test('are checked for what they are', () => {
    const lists = new Map([['lists/domains.yaml', document('policies/lists/domains.yaml', '- sales\n- {a: 1}\n')]]);
    expect(problemsOf(packText('- {id: R-1, title: A rule, for: product, must: {domain: {oneOfList: lists/domains.yaml}}}'), { lists })).toContain('1:1 lists/domains.yaml must be a list of values.');
    expect(problemsOf(packText('', 'lists: {domains: []}\n'))).toEqual(['4:9 domains must be a list of values.']);
  });

  test('can stand in the pack itself or beside it', () => {
    const lists = new Map([['lists/domains.yaml', document('policies/lists/domains.yaml', '- sales\n- logistics\n')]]);
    expect(problemsOf(packText('- {id: R-1, title: A rule, for: product, must: {domain: {oneOfList: lists/domains.yaml}, tenant: {oneOfList: tenants}}}', 'lists: {tenants: [acme]}\n'), { lists })).toEqual([]);
  });

  test('leave the pack by no path', () => {
    const rules = (path: string) => [document('p.yaml', `rules: [{must: {domain: {oneOfList: "${path}"}}}]`)];
    expect(['lists/domains.yaml', '../domains.yaml', '/etc/domains.yaml', 'lists/../../x.yaml', 'C:/x.yaml', 'a\\\\b.yaml', './x.yaml', 'domains'].flatMap((path) => listPathsOf(rules(path)))).toEqual(['lists/domains.yaml']);
    expect(problemsOf(packText('- {id: R-1, title: A rule, for: product, must: {domain: {oneOfList: ../domains.yaml}}}'))).toEqual(['5:71 The pack has no list ../domains.yaml.']);
  });

  test('definitions name each term once', () => {
    const definitions = [document('policies/definitions/customer.yaml', 'apiVersion: dp/v1\nkind: Definitions\ndefinitions:\n  - {name: customer_id, aliases: [cust_id], logicalType: strng}\n  - {name: cust_id}\n')];
    expect(problemsOf(packText(''), { definitions })).toEqual(['4:45 logicalType must be one of string, date, timestamp, time, number, integer, object, array, boolean, map, vector. Did you mean string?', '5:5 The term cust_id is defined twice.']);
    expect(problemsOf(packText('', 'definitions: [{name: customer_id, logicalTyp: string}]\n'))).toEqual(['4:35 A definition has no key logicalTyp. Did you mean logicalType?']);
  });
});

test('a pack with more rules than anybody has is refused unread', () => {
  const rules = Array.from({ length: 100_000 }, (_unused, index) => ({ id: `R-${String(index)}`, title: 'A rule', for: 'colums', must: {} }));
  const main = { ...document('policies/acme.yaml', packText('')), data: { apiVersion: 'dp/v1', kind: 'PolicyPack', metadata: { name: 'acme', version: '1.0.0' }, rules } };
  expect(problemsOf(packText(''), { main })).toEqual([`1:1 The pack has 100000 rules; ${String(mostRules)} is the limit.`]);
});

test('what is no mapping is no pack', () => {
  expect(problemsOf('- a\n')).toEqual(['1:1 A policy pack must be a mapping.']);
  expect(problemsOf('apiVersion: dp/v1\nkind: PolicyPack\n')).toEqual(['1:1 A policy pack needs metadata with a name and a version.']);
});
