import { isRecord } from '../../manifest/node-reader.ts';
import { valueAt } from '../../manifest/value-at.ts';
import type { MigrationStep, WayOut } from '../../model/finding.ts';
import { joinPointer, splitPointer } from '../../model/pointer.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import type { Change, Pair } from '../change.ts';
import { sameValue } from '../value.ts';
import { appendStep, replaceStep, setStep } from './steps.ts';

/**
 * Takes a change back at its place: an item that is gone comes back to its list, a key gets its old value. `undefined` where
 * the two places are not the same key of the same thing, so that one edit would not do.
 */
export function keepWay(change: Pick<Change, 'at' | 'was' | 'part'>, documents: Pair<SourceDocument>, versions: readonly MigrationStep[]): WayOut | undefined {
  const step = itemBack(change, documents) ?? wholeBack(change, documents) ?? valueBack(change, documents);
  return step === undefined ? undefined : { kind: 'keep', title: step.title, steps: [...step.steps, ...versions] };
}

interface Back {
  readonly title: string;
  readonly steps: readonly MigrationStep[];
}

// Compare places what is gone at the list that it was in.
function itemBack({ at, was }: Pick<Change, 'at' | 'was'>, documents: Pair<SourceDocument>): Back | undefined {
  const item = itemPointer(was ?? '', splitPointer(at).at(-1));
  const list = valueAt(documents.new.data, at);
  const old = item === undefined ? undefined : valueAt(documents.old.data, item);
  if (old === undefined || (list !== undefined && !Array.isArray(list))) return undefined;
  return { title: 'Keep it', steps: [appendStep(documents.new.file, at, [old])] };
}

/** The item of a list that a pointer is in: `/roles/2` of `/roles/2/access`. */
function itemPointer(pointer: string, list: string | undefined): string | undefined {
  const tokens = splitPointer(pointer);
  const index = tokens.findLastIndex((token, position) => token === list && /^\d+$/u.test(tokens[position + 1] ?? ''));
  return index < 0 ? undefined : joinPointer('', ...tokens.slice(0, index + 2));
}

// The parts of these belong together: an amount with its unit, a host with its database.
const wholes = ['slaProperties', 'servers'];

function wholeBack({ at, was }: Pick<Change, 'at' | 'was'>, documents: Pair<SourceDocument>): Back | undefined {
  for (const list of wholes) {
    const [item, oldItem] = [itemPointer(at, list), itemPointer(was ?? '', list)];
    const old = oldItem === undefined ? undefined : valueAt(documents.old.data, oldItem);
    if (item !== undefined && old !== undefined) return { title: 'Keep it as it was', steps: [replaceStep(documents.new.file, item, [old])] };
  }
  return undefined;
}

function valueBack({ at, was }: Pick<Change, 'at' | 'was'>, documents: Pair<SourceDocument>): Back | undefined {
  const [key, oldKey] = [splitPointer(at).at(-1), splitPointer(was ?? '').at(-1)];
  if (was === undefined || key === undefined || key !== oldKey || /^\d+$/u.test(key)) return undefined;
  const [old, successor] = [valueAt(documents.old.data, was), valueAt(documents.new.data, at)];
  if (sameValue(old, successor)) return undefined;
  if (old === undefined) return { title: `Leave ${key} out, as before`, steps: [{ action: 'remove', file: documents.new.file, pointer: at }] };
  const hasOwner = isRecord(valueAt(documents.new.data, at.slice(0, at.lastIndexOf('/'))));
  return hasOwner ? { title: `Keep ${key} as it was`, steps: [setStep(documents.new.file, at, old)] } : undefined;
}
