import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNode } from '../../src/core/manifest/node-reader.ts';
import { readQuality } from '../../src/core/manifest/read-schema.ts';
import { qualityOperators, type QualityRule } from '../../src/core/model/contract.ts';
import { isSatisfiable } from '../../src/core/references/accepted-values.ts';

function quality(raw: Readonly<Record<string, unknown>>): QualityRule {
  const node = readNode(raw, '');
  if (node === undefined) throw new Error('a mapping was given');
  return readQuality(node);
}

describe('isSatisfiable', () => {
  it.each([
    [{ type: 'sql', mustBeBetween: [5, 6] }, true],
    [{ metric: 'rowCount', mustBeBetween: [5, 6] }, false],
    [{ metric: 'rowCount', mustBeBetween: [5, 7] }, true],
    [{ metric: 'nullValues', unit: 'percent', mustBeBetween: [5, 6] }, true],
    [{ metric: 'nullValues', unit: 'percent', mustBeGreaterOrEqualTo: 100 }, true],
    [{ metric: 'nullValues', unit: 'percent', mustBeLessThan: 0 }, false],
    [{ metric: 'nullValues', mustBe: 0.5 }, false],
    [{ metric: 'nullValues', mustBeLessThan: 1 }, true],
    [{ metric: 'nullValues', mustNotBe: 0 }, true],
    [{ type: 'sql', mustBeLessThan: -1e308 }, true],
    [{ type: 'sql', mustBe: 'open', mustBeGreaterThan: 3 }, true],
    [{ type: 'sql', mustBeGreaterOrEqualTo: 3, mustBeLessOrEqualTo: 3 }, true],
    [{ type: 'sql', mustBeGreaterOrEqualTo: 3, mustBeLessOrEqualTo: 3, mustNotBe: 3 }, false],
    [{ type: 'sql', mustBeBetween: [0, 10], mustNotBeBetween: [-1, 11] }, false],
    [{ type: 'sql' }, true],
  ])('%j: %s', (raw, expected) => {
    expect(isSatisfiable(quality(raw))).toBe(expected);
  });

  it('holds whenever some value on a fine grid passes', () => {
    const bound = fc.integer({ min: -4, max: 4 });
    const operators = fc.record(Object.fromEntries(qualityOperators.map((name) => [name, name.endsWith('Between') ? fc.tuple(bound, bound) : bound])), { requiredKeys: [] });
    const grid = Array.from({ length: 81 }, (_, index) => (index - 40) / 4);
    fc.assert(
      fc.property(operators, (raw) => {
        const passes = grid.some((value) => Object.entries(raw).every(([name, wanted]) => passesOne(value, name, wanted)));
        expect(isSatisfiable(quality({ type: 'sql', ...raw }))).toBe(passes);
      }),
      { numRuns: 500 },
    );
  });
});

function passesOne(value: number, name: string, wanted: unknown): boolean {
  const [low, high] = Array.isArray(wanted) ? (wanted as number[]) : [wanted as number, 0];
  const a = low ?? 0;
  const b = high ?? 0;
  const tests: Readonly<Record<string, boolean>> = {
    mustBe: value === a,
    mustNotBe: value !== a,
    mustBeGreaterThan: value > a,
    mustBeGreaterOrEqualTo: value >= a,
    mustBeLessThan: value < a,
    mustBeLessOrEqualTo: value <= a,
    mustBeBetween: value > a && value < b,
    mustNotBeBetween: value <= a || value >= b,
  };
  return tests[name] ?? true;
}
