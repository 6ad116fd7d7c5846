import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packText, settings, waiverText } from '../policies/support.ts';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';
import { contract, manifest } from '../validate/documents.ts';

const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];
const attack = `</script></title><script>document.title='taken'</script><img src=x onerror="document.title='taken'"> "quoted" 'so'`;
const quoted = JSON.stringify(attack);

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env['DP_CHROMIUM'] ?? '/usr/bin/chromium', args: quiet });
});
afterAll(async () => {
  await browser.close();
});

const hostilePack = packText({ name: 'acme', rule: `    area: ${quoted}\n` }).replace('title: Every table is described', `title: ${quoted}`);
const files = {
  'dp.yaml': settings(['./acme.yaml']),
  'acme.yaml': hostilePack,
  'orders/dataproduct.yaml': manifest({ extra: `description: {purpose: ${quoted}}\nteam: {name: orders-team, members: [{username: ${quoted}, role: owner}]}\n` }).replace('name: orders\nversion', `name: ${quoted}\nversion`),
  'orders/orders.odcs.yaml': contract(),
  'shipments/dataproduct.yaml': manifest({ name: 'shipments', domain: 'logistics' }),
  'shipments/shipments.odcs.yaml': contract({ id: 'logistics-shipments', table: 'shipments' }),
  'waivers/w.yaml': waiverText({ reason: quoted, scope: '{product: shipments}' }),
};

interface Opened {
  readonly title: string;
  readonly headings: readonly string[];
  /** Everything a reader sees. */
  readonly text: string;
  /** Elements that could run or load something. */
  readonly elements: number;
  /** What went wrong, and every address that was asked beside the page itself. */
  readonly trouble: readonly string[];
  /** The widest thing stays on the page. */
  readonly fits: boolean;
  readonly indents: readonly string[];
}

/** Writes a report with dp, opens it as a reader would, and tells what is there. */
async function open(...argv: readonly string[]): Promise<Opened> {
  const cwd = folderWith(files);
  const { code, stderr } = await runDp([...argv, '--format', 'html', '--output', 'report.html'], { cwd });
  expect({ code, stderr: stderr.replace(/^Wrote .*\n/u, '') }).toEqual({ code: 0, stderr: '' });
  const address = pathToFileURL(join(cwd, 'report.html')).href;
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== address) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  const folder = process.env['DP_SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${argv.slice(0, 2).join('-')}.png`), fullPage: true });
  const elements = await page.locator('script, img, iframe, link, object, [onerror], [onclick]').count();
  const opened: Opened = {
    title: await page.title(),
    headings: await page.locator('h1:visible, h2:visible, h3:visible').allInnerTexts(),
    text: await page.locator('main').innerText(),
    elements,
    trouble,
    fits: await page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
    indents: (await page.locator('pre').allInnerTexts()).map((text) => text.split('\n')[1] ?? ''),
  };
  await page.close();
  return opened;
}

const clean = { elements: 0, trouble: [], fits: true };

test('the compliance report opens without a word of complaint, and shows who complies and which exceptions there are', async () => {
  const report = await open('audit', '--today', '2026-11-22');
  expect(report).toMatchObject({ ...clean, title: 'Compliance on 2026-11-22', headings: ['Compliance on 2026-11-22', 'Domain logistics', 'Domain sales', 'Rules that are broken', 'Exceptions', 'Waived most'] });
  expect(report.text).toContain('2 verdicts: 0 pass, 1 fail, 1 waived.');
  expect(report.text).toContain(attack);
  expect(report.text).toMatch(/2027-02-28\s+active\s+W-2026-001\s+acme\/DESC-1\s+shipments/u);
});

test('the page of policies opens without a word of complaint, and shows each rule with its examples in shape', async () => {
  const report = await open('policy', 'show');
  expect(report).toMatchObject({ ...clean, title: 'Policies in force', headings: ['Policies in force', 'Rules', `acme/DESC-1: ${attack}`] });
  expect(report.text).toContain('Readers find tables by their description.');
  expect(report.text).toContain('a table without description fails: schema[name=orders]');
  expect(report.indents).toEqual(['  "schema": [', '  "schema": [']);
});

test('the canvas opens without a word of complaint, and shows product, port and owner', async () => {
  const report = await open('canvas', 'orders');
  expect(report).toMatchObject({ ...clean, title: `sales/${attack} 1.0.0` });
  expect(report.headings.map((heading) => heading.toUpperCase())).toEqual(expect.arrayContaining(['PRODUCT', 'CONSUMERS AND USE CASES', 'OUTPUTS AND DELIVERY', 'OWNERSHIP AND SUPPORT']));
  expect(report.text.split(attack).length - 1).toBeGreaterThanOrEqual(3);
  expect(report.text).toContain('orders-team');
});
