import { describe, expect, test } from 'vitest';
import { codeSpan, commentText } from '../../src/cli/reporters/markdown-text.ts';
import { markdown } from '../../src/cli/reporters/markdown.ts';
import { findingWith, manyFindings, reportOf } from './findings.ts';
import { contextFor } from './rich-report.ts';

describe('the Markdown report', () => {
  test('opens with a marker line that names the command, then the verdict', () => {
    const lines = markdown(reportOf([findingWith()], { command: 'diff' }), contextFor()).split('\n');
    expect(lines.slice(0, 2)).toEqual(['<!-- dp:diff -->', '### ❌ dp diff: 1 error in 1 product']);
  });

  test('puts errors before warnings into the table and infos into the details', () => {
    const shown = markdown(reportOf([...manyFindings(1, 'info'), ...manyFindings(1, 'warning'), findingWith()]), contextFor());
    expect(shown.split('\n').filter((line) => line.startsWith('|') || line.startsWith('- '))).toEqual([
      '| | Where | What | Rule |',
      '|---|---|---|---|',
      '| ❌ | `orders/dataproduct.yaml:3` | **Something is wrong.** | `yaml-syntax` |',
      '| ⚠️ | `orders/dataproduct.yaml:1` | **warning number 1.** | `rule-warning-0` |',
      '- `orders/dataproduct.yaml:1` info number 1. `rule-info-0`',
    ]);
  });

  test('stays below the size of a comment whatever it is given, and counts what it left out', () => {
    const long = '<$@x'.repeat(2000);
    const findings = [...manyFindings(3000, 'error'), ...manyFindings(3000, 'info')].map((finding) => ({ ...finding, message: long, help: long }));
    const shown = markdown(reportOf(findings), contextFor());
    expect(shown.length).toBeLessThan(65_536);
    expect(shown).toMatch(/\nand \d+ more rows, left out to fit a comment\.\n/u);
    expect(shown).toMatch(/\n- and \d+ more\n\n<\/details>$/u);
  });
});

describe('text in Markdown', () => {
  test('loses every meaning it could have', () => {
    expect(commentText('a | b <img src=x> & *c* _d_ `e` [f](g) ~~h~~ \\')).toBe('a \\| b &lt;img src=x&gt; &amp; \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) \\~\\~h\\~\\~ \\\\');
    expect(commentText('see @acme/team and #12, costs $5')).toBe('see @<!-- -->acme/team and #<!-- -->12, costs <span>$</span>5');
    expect(commentText('one\r\n  two\u001b[0m')).toBe('one two\\\\u001b\\[0m');
  });

  test('is code even with backticks or bars in it', () => {
    expect([codeSpan('a.yaml'), codeSpan('a`b'), codeSpan('`'), codeSpan('a|b'), codeSpan('a\nb'), codeSpan('')]).toEqual(['`a.yaml`', '<code>a\\`b</code>', '<code>\\`</code>', '<code>a\\|b</code>', '`a b`', '']);
  });
});
