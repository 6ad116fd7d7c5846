import { type Moment, someMoment, type TemporalShape, writeMoment } from './temporal-text.ts';

/** Days and times as a shape writes them: a plain one, others, and one as fine and as far from UTC as it allows. */
export function timeValues(shape: TemporalShape): string[] {
  const finest = shape.precision === 0 ? '' : `${'0'.repeat(Math.min(shape.precision, 9) - 1)}1`;
  const moments: Moment[] = [
    someMoment,
    { ...someMoment, day: 30 },
    { ...someMoment, fraction: finest },
    { ...someMoment, offset: '+02:00' },
    { ...someMoment, month: 12 },
  ];
  return [...new Set(moments.flatMap((moment) => writeMoment(moment, shape) ?? []))];
}
