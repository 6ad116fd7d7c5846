import { dpValue } from '../../manifest/read-product.ts';
import { isRecord } from '../../manifest/node-reader.ts';
import type { DataContract } from '../../model/contract.ts';
import { change, type Change, type Pair } from '../change.ts';
import { proseForm, show } from '../value.ts';

const kinds = ['late', 'malformed', 'duplicate', 'replayed'] as const;
type Kind = (typeof kinds)[number];

/** What becomes of records that are not as they should be (dp property `errorHandling`), kind by kind. */
export function compareErrorHandling(contracts: Pair<DataContract>): Change[] {
  const [old, successor] = [dpValue(contracts.old, 'errorHandling'), dpValue(contracts.new, 'errorHandling')];
  const before = isRecord(old?.value) ? old.value : {};
  const after = isRecord(successor?.value) ? successor.value : {};
  const names: ReadonlySet<string> = new Set(kinds);
  const others = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !names.has(name) && proseForm(before[name]) !== proseForm(after[name]));
  const place = { at: successor?.at ?? '/customProperties', was: old?.at ?? '/customProperties' };
  const unknown = others.map((name) => change('unknown-change', { path: 'errorHandling', ...place }, { field: name, from: before[name], to: after[name] }));
  const ruled = kinds.flatMap((kind) => {
    if (proseForm(before[kind]) === proseForm(after[kind])) return [];
    const [from, to] = [protection(kind, before[kind]), protection(kind, after[kind])];
    const rule = to < from ? 'error-handling-weakened' : to > from ? 'error-handling-strengthened' : 'error-handling-changed';
    const spot = { path: `errorHandling.${kind}`, at: successor === undefined ? '/customProperties' : `${successor.at}/${kind}`, was: old === undefined ? '/customProperties' : `${old.at}/${kind}` };
    const words = { from: actionOf(before[kind]), to: actionOf(after[kind]) };
    const what = words.from === words.to ? `Handling of ${kind} records changed` : `${kind} records: ${show(words.from)} → ${show(words.to)}`;
    return [change(rule, spot, { from: before[kind], to: after[kind], what, ...(before[kind] === undefined ? { was: undefined } : {}) })];
  });
  return [...ruled, ...unknown];
}

function actionOf(handling: unknown): string | undefined {
  const action = isRecord(handling) ? handling['action'] : undefined;
  return typeof action === 'string' ? action : undefined;
}

// What a reader is spared, or not deprived of: bad records kept away, late and repeated ones let in. Nothing said is the least.
function protection(kind: Kind, handling: unknown): number {
  const action = actionOf(handling);
  if (action === undefined) return 0;
  const letsIn = action === 'accept' || action === 'correct';
  const isProtective = kind === 'malformed' || kind === 'duplicate' ? action !== 'accept' : letsIn;
  return isProtective ? 2 : 1;
}
