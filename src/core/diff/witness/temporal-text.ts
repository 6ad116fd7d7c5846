import type { Column } from '../../model/contract.ts';
import type { Zone } from '../types/data-type.ts';

/** How a column writes days and times: by a pattern of its own (`dd.MM.yyyy`), else as ISO 8601 has it. */
export interface TemporalShape {
  readonly family: 'date' | 'time' | 'timestamp';
  readonly zone: Zone;
  /** Most digits of a fraction of a second. */
  readonly precision: number;
  readonly format: string | undefined;
}

/** A moment in parts; what a shape does not write is left out of its text. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits after the point, without trailing zeros. */
  readonly fraction: string;
  /** `Z`, `+02:00`, or nothing. */
  readonly offset: string;
}

/** A day and time that every shape can write. */
export const someMoment: Moment = { year: 2026, month: 1, day: 31, hour: 12, minute: 0, second: 0, fraction: '', offset: '' };

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** A moment as a shape writes it; `undefined` for a pattern with letters that dp does not read. */
export function writeMoment(moment: Moment, shape: TemporalShape): string | undefined {
  if (shape.format !== undefined) return writeByPattern(moment, shape.format);
  const date = `${pad(moment.year, 4)}-${pad(moment.month, 2)}-${pad(moment.day, 2)}`;
  if (shape.family === 'date') return date;
  const fraction = moment.fraction === '' ? '' : `.${moment.fraction}`;
  const offset = moment.offset === '' && shape.zone === 'zoned' ? 'Z' : moment.offset;
  const clock = `${pad(moment.hour, 2)}:${pad(moment.minute, 2)}:${pad(moment.second, 2)}${fraction}${offset}`;
  return shape.family === 'time' ? clock : `${date}T${clock}`;
}

/** Whether a text is a day or time of this shape; `undecided` where its pattern is not understood. */
export function judgeTemporal(text: string, shape: TemporalShape): 'right' | 'wrong' | 'undecided' {
  if (shape.format !== undefined) {
    const pattern = patternExpression(shape.format);
    return pattern === undefined ? 'undecided' : pattern.test(text) ? 'right' : 'wrong';
  }
  const moment = readIso(text, shape.family);
  if (moment === undefined) return 'wrong';
  if (shape.family === 'date') return 'right';
  if (shape.zone === 'none' && moment.offset !== '') return 'wrong';
  if (shape.zone === 'zoned' && moment.offset === '') return 'wrong';
  return moment.fraction.length > shape.precision ? 'wrong' : 'right';
}

const isoDate = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const isoClock = String.raw`(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})?`;
const isoDay = new RegExp(`^${isoDate}$`, 'u');
const isoTime = new RegExp(`^${isoClock}$`, 'u');
const isoMoment = new RegExp(`^${isoDate}[T ]${isoClock}$`, 'u');

function readIso(text: string, family: TemporalShape['family']): Moment | undefined {
  const found = (family === 'date' ? isoDay : family === 'time' ? isoTime : isoMoment).exec(text);
  if (found === null) return undefined;
  const [, ...parts] = found as readonly (string | undefined)[];
  const [year, month, day] = family === 'time' ? ['2026', '01', '31'] : parts;
  const [hour, minute, second, fraction, offset] = family === 'date' ? [] : parts.slice(family === 'time' ? 0 : 3);
  const moment: Moment = { year: Number(year), month: Number(month), day: Number(day), hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: Number(second ?? 0), fraction: (fraction ?? '').replace(/0+$/u, ''), offset: offset ?? '' };
  const isClockRight = moment.hour < 24 && moment.minute < 60 && moment.second <= 60;
  return isRealDay(moment) && isClockRight ? moment : undefined;
}

function isRealDay({ year, month, day }: Moment): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

interface Letter {
  readonly expression: string;
  write(moment: Moment): string;
}

/** The letters of JDK DateTimeFormatter (which ODCS names) that dp reads. */
const letters: Readonly<Record<string, Letter>> = {
  yyyy: { expression: String.raw`\d{4}`, write: ({ year }) => pad(year, 4) },
  uuuu: { expression: String.raw`\d{4}`, write: ({ year }) => pad(year, 4) },
  yy: { expression: String.raw`\d{2}`, write: ({ year }) => pad(year % 100, 2) },
  MM: { expression: '(?:0[1-9]|1[0-2])', write: ({ month }) => pad(month, 2) },
  M: { expression: '(?:[1-9]|1[0-2])', write: ({ month }) => String(month) },
  dd: { expression: '(?:0[1-9]|[12][0-9]|3[01])', write: ({ day }) => pad(day, 2) },
  d: { expression: '(?:[1-9]|[12][0-9]|3[01])', write: ({ day }) => String(day) },
  HH: { expression: '(?:[01][0-9]|2[0-3])', write: ({ hour }) => pad(hour, 2) },
  H: { expression: '(?:1?[0-9]|2[0-3])', write: ({ hour }) => String(hour) },
  mm: { expression: '[0-5][0-9]', write: ({ minute }) => pad(minute, 2) },
  ss: { expression: '[0-5][0-9]', write: ({ second }) => pad(second, 2) },
  S: { expression: String.raw`\d`, write: ({ fraction }) => fraction.padEnd(1, '0').slice(0, 1) },
  SSS: { expression: String.raw`\d{3}`, write: ({ fraction }) => fraction.padEnd(3, '0').slice(0, 3) },
  SSSSSS: { expression: String.raw`\d{6}`, write: ({ fraction }) => fraction.padEnd(6, '0').slice(0, 6) },
  SSSSSSSSS: { expression: String.raw`\d{9}`, write: ({ fraction }) => fraction.padEnd(9, '0').slice(0, 9) },
  X: { expression: String.raw`(?:Z|[+-]\d{2}(?:\d{2})?)`, write: ({ offset }) => (offset === '' ? 'Z' : offset.replace(':', '')) },
  XXX: { expression: String.raw`(?:Z|[+-]\d{2}:\d{2})`, write: ({ offset }) => (offset === '' ? 'Z' : offset) },
  Z: { expression: String.raw`[+-]\d{4}`, write: ({ offset }) => (offset === '' || offset === 'Z' ? '+0000' : offset.replace(':', '')) },
};

type Piece = { readonly letter: Letter } | { readonly literal: string };

// Runs of one letter, text in quotes, and anything else as it stands.
function piecesOf(format: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (const [part] of format.matchAll(/([A-Za-z])\1*|'(?:[^']|'')*'|[^A-Za-z']+|'/gu)) {
    if (/^[A-Za-z]/u.test(part)) {
      const letter = Object.hasOwn(letters, part) ? letters[part] : undefined;
      if (letter === undefined) return undefined;
      pieces.push({ letter });
    } else if (/[[\]{}#]/u.test(part)) return undefined;
    else pieces.push({ literal: part === "''" ? "'" : part.replaceAll(/^'|'$/gu, '').replaceAll("''", "'") });
  }
  return pieces.length === 0 ? undefined : pieces;
}

function patternExpression(format: string): RegExp | undefined {
  const pieces = piecesOf(format);
  if (pieces === undefined) return undefined;
  const source = pieces.map((piece) => ('letter' in piece ? piece.letter.expression : piece.literal.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`)));
  return new RegExp(`^${source.join('')}$`, 'u');
}

function writeByPattern(moment: Moment, format: string): string | undefined {
  return piecesOf(format)?.map((piece) => ('letter' in piece ? piece.letter.write(moment) : piece.literal)).join('');
}

/** The pattern that a column gives for its days or times. */
export function temporalFormat({ options }: Pick<Column, 'options'>): string | undefined {
  const format = options['format'];
  return typeof format === 'string' ? format : undefined;
}
