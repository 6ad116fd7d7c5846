import { expect, test } from 'vitest';
import { loadReporter } from '../../src/cli/reporters/index.ts';
import { formats } from '../../src/cli/reporters/report.ts';
import { calmReport, contextFor, richReport } from './rich-report.ts';

const endings = { text: 'txt', json: 'json', sarif: 'sarif.json', junit: 'xml', github: 'github.txt', gitlab: 'gitlab.json', markdown: 'md' } as const;

test.each(formats)('a rich report reads in %s as the golden file says', async (format) => {
  const reporter = await loadReporter(format);
  await expect(`${reporter(richReport, contextFor())}\n`).toMatchFileSnapshot(`golden/rich.${endings[format]}`);
});

test.each(formats)('a report without findings reads in %s as the golden file says', async (format) => {
  const reporter = await loadReporter(format);
  await expect(`${reporter(calmReport, contextFor())}\n`).toMatchFileSnapshot(`golden/calm.${endings[format]}`);
});

test('a verbose text report on a narrow terminal reads as the golden file says', async () => {
  const text = await loadReporter('text');
  await expect(`${text(richReport, contextFor({ isVerbose: true, width: 60 }))}\n`).toMatchFileSnapshot('golden/rich.verbose-narrow.txt');
});

test('a quiet text report reads as the golden file says', async () => {
  const text = await loadReporter('text');
  await expect(`${text(richReport, contextFor({ isQuiet: true }))}\n`).toMatchFileSnapshot('golden/rich.quiet.txt');
});
