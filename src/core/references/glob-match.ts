/** At most so many alternatives are made of the braces of one pattern; the rest matches nothing. */
const maxAlternatives = 64;

/**
 * Whether a relative path fits a glob: `*` and `?` within a name, `**` over folders, `[a-z]` and `{a,b}`. As in a shell, a
 * name with a leading dot is only met by a pattern that has the dot. A folder alone is none of its files.
 * The time is bounded by the product of both lengths, whatever the pattern.
 */
export function isGlobMatch(pattern: string, path: string): boolean {
  const segments = path.split('/');
  return alternatives(pattern).some((alternative) => matchSegments(alternative.split('/'), segments));
}

function alternatives(pattern: string): string[] {
  const done: string[] = [];
  const pending = [pattern];
  for (let next = pending.pop(); next !== undefined && done.length + pending.length < maxAlternatives; next = pending.pop()) {
    const braces = /\{([^{}]*)\}/u.exec(next);
    if (braces === null || !(braces[1] ?? '').includes(',')) done.push(next);
    else for (const choice of (braces[1] ?? '').split(',')) pending.push(next.slice(0, braces.index) + choice + next.slice(braces.index + braces[0].length));
  }
  return done;
}

// reachable[j]: the pattern's parts so far fit the first j segments.
function matchSegments(parts: readonly string[], segments: readonly string[]): boolean {
  let reachable = segments.map(() => false);
  reachable.unshift(true);
  for (const part of parts) {
    const next = reachable.map(() => false);
    for (let index = 0; index <= segments.length; index += 1) {
      const segment = segments[index - 1];
      if (part === '**') next[index] = (reachable[index] ?? false) || (segment !== undefined && (next[index - 1] ?? false) && !segment.startsWith('.'));
      else next[index] = segment !== undefined && (reachable[index - 1] ?? false) && matchName(part, segment);
    }
    reachable = next;
  }
  return reachable[segments.length] ?? false;
}

type Token = { readonly kind: 'star' } | { readonly kind: 'one'; readonly fits: (character: string) => boolean };

function matchName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  const characters = Array.from(name);
  let reachable = [true, ...characters.map(() => false)];
  for (const token of tokensOf(pattern)) {
    const previous = reachable;
    const next = previous.map(() => false);
    for (let index = 0; index <= characters.length; index += 1) {
      const character = characters[index - 1];
      if (token.kind === 'star') next[index] = (previous[index] ?? false) || (next[index - 1] ?? false);
      else next[index] = character !== undefined && (previous[index - 1] ?? false) && token.fits(character);
    }
    reachable = next;
  }
  return reachable[characters.length] ?? false;
}

function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (const [text] of pattern.matchAll(/\*+|\[!?\]?[^\]]*\]|[^]/gu)) {
    if (text.startsWith('*')) tokens.push({ kind: 'star' });
    else if (text === '?') tokens.push({ kind: 'one', fits: () => true });
    else if (text.length > 1 && text.startsWith('[')) tokens.push({ kind: 'one', fits: setOf(text.slice(1, -1)) });
    else tokens.push({ kind: 'one', fits: (character) => character === text });
  }
  return tokens;
}

function setOf(body: string): (character: string) => boolean {
  const isNegated = body.startsWith('!') || body.startsWith('^');
  const members = isNegated ? body.slice(1) : body;
  const ranges = [...members.matchAll(/([^])-([^])|([^])/gu)].map(([, from, to, single]) => ({ from: from ?? single ?? '', to: to ?? single ?? '' }));
  return (character) => ranges.some(({ from, to }) => character >= from && character <= to) !== isNegated;
}
