import { yaml11Reading, resolvePlainScalar } from '../manifest/scalars.ts';
import { escapeMarkdown } from '../text/escape.ts';
import { isEmail, parseDuration } from './question.ts';
import { slugify } from './slug.ts';

/** What a template can do with an answer besides Liquid's own filters. Each makes it safe for one kind of place. */
export const templateFilters: Readonly<Record<string, (value: unknown, argument?: unknown) => string | number | boolean>> = {
  yaml: (value) => yamlScalar(asText(value)),
  markdown: (value) => escapeMarkdown(asText(value)),
  sql: (value) => `'${asText(value).replaceAll("'", "''")}'`,
  identifier: (value, suffix) => sqlName(asText(value), suffix === undefined ? undefined : asText(suffix)),
  singular: (value) => singular(asText(value)),
  capitalised: (value) => asText(value).charAt(0).toUpperCase() + asText(value).slice(1),
  words: (value) => asText(value).replaceAll('-', ' '),
  is_email: (value) => isEmail(asText(value)),
  contact_name: (value) => contactName(asText(value)),
  contact_url: (value) => contactUrl(asText(value)),
  contact_tool: (value) => (isEmail(asText(value)) ? 'email' : asText(value).startsWith('#') ? 'slack' : 'other'),
  handle: (value) => handleOf(asText(value)),
  hours: (value) => durationOf(value).hours,
  duration_value: (value) => durationOf(value).value,
  duration_unit: (value) => durationOf(value).unit,
};

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error('this filter takes a text');
}

function durationOf(value: unknown): { readonly value: number; readonly unit: string; readonly hours: number } {
  const duration = parseDuration(asText(value));
  if (duration === undefined) throw new Error(`${JSON.stringify(value)} is no duration`);
  return duration;
}

/** A text as one YAML scalar on one line, in a block or a flow collection, that both YAML 1.1 and 1.2 read as that text. */
export function yamlScalar(text: string): string {
  const isVersion = /^[0-9]+\.[0-9]+\.[0-9]+$/u.test(text);
  const isPlain = isVersion || (/^\p{L}[\p{L}\p{N} _./@%+()-]*$/u.test(text) && !text.endsWith(' '));
  const isText = resolvePlainScalar(text) === text && yaml11Reading(text) === undefined;
  return isPlain && isText ? text : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/gu, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const maxNameLength = 50;
const reserved = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between binary both by case cast check collate column concurrently
   constraint create cross cube current date default deferrable desc describe distinct do drop else end except exists false fetch filter
   for foreign freeze from full function grant group grouping having if ilike in index initially inner insert intersect interval into is
   isnull join key lateral lead leading left like limit local natural new not notnull null of off offset old on only or order outer over
   overlaps partition pivot placing primary procedure public qualify range references returning revoke right rollup row rows select
   session set show similar some summarize symmetric table tables tablesample then time timestamp to trailing trigger true union unique
   unpivot update user using values variadic verbose view when where window with within y yes n no off`.split(/\s+/u),
);

/**
 * A slug as the name of a table or, with a suffix, of a column that needs no quotes in any SQL dialect nor in YAML 1.1: snake
 * case, no reserved word, no leading digit, never too long.
 */
export function sqlName(slug: string, suffix?: string): string {
  const base = slug.toLowerCase().replace(/[^a-z0-9]+/gu, '_').slice(0, maxNameLength).replace(/^_+|_+$/gu, '');
  const name = suffix === undefined ? base : `${base}_${suffix}`;
  return /^[a-z]/u.test(name) && !reserved.has(name) ? name : `data_${name}`;
}

function singular(text: string): string {
  if (/[^aeiou]ies$/u.test(text)) return `${text.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/u.test(text)) return text.slice(0, -2);
  return /[^s]s$/u.test(text) && !/(?:us|is)$/u.test(text) ? text.slice(0, -1) : text;
}

function contactName(text: string): string {
  if (isEmail(text)) return text.slice(0, text.indexOf('@'));
  return text.replace(/^[a-z]+:\/*/u, '');
}

// What a directory would call the owner: the address, else the name as a slug, else the name.
function handleOf(text: string): string {
  if (isEmail(text)) return text;
  const slugged = slugify(text);
  return slugged.ok ? slugged.slug : text;
}

// A contact that is neither an address nor a link still needs a URI, which the standard demands: a name is one under urn:.
function contactUrl(text: string): string {
  if (isEmail(text)) return `mailto:${text}`;
  if (/^(?:https|mailto):[^\s<>"{}|\\^`]+$/u.test(text)) return text;
  const slugged = slugify(text);
  return `urn:contact:${slugged.ok ? slugged.slug : 'unnamed'}`;
}
