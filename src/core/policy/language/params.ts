import { isRecord } from '../../manifest/node-reader.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { RuleSurroundings } from './scope.ts';

/** An operand with its parameters filled in; `isSet` is false when one of them has no value yet: then nothing is asked. */
export interface Operand {
  readonly value: unknown;
  readonly isSet: boolean;
}

const template = /\{\{\s*([^{}]*?)\s*\}\}/gu;

/** Fills `{{params.x}}` in an operand. One that is nothing but a parameter takes its value as it is: a number, a list. */
export function fillParams(operand: unknown, pointer: string, around: RuleSurroundings): Operand | undefined {
  if (typeof operand === 'string') return operand.includes('{{') ? fillText(operand, pointer, around) : { value: operand, isSet: true };
  if (Array.isArray(operand)) return fillList(operand, pointer, around);
  if (!isRecord(operand)) return { value: operand, isSet: true };
  const entries = Object.entries(operand).map(([key, value]) => [key, fillParams(value, `${pointer}/${key}`, around)] as const);
  if (entries.some(([, filled]) => filled === undefined)) return undefined;
  return { value: Object.fromEntries(entries.map(([key, filled]) => [key, filled?.value])), isSet: entries.every(([, filled]) => filled?.isSet === true) };
}

function fillList(operand: readonly unknown[], pointer: string, around: RuleSurroundings): Operand | undefined {
  const items = operand.map((item, index) => fillParams(item, `${pointer}/${String(index)}`, around));
  if (items.some((item) => item === undefined)) return undefined;
  return { value: items.flatMap((item) => item?.value ?? []), isSet: items.every((item) => item?.isSet === true) };
}

function fillText(text: string, pointer: string, around: RuleSurroundings): Operand | undefined {
  const names = [...text.matchAll(template)].map((match) => match[1] ?? '');
  const values = names.map((name) => paramOf(name, pointer, around));
  if (values.some((value) => value === undefined)) return undefined;
  const isSet = values.every((value) => value?.value !== null);
  const [only] = values;
  if (names.length === 1 && text.trim().replace(template, '') === '') return { value: only?.value, isSet };
  let index = 0;
  return { value: text.replace(template, () => shown(values[index++]?.value)), isSet };
}

function paramOf(name: string, pointer: string, { params, report }: RuleSurroundings): { readonly value: unknown } | undefined {
  const known = [...params.keys()].map((param) => `params.${param}`);
  if (!name.startsWith('params.')) {
    report(pointer, `{{${name}}} cannot stand here: an assertion may use {{params.<name>}}; to compare with another field there is sameAs.`, 'value');
    return undefined;
  }
  const key = name.slice('params.'.length);
  if (params.has(key)) return { value: params.get(key) };
  report(pointer, `There is no parameter ${key}.${didYouMean(name, known) || (known.length > 0 ? ` There are ${known.join(', ')}.` : ' The rule has no `params`.')}`, 'value');
  return undefined;
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}
