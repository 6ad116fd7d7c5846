import { isRecord } from '../manifest/node-reader.ts';
import { slugify } from './slug.ts';

export type Answer = string | number | boolean | readonly string[];
export type Answers = Readonly<Record<string, Answer>>;

export type QuestionType = 'string' | 'integer' | 'number' | 'boolean' | 'list';
export const questionFormats = ['slug', 'duration', 'email'] as const;
export type QuestionFormat = (typeof questionFormats)[number];

/** One question of a template: a property of its JSON Schema. A list holds strings. */
export interface Question {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** Heading under which a dialogue asks it. */
  readonly section: string | undefined;
  readonly type: QuestionType;
  readonly isRequired: boolean;
  /** As written; a text may hold template outputs over the answers before it. `undefined` exactly where it is required. */
  readonly default: Answer | undefined;
  readonly enum: readonly string[] | undefined;
  readonly format: QuestionFormat | undefined;
  readonly minLength: number;
  readonly maxLength: number;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

export type CheckedAnswer = { readonly ok: true; readonly value: Answer } | { readonly ok: false; readonly problem: string };

/**
 * Reads one given value as the answer to a question: words from the command line become numbers and booleans, white space is
 * made plain, a slug is spelled as the registry wants it. The problem is a phrase to put after the question's key.
 */
export function checkAnswer(question: Question, given: unknown): CheckedAnswer {
  switch (question.type) {
    case 'boolean':
      return checkBoolean(given);
    case 'integer':
    case 'number':
      return checkNumber(question, given);
    case 'list':
      return checkList(question, given);
    case 'string':
      return checkText(question, given);
  }
}

function checkBoolean(given: unknown): CheckedAnswer {
  if (typeof given === 'boolean') return { ok: true, value: given };
  const word = typeof given === 'string' ? given.trim().toLowerCase() : '';
  if (['true', 'yes', 'y'].includes(word)) return { ok: true, value: true };
  if (['false', 'no', 'n'].includes(word)) return { ok: true, value: false };
  return { ok: false, problem: 'must be true or false' };
}

function checkNumber(question: Question, given: unknown): CheckedAnswer {
  const isNumeral = typeof given === 'string' && /^[-+]?[0-9]+(?:\.[0-9]+)?$/u.test(given.trim());
  const value = typeof given === 'number' ? given : isNumeral ? Number(given) : Number.NaN;
  if (!Number.isFinite(value)) return { ok: false, problem: 'must be a number' };
  if (question.type === 'integer' && !Number.isSafeInteger(value)) return { ok: false, problem: 'must be a whole number' };
  if (question.minimum !== undefined && value < question.minimum) return { ok: false, problem: `must be at least ${String(question.minimum)}` };
  if (question.maximum !== undefined && value > question.maximum) return { ok: false, problem: `must be at most ${String(question.maximum)}` };
  return { ok: true, value };
}

function checkList(question: Question, given: unknown): CheckedAnswer {
  const items: readonly unknown[] = Array.isArray(given) ? given : [given];
  const texts: string[] = [];
  for (const item of items) {
    const checked = checkText({ ...question, type: 'string', minLength: 0 }, item);
    if (!checked.ok) return checked;
    if (typeof checked.value === 'string' && checked.value !== '') texts.push(checked.value);
  }
  if (question.isRequired && texts.length === 0) return { ok: false, problem: 'must not be empty' };
  return { ok: true, value: texts };
}

function checkText(question: Question, given: unknown): CheckedAnswer {
  if (typeof given !== 'string' && typeof given !== 'number') return { ok: false, problem: 'must be a text' };
  const text = String(given).replace(/\s+/gu, ' ').trim();
  if (!isPlainText(text)) return { ok: false, problem: 'has a control character or a broken one' };
  if (text.length < question.minLength) return { ok: false, problem: text === '' ? 'must not be empty' : `must have at least ${String(question.minLength)} characters` };
  if (text.length > question.maxLength) return { ok: false, problem: `must have at most ${String(question.maxLength)} characters` };
  if (question.enum !== undefined && !question.enum.includes(text)) return { ok: false, problem: `must be one of ${question.enum.join(', ')}` };
  return question.format === undefined || text === '' ? { ok: true, value: text } : checkFormat(question.format, text);
}

// Lone surrogates cannot be written as UTF-8; bidirectional and zero-width marks make text look like what it is not.
function isPlainText(text: string): boolean {
  return !/\p{Cs}/u.test(text) && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u.test(text);
}

function checkFormat(format: QuestionFormat, text: string): CheckedAnswer {
  switch (format) {
    case 'slug': {
      const slugged = slugify(text);
      return slugged.ok ? { ok: true, value: slugged.slug } : { ok: false, problem: `${JSON.stringify(text)} ${slugged.reason}` };
    }
    case 'duration':
      return parseDuration(text) === undefined ? { ok: false, problem: 'must be a number and one of h, d, y (24h, 7d, 2y)' } : { ok: true, value: text.replaceAll(' ', '') };
    case 'email':
      return isEmail(text) ? { ok: true, value: text } : { ok: false, problem: 'must be an e-mail address' };
  }
}

/** An e-mail address of the plain kind, safe in every file that a template writes. */
export function isEmail(text: string): boolean {
  return /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+$/u.test(text);
}

/** `24h`, `7d` or `2y` as value and unit (the units of ODCS's service levels), with its length in hours. */
export function parseDuration(text: string): { readonly value: number; readonly unit: string; readonly hours: number } | undefined {
  const match = /^([1-9][0-9]{0,4}) ?(h|d|y)$/u.exec(text);
  const [, digits, unit] = match ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  const hoursPerUnit: Readonly<Record<string, number>> = { h: 1, d: 24, y: 8766 };
  return { value: Number(digits), unit, hours: Number(digits) * (hoursPerUnit[unit] ?? 0) };
}

/** Whether a value can be kept as an answer at all. */
export function isAnswer(value: unknown): value is Answer {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

/** A mapping of answers, as an answers file or `.dp/template.json` holds it; `undefined` where it is none. */
export function readAnswers(data: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(data)) return undefined;
  return isRecord(data['answers']) && data['schema'] !== undefined ? data['answers'] : data;
}
