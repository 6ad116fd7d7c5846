import { isRecord } from '../../manifest/node-reader.ts';
import { resolvePlainScalar, yaml11Reading } from '../../manifest/scalars.ts';

/** Plain data as YAML in block style, as a person would type it; a string that YAML could take for something else is quoted. */
export function yamlText(value: unknown): string {
  return linesOf(value).join('\n');
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.length === 0 ? ['[]'] : value.flatMap((item: unknown) => prefixed('- ', linesOf(item)));
  if (!isRecord(value)) return [scalar(value)];
  const keys = Object.keys(value);
  return keys.length === 0 ? ['{}'] : keys.flatMap((key) => entry(textScalar(key), value[key]));
}

function entry(key: string, value: unknown): string[] {
  const lines = linesOf(value);
  const isInline = !hasContent(value);
  return isInline ? [`${key}: ${lines[0] ?? ''}`] : [`${key}:`, ...lines.map((line) => `  ${line}`)];
}

function hasContent(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : isRecord(value) && Object.keys(value).length > 0;
}

function prefixed(mark: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === 0 ? `${mark}${line}` : `  ${line}`));
}

// Without quotes only where no reader of YAML 1.1 or 1.2 takes it for anything but this text.
function textScalar(text: string): string {
  const isPlain = /^[A-Za-z0-9_](?:[\w .,;/()@+%-]*[\w.,;/()@+%-])?$/u.test(text) && resolvePlainScalar(text) === text && yaml11Reading(text) === undefined;
  return isPlain ? text : JSON.stringify(text);
}

function scalar(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return textScalar(value);
  // YAML 1.2 takes 1e+21 for a number only with a point in it.
  if (typeof value === 'number') return String(value).replace(/^(-?\d+)e/u, '$1.0e');
  return JSON.stringify(value);
}
