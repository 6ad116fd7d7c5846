import { splitPointer } from '../model/pointer.ts';
import { isRecord } from './node-reader.ts';

/** The value at a JSON Pointer in plain data; `undefined` where there is none. */
export function valueAt(data: unknown, pointer: string): unknown {
  let value = data;
  for (const token of splitPointer(pointer)) {
    if (Array.isArray(value)) value = /^\d+$/u.test(token) ? value[Number(token)] : undefined;
    else value = isRecord(value) && Object.hasOwn(value, token) ? value[token] : undefined;
  }
  return value;
}
