import type { Column } from '../../model/contract.ts';
import type { DataType } from '../types/data-type.ts';
import { boundOf } from './judge-constraints.ts';

const boundNames = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const;

/** Numbers that tell two columns apart: at and around their bounds, and where a type ends. */
export function telltaleNumbers(options: readonly Column['options'][], types: readonly DataType[]): number[] {
  const bounds = options.flatMap((one) => boundNames.map((name) => boundOf(one, name))).filter((bound) => typeof bound === 'number');
  const around = bounds.flatMap((bound) => [bound, bound + 1, bound - 1, bound + 0.5, bound - 0.5, bound / 2, bound * 3]);
  const steps = options.flatMap(({ multipleOf }) => (typeof multipleOf === 'number' ? [multipleOf, -multipleOf] : []));
  const pairs = bounds.flatMap((bound) => steps.map((step) => bound + step));
  const middles = bounds.slice(1).map((bound, index) => Math.round((bound + (bounds[index] ?? bound)) / 2));
  return [...new Set([...around, ...steps, ...pairs, ...middles, ...types.flatMap(edgesOf), 1, 2, 3, 0, 0.5, -1, 10, 100])].map((value) => (Object.is(value, -0) ? 0 : value));
}

/** The first numbers beyond a type. */
function edgesOf(type: DataType): number[] {
  switch (type.family) {
    case 'integer': {
      const limit = 2 ** (type.isSigned ? type.bits - 1 : type.bits);
      return [0.5, limit, type.isSigned ? -limit - 1 : -1];
    }
    case 'float':
      return type.bits <= 32 ? [16_777_217] : [];
    case 'decimal':
      // Written as a fraction, so that 0.001 is that and not a neighbour of it.
      return type.precision === undefined ? [] : [10 ** (type.precision - type.scale), Number(`1e-${String(type.scale + 1)}`)];
    default:
      return [];
  }
}
