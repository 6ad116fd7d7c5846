import { describe, expect, test } from 'vitest';
import { didYouMean, nearest } from '../../src/core/model/nearest.ts';

const keys = ['name', 'domain', 'outputPorts', 'inputPorts', 'owner', 'description'];

describe('the nearest names', () => {
  test('come for a slip of the finger, whatever its letter case', () => {
    expect(nearest('ouputports', keys)).toEqual(['outputPorts', 'inputPorts']);
    expect(nearest('NAME', keys)).toEqual(['name']);
    expect(nearest('ownr', keys)).toEqual(['owner']);
    expect(nearest('nmae', keys)).toEqual(['name']);
  });

  test('come for a part of a name', () => {
    expect(nearest('output', keys)).toEqual(['outputPorts']);
    expect(nearest('desc', keys)).toEqual(['description']);
  });

  test('are none where nothing is near, and in a fixed order where two are as near', () => {
    expect(nearest('zebra', keys)).toEqual([]);
    expect(nearest('', keys)).toEqual([]);
    expect(nearest('bat', ['cat', 'bar', 'cat'])).toEqual(['bar', 'cat']);
  });

  test('are asked for in a sentence', () => {
    expect(didYouMean('ownr', keys)).toBe(' Did you mean owner?');
    expect(didYouMean('zebra', keys)).toBe('');
  });
});
