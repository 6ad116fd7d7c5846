import { expect, test } from 'vitest';
import type { Finding } from '../../src/core/model/finding.ts';
import { applyBaseline, baselineOf, readBaseline } from '../../src/core/policy/waivers/baseline.ts';
import { readWaivers } from '../../src/core/policy/waivers/read-waiver.ts';
import { document, findings, judge, pack, packText, unit } from './support.ts';

const rule = (weight: string): string => packText(`- {id: R-1, title: A rule, ${weight}for: columns, must: {description: {present: true}}}`);
const found = (weight = ''): Finding[] => findings(judge(pack(rule(weight)), unit('{kind: DataProduct, name: orders, domain: sales}', '{id: orders-v1, schema: [{name: orders, properties: [{name: a}, {name: b}]}]}')));

test('a baseline excuses what was there, by fingerprint, and nothing new', () => {
  const [first, second] = found();
  const baseline = baselineOf([first].filter((finding) => finding !== undefined));
  expect(baseline).toEqual({ schema: 1, fingerprints: [first?.fingerprint] });
  expect(applyBaseline(found(), baseline).map(({ waiver }) => waiver?.id ?? null)).toEqual(['baseline', null]);
  expect(second?.waiver).toBeNull();
});

test('a baseline written anew keeps what it excused, sorted and each once', () => {
  const all = found();
  const baseline = baselineOf([...all, ...all]);
  expect(baseline.fingerprints).toEqual([...new Set(all.map(({ fingerprint }) => fingerprint))].sort());
  expect(baselineOf(applyBaseline(all, baseline))).toEqual(baseline);
});

test('what cannot be waived is in no baseline', () => {
  const hard = found('enforcement: hard-mandatory, ');
  expect(baselineOf(hard).fingerprints).toEqual([]);
  expect(applyBaseline(hard, { schema: 1, fingerprints: hard.map(({ fingerprint }) => fingerprint) }).map(({ waiver }) => waiver)).toEqual([null, null]);
});

test('a baseline is read strictly', () => {
  expect(readBaseline({ schema: 1, fingerprints: ['0123456789abcdef0123'] })).toEqual({ ok: true, baseline: { schema: 1, fingerprints: ['0123456789abcdef0123'] } });
  expect([null, {}, { schema: 2, fingerprints: [] }, { schema: 1, fingerprints: ['x'] }, { schema: 1 }].map((data) => readBaseline(data).ok)).toEqual([false, false, false, false, false]);
});

const change = (entries: string): string => `apiVersion: dp/v1\nkind: AcceptedChange\n${entries}\n`;
const good = 'fingerprint: 0123456789abcdef0123\nrule: field-removed\nowner: lead@acme.example\nreason: All readers moved in March\nuntil: 2026-11-22';

test('accepted changes of dp diff lie beside waivers and are read with them', () => {
  const { accepted, waivers, drafts } = readWaivers([document('waivers/c.yaml', change(good))]);
  expect(accepted.map(({ fingerprint, rule: id, owner, reason, until }) => ({ fingerprint, id, owner, reason, until }))).toEqual([{ fingerprint: '0123456789abcdef0123', id: 'field-removed', owner: 'lead@acme.example', reason: 'All readers moved in March', until: '2026-11-22' }]);
  expect([waivers, drafts]).toEqual([[], []]);
});

test('a malformed accepted change is void', () => {
  const problems = (text: string): string[] => readWaivers([document('waivers/c.yaml', change(text))]).drafts.map(({ rule: id, message }) => `${id}: ${message}`);
  expect(problems(good.replace('2026-11-22', 'soon').replace('0123456789abcdef0123', 'abc'))).toEqual(['waiver-invalid: until must be a day of the calendar as YYYY-MM-DD; soon is none.', 'waiver-invalid: fingerprint has 20 hex digits; `dp diff --format json` shows it.']);
  expect(problems(good.replace('owner: lead@acme.example\n', ''))).toEqual(['waiver-invalid: An accepted change names who accepts it: owner or acceptedBy.']);
  expect(problems(good.replace('All readers moved in March', 'Because'))).toEqual(['waiver-invalid: The reason has 7 characters; say it in 20 or more.']);
  expect(problems(`${good}\nuntill: 2027-01-01`)).toEqual(['waiver-invalid: An accepted change has no key untill. Did you mean until?']);
});
