import { DpError } from '../../core/model/errors.ts';
import { type Baseline, readBaseline } from '../../core/policy/waivers/baseline.ts';
import { readBytes, statPath, writeWhole } from '../files.ts';

/** Where the baseline of a workspace lies. */
export function baselineFile(root: string): string {
  return `${root}/.dp/baseline.json`;
}

/** The baseline of a workspace; `undefined` where there is none. Errors: `configuration`, `unreadable`. */
export function loadBaseline(root: string): Baseline | undefined {
  const file = baselineFile(root);
  if (statPath(file) === undefined) return undefined;
  const reading = readBaseline(parse(file));
  if (!reading.ok) throw unusable(file, reading.problem);
  return reading.baseline;
}

/** Writes the baseline of a workspace. Error: `write-failed`. */
export function saveBaseline(root: string, baseline: Baseline): void {
  writeWhole(baselineFile(root), `${JSON.stringify(baseline, undefined, 2)}\n`);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(readBytes(file)));
  } catch (error) {
    if (error instanceof SyntaxError) throw unusable(file, 'It is no JSON.');
    throw error;
  }
}

function unusable(file: string, problem: string): DpError {
  return new DpError('configuration', `${file} can’t be used. ${problem}`, { hint: 'dp validate --write-baseline' });
}
