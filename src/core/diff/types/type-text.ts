/** A physical type as it is spelled, in lower case: `timestamp(6) with time zone` → name `timestamp with time zone`, args `['6']`. */
export interface TypeText {
  readonly name: string;
  /** What stands in parentheses, as written; may be types themselves (`array(varchar)`). */
  readonly args: readonly string[];
  /** What stands in angle brackets; `label` for the fields of a struct. */
  readonly nested: readonly { readonly label: string | undefined; readonly type: string }[];
  /** How often `[]` follows. */
  readonly arrayDepth: number;
}

/**
 * Splits the text of a physical type into its words and parameters. Case and spaces do not matter; `not null` is left out.
 * A text that has no such form comes back as a name only.
 */
export function parseTypeText(text: string): TypeText {
  const normalised = text.trim().toLowerCase().replaceAll(/\s+/gu, ' ').replaceAll(/\s*([(),<>[\]:])\s*/gu, '$1').replace(/ (?:not )?null$/u, '');
  const base = normalised.replaceAll(/\[\d*\]$/gu, '');
  const arrayDepth = (/(?:\[\d*\])+$/u.exec(normalised)?.[0].match(/\[/gu) ?? []).length;
  const trimmed = arrayDepth > 1 ? normalised.replace(/(?:\[\d*\])+$/u, '') : base;
  const angle = /^([a-z_][\w ]*)<(.*)>$/su.exec(trimmed);
  if (angle !== null) {
    const nested = splitTopLevel(angle[2] ?? '').map(labelled);
    return { name: (angle[1] ?? '').trim(), args: [], nested, arrayDepth };
  }
  const round = /^([a-z_][\w ]*?)\((.*)\)([\w ]*)$/su.exec(trimmed);
  if (round !== null && isBalanced(round[2] ?? '')) {
    const name = `${(round[1] ?? '').trim()} ${(round[3] ?? '').trim()}`.trim();
    return { name, args: splitTopLevel(round[2] ?? ''), nested: [], arrayDepth };
  }
  return { name: trimmed, args: [], nested: [], arrayDepth };
}

/** A field of a struct or row: `name type` or `name:type`; a plain type has no label. */
export function labelled(text: string): { label: string | undefined; type: string } {
  const colon = /^([a-z_][\w]*):(.+)$/su.exec(text);
  if (colon !== null) return { label: colon[1], type: colon[2] ?? '' };
  const space = /^([a-z_]\w*) (.+)$/su.exec(text);
  return space === null || isOneType(text) ? { label: undefined, type: text } : { label: space[1], type: space[2] ?? '' };
}

function isOneType(text: string): boolean {
  return /^(?:double precision|character varying|char varying|national|long|timestamp|time|bit varying|tinyint|smallint|mediumint|int|integer|bigint)\b/u.test(text);
}

function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '(' || character === '<' || character === '[') depth += 1;
    else if (character === ')' || character === '>' || character === ']') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...parts, text.slice(start).trim()].filter((part) => part !== '');
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
