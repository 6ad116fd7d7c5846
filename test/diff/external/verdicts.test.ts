import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { diffContracts } from '../../../src/core/diff/diff-contracts.ts';
import { type DiffMode, diffSettings } from '../../../src/core/diff/settings.ts';
import { judgeText } from '../../support/judge-text.ts';
import { contractOf, testDay } from '../support.ts';

type Fits = 'compatible' | 'incompatible';
type Direction = Extract<DiffMode, 'consumers' | 'history'>;
type Ours = Readonly<Partial<Record<Direction, Fits>>>;

interface Case {
  readonly number?: number;
  readonly name: string;
  readonly verdict: 'backward' | 'both' | 'none' | 'breaking' | 'compatible';
  readonly old: readonly unknown[];
  readonly new: readonly unknown[];
  /** Where dp says otherwise … */
  readonly ours?: Ours;
  /** … and the heading of the decision page that says why. */
  readonly because?: string;
}

interface Suite {
  readonly suite: string;
  readonly total: number;
  readonly cases: readonly Case[];
  readonly unsaid: readonly { readonly numbers?: readonly number[]; readonly names?: readonly string[]; readonly because: string }[];
}

function readSuite(file: string): Suite {
  return parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as Suite;
}

const suites = ['apicurio.yaml', 'json-schema-diff.yaml'].map(readSuite);
const decision = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'decisions', '0012-external-verdicts.md'), 'utf8');

/** FORWARD (old readers, new data) is `consumers`; BACKWARD (new readers, old data) is `history`. */
function theirs(verdict: Case['verdict']): Ours {
  switch (verdict) {
    case 'both':
      return { consumers: 'compatible', history: 'compatible' };
    case 'backward':
      return { consumers: 'incompatible', history: 'compatible' };
    case 'none':
      return { consumers: 'incompatible', history: 'incompatible' };
    case 'breaking':
      return { history: 'incompatible' };
    case 'compatible':
      return { history: 'compatible' };
  }
}

function documentOf(columns: readonly unknown[]): string {
  return JSON.stringify({ apiVersion: 'v3.2.0', kind: 'DataContract', id: 'orders', name: 'orders', version: '1.0.0', status: 'active', schema: [{ name: 'orders', properties: columns }] });
}

function verdictOf(given: Case, mode: Direction): Fits {
  const contracts = { old: contractOf(documentOf(given.old), 'old.odcs.yaml'), new: contractOf(documentOf(given.new), 'new.odcs.yaml') };
  const { verdict } = diffContracts(contracts, { settings: diffSettings({ mode }), today: testDay });
  return verdict === 'breaking' || verdict === 'warning' ? 'incompatible' : 'compatible';
}

describe.each(suites)('what $suite says', ({ total, cases, unsaid }) => {
  const directions = cases.flatMap((given) => (Object.entries(theirs(given.verdict)) as [Direction, Fits][]).map(([mode, verdict]) => ({ given, mode, verdict, title: `${given.number === undefined ? '' : `${String(given.number)} `}${given.name}, ${mode}` })));

  it.each(directions.filter(({ given, mode }) => given.ours?.[mode] === undefined))('$title: dp agrees, $verdict', ({ given, mode, verdict }) => {
    expect(verdictOf(given, mode)).toBe(verdict);
  });

  it.each(directions.filter(({ given, mode }) => given.ours?.[mode] !== undefined))('$title: dp differs from $verdict, for a reason that is written down', ({ given, mode, verdict }) => {
    const ours = verdictOf(given, mode);
    expect(ours).toBe(given.ours?.[mode]);
    expect(ours).not.toBe(verdict);
    expect(decision).toContain(`## ${given.because ?? 'nothing'}\n`);
  });

  it('every case of the suite is said in ODCS or named as one that cannot be', () => {
    const named = [...cases.map(({ number, name }) => number ?? name), ...unsaid.flatMap(({ numbers, names }) => [...(numbers ?? []), ...(names ?? [])])];
    expect([named.length, new Set(named).size]).toEqual([total, total]);
  });

  it('every contract is valid', async () => {
    const documents = cases.flatMap((given) => [documentOf(given.old), documentOf(given.new)]);
    const judged = await Promise.all(documents.map(async (text) => await judgeText('DataContract', text)));
    expect(judged.flat().map((finding) => `${finding.rule} ${finding.message}`)).toEqual([]);
  });
});

describe('the decision page on external verdicts', () => {
  it('argues nothing that dp agrees on', () => {
    const argued = new Set(suites.flatMap(({ cases }) => cases.flatMap(({ because }) => because ?? [])));
    const headings = [...decision.matchAll(/^## (.+)$/gmu)].map(([, heading]) => heading);
    expect([...argued].sort()).toEqual(headings.filter((heading) => heading !== 'What was compared').sort());
  });
});
