import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const verdicts = ['identical', 'compatible', 'warning', 'breaking'] as const;
export type Verdict = (typeof verdicts)[number];

/** An ODCS document as data. */
export type ContractData = Readonly<Record<string, unknown>>;

/** One clear edit: a pair of contracts, what it means for readers, and why. */
export interface Edit {
  readonly name: string;
  readonly edit: string;
  readonly right: Verdict;
  readonly why: string;
  /** The rules dp reports, gates aside. */
  readonly rules: readonly string[];
  readonly old: ContractData;
  readonly new: ContractData;
}

interface WrittenEdit extends Omit<Edit, 'old' | 'new'> {
  readonly old?: ContractData;
  readonly new?: ContractData;
}

/** The edits of `head-to-head/edits.yaml` as pairs of whole documents. `folder` is bench/. */
export function readEdits(folder: string): Edit[] {
  const { base, edits } = parse(readFileSync(join(folder, 'head-to-head', 'edits.yaml'), 'utf8')) as { base: ContractData; edits: WrittenEdit[] };
  return edits.map((edit) => ({ ...edit, old: { ...base, ...edit.old }, new: { ...base, ...edit.new } }));
}
