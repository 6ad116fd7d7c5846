import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import { displayWidth, wrap } from '../../src/cli/reporters/display.ts';
import { text } from '../../src/cli/reporters/text.ts';
import { findingWith, manyFindings, reportOf, waiver } from './findings.ts';
import { contextFor } from './rich-report.ts';

function sameRule(count: number): ReturnType<typeof findingWith>[] {
  return Array.from({ length: count }, (_unused, index) => findingWith({ line: index + 1, fingerprint: String(index) }));
}

describe('the text report', () => {
  test('is one quiet line when nothing is above info', () => {
    expect(text(reportOf([]), contextFor())).toBe('✔ 1 product checked, no findings');
    expect(text(reportOf(manyFindings(2, 'info')), contextFor())).toBe('✔ 1 product checked, 2 infos (--verbose shows them)');
    expect(text(reportOf([], { summary: { products: 0, contracts: 0 } }), contextFor())).toBe('✔ no findings');
  });

  test('is empty with --quiet when nothing is above info', () => {
    expect(text(reportOf(manyFindings(2, 'info')), contextFor({ isQuiet: true }))).toBe('');
  });

  test('shows infos in full when they are why the run failed', () => {
    const [finding = findingWith()] = manyFindings(1, 'info');
    expect(text(reportOf([finding], { ok: false }), contextFor())).toContain('orders/dataproduct.yaml:1:5  rule-info-0');
  });

  test('shows a waived finding with its justification even when the run is fine', () => {
    const shown = text(reportOf([findingWith({ waiver })], { ok: true }), contextFor());
    expect(shown).toContain('waived  by W-1 until 2027-02-28 (orders-team@acme.example): Masking ships with the next release');
    expect(shown.split('\n').at(-1)).toBe('✔ 1 waived in 1 product');
  });

  test('shows four findings of one rule in one file each, but five as one entry with count and places', () => {
    const places = (count: number): string[] => text(reportOf(sameRule(count)), contextFor()).split('\n').filter((line) => line.includes('dataproduct.yaml:'));
    expect(places(4)).toHaveLength(4);
    expect(places(5)).toEqual(['    orders/dataproduct.yaml:1:5, 2:5, 3:5, 4:5, 5:5  yaml-syntax ×5']);
    expect(places(30)[0]).toMatch(/ 20:5 and 10 more {2}yaml-syntax ×30$/u);
  });

  test('shows each of many findings of one rule with --verbose', () => {
    expect(text(reportOf(sameRule(6)), contextFor({ isVerbose: true })).split('\n').filter((line) => line.includes('dataproduct.yaml:'))).toHaveLength(6);
  });

  test('counts by severity in its last line', () => {
    const findings = [...manyFindings(1, 'error'), ...manyFindings(2, 'warning'), ...manyFindings(3, 'info')];
    expect(text(reportOf(findings, { summary: { products: 1, contracts: 2 } }), contextFor()).split('\n').at(-1)).toBe('✖ 1 error, 2 warnings, 3 infos in 1 product and 2 contracts');
  });

  test('colours by severity when the terminal can', () => {
    const colour = new Chalk({ level: 1 });
    expect(text(reportOf([findingWith()]), contextFor({ colour }))).toContain('\u001b[31m✖\u001b[39m');
    expect(text(reportOf([findingWith({ severity: 'warning' })]), contextFor({ colour }))).toContain('\u001b[33m⚠\u001b[39m');
  });

  test('keeps an untrusted file name, rule and message from writing escapes or lines of their own', () => {
    const shown = text(reportOf([findingWith({ file: '/work/mesh/a\n\u001b[2Jb.yaml', rule: 'x\u009b', message: 'a\r\u0007b' })]), contextFor());
    expect(shown.split('\n')[0]).toBe('a \\u001b[2Jb.yaml');
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
  });
});

describe('prose', () => {
  test('breaks at spaces and keeps line breaks', () => {
    expect(wrap('one two three\nfour', 9)).toEqual(['one two', 'three', 'four']);
    expect(wrap('one two three', Number.POSITIVE_INFINITY)).toEqual(['one two three']);
    expect(wrap('averylongword no', 5)).toEqual(['averylongword', 'no']);
  });

  test('is measured in terminal columns', () => {
    expect(['orders', '日本', '📦', '👩‍💻', 'e\u0301', ''].map(displayWidth)).toEqual([6, 4, 2, 2, 1, 0]);
  });
});
