/** One step of a keyed path: `name`, or `name[key=value,key=value]`. */
export interface PathStep {
  readonly name: string;
  readonly keys?: Readonly<Record<string, string | undefined>>;
}

/**
 * A path in names for people, not indexes: `schema[name=orders].properties[name=status].required`.
 * A key value with other than letters, digits, `_` and `-` is quoted as JSON (DIFF, "Settled questions").
 */
export function keyedPath(base: string, ...steps: readonly (PathStep | string)[]): string {
  return steps.reduce<string>((path, step) => {
    const text = typeof step === 'string' ? step : stepText(step);
    return path === '' ? text : `${path}.${text}`;
  }, base);
}

function stepText(step: PathStep): string {
  const pairs = Object.entries(step.keys ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${quoteKey(key, value)}`]));
  return pairs.length === 0 ? step.name : `${step.name}[${pairs.join(',')}]`;
}

// A dot in a name would read as a step; in an element (`orders.ts`) or a version (`1.0.0`) it is ordinary.
function quoteKey(key: string, value: string): string {
  const isPlain = key === 'name' || key === 'id' ? /^[A-Za-z0-9_-]+$/u : /^[A-Za-z0-9_.-]+$/u;
  return isPlain.test(value) ? value : JSON.stringify(value);
}
