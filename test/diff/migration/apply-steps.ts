import { parse, stringify } from 'yaml';
import type { MigrationStep } from '../../../src/core/model/finding.ts';

/** Files by path: what a person would have in front of them. */
export type Files = Readonly<Record<string, string>>;

type Branch = Record<string, unknown> | unknown[];

/**
 * Does by hand what the steps of a way out say: the YAML of a step is pasted as it is printed. `olds` are the files of the
 * old side. Written for the tests, so that steps are tried by something that did not make them.
 */
export function applySteps(files: Files, olds: Files, steps: readonly MigrationStep[]): Files {
  return steps.reduce((current, step) => applyStep(current, olds, step), files);
}

function applyStep(files: Files, olds: Files, step: MigrationStep): Files {
  switch (step.action) {
    case 'move': {
      const { [step.file]: text, ...rest } = files;
      if (text === undefined) throw new Error(`there is no ${step.file} to move`);
      return { ...rest, [step.to]: text };
    }
    case 'restore': {
      const text = olds[step.from];
      if (text === undefined) throw new Error(`there was no ${step.from}`);
      return { ...files, [step.file]: text };
    }
    default: {
      const text = files[step.file];
      if (text === undefined) throw new Error(`there is no ${step.file}`);
      const data = parse(text) as Branch;
      edit(data, step);
      return { ...files, [step.file]: stringify(data) };
    }
  }
}

function edit(data: Branch, step: Exclude<MigrationStep, { action: 'move' | 'restore' }>): void {
  const tokens = step.pointer.slice(1).split('/');
  const last = tokens.pop() ?? '';
  const owner = tokens.reduce<Branch>((branch, token) => child(branch, token), data);
  if (step.action === 'remove') {
    if (Array.isArray(owner)) owner.splice(Number(last), 1);
    else Reflect.deleteProperty(owner, last);
    return;
  }
  const pasted: unknown = parse(step.yaml);
  if (step.action === 'set') Object.assign(owner, pasted);
  else if (step.action === 'replace' && Array.isArray(owner)) owner.splice(Number(last), 1, ...(pasted as unknown[]));
  else if (step.action === 'append' && !Array.isArray(owner)) owner[last] = [...((owner[last] ?? []) as unknown[]), ...(pasted as unknown[])];
  else throw new Error(`${step.action} does not fit ${step.pointer}`);
}

function child(branch: Branch, token: string): Branch {
  const found = Array.isArray(branch) ? branch[Number(token)] : branch[token];
  if (typeof found !== 'object' || found === null) throw new Error(`nothing at ${token}`);
  return found as Branch;
}
