import { describe, expect, test } from 'vitest';
import { github } from '../../src/cli/reporters/github.ts';
import { findingWith, manyFindings, reportOf, waiver } from './findings.ts';
import { contextFor } from './rich-report.ts';

function lines(...args: Parameters<typeof github>): string[] {
  return github(...args).split('\n');
}

describe('the GitHub report', () => {
  test('escapes what would end a command, a property or a message', () => {
    const finding = findingWith({ file: '/work/mesh/a,b:c%\n.yaml', message: '100% of it\r\n::error::not a command, at 1:2', help: 'Type dp' });
    expect(lines(reportOf([finding]), contextFor())).toEqual([
      '::error file=a%2Cb%3Ac%25 .yaml,line=3,endLine=3,col=5,endColumn=9,title=yaml-syntax::100%25 of it%0A::error::not a command, at 1:2%0AHelp: Type dp',
      'dp validate: 1 error',
    ]);
  });

  test('leaves columns out of a range of several lines, which GitHub refuses', () => {
    expect(lines(reportOf([findingWith({ endLine: 5 })]), contextFor())[0]).toBe('::error file=orders/dataproduct.yaml,line=3,endLine=5,title=yaml-syntax::Something is wrong.');
  });

  test('tells an info and a waived finding as notices', () => {
    const shown = lines(reportOf([findingWith({ waiver }), ...manyFindings(1, 'info')]), contextFor());
    expect(shown.map((line) => line.split(' ')[0])).toEqual(['::notice', '::notice', 'dp']);
    expect(shown[1]).toContain('title=yaml-syntax (waived)::Something is wrong.%0Awaived by W-1 until 2027-02-28');
  });

  test('prints ten of each kind without a remainder', () => {
    const findings = [...manyFindings(10, 'info'), ...manyFindings(10, 'warning'), ...manyFindings(10, 'error')];
    const kinds = lines(reportOf(findings), contextFor()).map((line) => line.split(' ')[0]);
    expect(kinds).toEqual([...Array<string>(10).fill('::error'), ...Array<string>(10).fill('::warning'), ...Array<string>(10).fill('::notice'), 'dp']);
  });

  test('prints at most ten of each kind, the first ones, and the remainder as the tenth notice', () => {
    const findings = [...manyFindings(12, 'info'), ...manyFindings(11, 'warning'), ...manyFindings(13, 'error')];
    const shown = lines(reportOf(findings), contextFor());
    const ofKind = (kind: string): string[] => shown.filter((line) => line.startsWith(`::${kind} `));
    expect([ofKind('error').length, ofKind('warning').length, ofKind('notice').length]).toEqual([10, 10, 10]);
    expect(ofKind('error')[9]).toContain('title=rule-error-9::');
    expect(ofKind('notice')[9]).toBe('::notice title=dp validate::7 more not shown here: 13 errors, 11 warnings, 12 infos in all. The step summary has them.');
    expect(shown.at(-1)).toBe('dp validate: 13 errors, 11 warnings, 12 infos');
  });
});
