import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';

const mesh = join(import.meta.dirname, '..', '..', 'examples', 'mesh');
const manifest = readFileSync(join(mesh, 'sales/orders/dataproduct.yaml'), 'utf8');
const contract = readFileSync(join(mesh, 'sales/orders/contracts/orders.odcs.yaml'), 'utf8');
const stream = readFileSync(join(mesh, 'logistics/shipment-events/contracts/shipment-events.odcs.yaml'), 'utf8');

/** One small harm to a text: something cut out, doubled, swapped or slipped in at a place. */
type Harm = readonly [kind: number, at: number, length: number, what: string];

const harm: fc.Arbitrary<Harm> = fc.tuple(
  fc.nat({ max: 5 }),
  fc.nat({ max: 1_000_000 }),
  fc.nat({ max: 40 }),
  fc.constantFrom('[', '{', '}', ': ', '- ', '*a', '&a ', '!!int ', '"', "'", '|', '\t', '\n', '\u0000', '\uFEFF', '\u001b[31m', '🙂', '__proto__: 1\n', 'null', '~', '1e999', '-0', '.nan', '<<: *a', '?', '%YAML 9\n', '---\n', '...\n', '2026-02-30', 'constructor', '${VAR}', '../../etc/passwd'),
);

function apply(text: string, [kind, position, length, what]: Harm): string {
  const at = position % (text.length + 1);
  const lines = text.split('\n');
  const line = position % lines.length;
  switch (kind) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + what + text.slice(at);
    case 2:
      return [...lines.slice(0, line), ...lines.slice(line, line + length), ...lines.slice(line)].join('\n');
    case 3:
      return lines.filter((_, index) => index !== line).join('\n');
    case 4:
      return lines.map((content, index) => (index === line ? content.replace(/: .*/u, `: ${what}`) : content)).join('\n');
    default:
      return lines.map((content, index) => (index === line ? `  ${content}` : content)).join('\n');
  }
}

const source = fc.constantFrom(['dataproduct.yaml', manifest], ['contracts/orders.odcs.yaml', contract], ['contracts/stream.odcs.yaml', stream]) as fc.Arbitrary<[string, string]>;

describe('whatever a document holds', () => {
  it.each([
    ['dp validate', ['validate', '--offline']],
    ['dp validate as JSON', ['validate', '--offline', '--format', 'json', '--verbose']],
    ['dp validate --fix', ['validate', '--offline', '--fix']],
    ['dp canvas', ['canvas']],
    ['dp diff with what it was', ['diff', '--against', '../before']],
  ])('%s ends with 0, 1 or 2 and shows no stack', async (_, argv) => {
    await fc.assert(
      fc.asyncProperty(source, fc.array(harm, { minLength: 1, maxLength: 4 }), async ([file, text], harms) => {
        const good = { 'dataproduct.yaml': manifest, 'contracts/orders.odcs.yaml': contract };
        const folder = folderWith(Object.fromEntries(['before', 'after'].flatMap((name) => Object.entries(good).map(([path, content]) => [`${name}/${path}`, content]))));
        writeFileSync(join(folder, 'after', file), harms.reduce(apply, text));
        const { code, stdout, stderr } = await runDp(argv, { cwd: join(folder, 'after') });
        expect([0, 1, 2]).toContain(code);
        expect(stderr).not.toMatch(/This is a mistake in dp|\n\s+at /u);
        expect(stderr).not.toContain('unknown command');
        expect(stdout + stderr).not.toContain('\u001b');
        if (argv.includes('json') && stdout !== '') expect(JSON.parse(stdout)).toHaveProperty('findings');
      }),
      { numRuns: 120, seed: 20261122 },
    );
  });
});
