const longestWord = 24;

/** Whether a table may keep a text on one line: a date, a name, an id. Longer ones may break, so that no page grows as wide as its longest word. */
export function isShortWord(text: string): boolean {
  return text.length <= longestWord && !/\s/u.test(text);
}
