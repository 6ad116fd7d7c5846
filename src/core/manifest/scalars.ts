/** YAML 1.2 core schema (yaml.org/spec/1.2.2, chapter 10.3): what a plain scalar means. */
export function resolvePlainScalar(text: string): unknown {
  if (text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL') return null;
  if (text === 'true' || text === 'True' || text === 'TRUE') return true;
  if (text === 'false' || text === 'False' || text === 'FALSE') return false;
  return resolveNumber(text) ?? text;
}

function resolveNumber(text: string): number | undefined {
  const first = text.charCodeAt(0);
  const mayBeNumber = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!mayBeNumber) return undefined;
  if (/^[-+]?[0-9]+$/u.test(text)) return Number.parseInt(text, 10);
  if (/^0o[0-7]+$/u.test(text)) return Number.parseInt(text.slice(2), 8);
  if (/^0x[0-9a-fA-F]+$/u.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/u.test(text)) return Number.parseFloat(text);
  if (/^[-+]?\.(?:inf|Inf|INF)$/u.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/u.test(text)) return Number.NaN;
  return undefined;
}

/** The value of a scalar with an explicit core tag; `undefined` when the text does not fit the tag or the tag is unknown. */
export function resolveTagged(tag: string, text: string): { readonly value: unknown } | undefined {
  const name = tag.replace(/^!!|^!<tag:yaml\.org,2002:|>$/gu, '');
  if (name === 'str' || tag === '!') return { value: text };
  const value = resolvePlainScalar(text);
  switch (name) {
    case 'null':
      return value === null ? { value } : undefined;
    case 'bool':
      return typeof value === 'boolean' ? { value } : undefined;
    case 'int':
      return Number.isInteger(value) ? { value } : undefined;
    case 'float':
      return typeof value === 'number' ? { value } : undefined;
    default:
      return undefined;
  }
}

const otherReadings: readonly (readonly [RegExp, string])[] = [
  [/^(?:y|Y|yes|Yes|YES|on|On|ON)$/u, 'the boolean true'],
  [/^(?:n|N|no|No|NO|off|Off|OFF)$/u, 'the boolean false'],
  [/^[-+]?0[0-7_]+$/u, 'an octal number'],
  [/^[-+]?0b[01_]+$/u, 'a binary number'],
  [/^0o[0-7]+$/u, 'a string'],
  [/^[-+]?[1-9][0-9]*_[0-9_]*$/u, 'a number'],
  [/^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/u, 'a base-60 number'],
  [/^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*)?$/u, 'a date'],
];

/** What a YAML 1.1 parser (PyYAML, many pipelines) makes of a plain scalar, when that differs from YAML 1.2; else `undefined`. */
export function yaml11Reading(text: string): string | undefined {
  if (text.length > 40) return undefined;
  return otherReadings.find(([pattern]) => pattern.test(text))?.[1];
}
