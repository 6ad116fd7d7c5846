import { expect, test } from 'vitest';
import type { Finding } from '../../src/core/model/finding.ts';
import { applyAcceptedChanges } from '../../src/core/policy/waivers/accepted-changes.ts';
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

const [finding] = found();
const change = (until: string, fingerprint = finding?.fingerprint ?? ''): string => `apiVersion: dp/v1\nkind: AcceptedChange\nfingerprint: ${JSON.stringify(fingerprint)}\nrule: field-removed\nproduct: sales/orders\nacceptedBy: lead@acme.example\nreason: All readers moved in March\nuntil: ${until}\n`;

function accept(text: string, isWhole = true) {
  const { accepted, drafts: invalid } = readWaivers([document('waivers/c.yaml', text)]);
  const { findings: marked, drafts } = applyAcceptedChanges(found(), accepted, { today: '2026-11-22', isWhole });
  return { waivers: marked.map(({ waiver }) => waiver), drafts: [...invalid, ...drafts].map(({ rule: id, severity, message }) => `${id} ${severity} ${message}`) };
}

test('an accepted change excuses the finding that it names, until its day', () => {
  expect(accept(change('2026-11-22'))).toEqual({ waivers: [{ id: `accepted-${finding?.fingerprint ?? ''}`, owner: 'lead@acme.example', reason: 'All readers moved in March', expires: '2026-11-22' }, null], drafts: [] });
});

test('an accepted change that is past is an error, one that matches nothing a warning', () => {
  expect(accept(change('2026-11-21'))).toEqual({ waivers: [null, null], drafts: [`waiver-expired error The change ${finding?.fingerprint ?? ''} (field-removed) was accepted until 2026-11-21.`] });
  expect(accept(change('2026-12-31', 'ffffffffffffffffffff'))).toEqual({ waivers: [null, null], drafts: ['waiver-unused warning The accepted change ffffffffffffffffffff (field-removed) is not there any more.'] });
  expect(accept(change('2026-12-31', 'ffffffffffffffffffff'), false).drafts).toEqual([]);
});

test('a malformed accepted change is void', () => {
  expect(accept(change('soon', 'abc')).drafts).toEqual(['waiver-invalid error until must be a day of the calendar as YYYY-MM-DD; soon is none.', 'waiver-invalid error fingerprint has 20 hex digits; `dp diff --format json` shows it.']);
});
