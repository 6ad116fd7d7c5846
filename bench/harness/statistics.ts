/** The middle of a list of numbers; of an even one, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

/** Runs every measure in turn, each round in the opposite order of the last, so that drift of the machine hits all alike. */
export function interleave<T>(rounds: number, measures: readonly (() => T)[]): T[][] {
  const results: T[][] = measures.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    const order = measures.map((_, index) => (round % 2 === 0 ? index : measures.length - 1 - index));
    for (const index of order) {
      const measured = measures[index]?.();
      if (measured !== undefined) results[index]?.push(measured);
    }
  }
  return results;
}

/** The median over rounds of one measure divided by another of the same round. */
export function medianRatio(left: readonly number[], right: readonly number[]): number {
  return median(left.map((value, index) => value / (right[index] ?? NaN)));
}

/** `1.27×` */
export function times(ratio: number): string {
  return Number.isNaN(ratio) ? 'not measured' : `${ratio.toFixed(2)}×`;
}
