import { keyedPath, type PathStep } from '../../model/keyed-path.ts';

const longestPath = 2000;

/** The steps of a keyed path as people write it; `undefined` for what is no keyed path. */
export function parseKeyedPath(text: string): PathStep[] | undefined {
  const steps: PathStep[] = [];
  if (text.length > longestPath) return undefined;
  let rest = text;
  while (rest !== '') {
    const step = readStep(rest);
    if (step === undefined) return undefined;
    steps.push(step.step);
    rest = rest.slice(step.length);
    if (rest.startsWith('.') && rest.length > 1) rest = rest.slice(1);
    else if (rest !== '') return undefined;
  }
  return steps;
}

const quoted = String.raw`"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`;
const stepName = new RegExp(String.raw`^(?:${quoted}|[^.[\]"=,\s]+)`, 'u');
const stepKey = new RegExp(String.raw`^([A-Za-z]+)=(${quoted}|[^\],"]+)([,\]])`, 'u');

function readStep(text: string): { readonly step: PathStep; readonly length: number } | undefined {
  const name = stepName.exec(text)?.[0];
  if (name === undefined) return undefined;
  if (text[name.length] !== '[') return { step: { name }, length: name.length };
  const keys: Record<string, string> = {};
  let at = name.length + 1;
  for (;;) {
    const pair = stepKey.exec(text.slice(at));
    const [whole, key, value, end] = pair ?? [];
    if (whole === undefined || key === undefined || value === undefined) return undefined;
    keys[key] = unquote(value);
    at += whole.length;
    if (end === ']') return { step: { name, keys }, length: at };
  }
}

function unquote(value: string): string {
  return value.startsWith('"') ? String(JSON.parse(value)) : value;
}

/** One spelling for a keyed path, whether or not its names are quoted. */
export function normalPath(text: string): string | undefined {
  const steps = parseKeyedPath(text);
  return steps === undefined ? undefined : keyedPath('', ...steps);
}

/** Whether a path is a scope's path or lies below it; both in one spelling. */
export function isPathInScope(path: string, scope: string): boolean {
  return path === scope || path.startsWith(`${scope}.`);
}

/** Whether a path counts items instead of naming them: `schema[0]`. */
export function hasIndex(path: string): boolean {
  return /\[\d+\]/u.test(path);
}
