// JSON.stringify leaves these as they are; a terminal would obey or hide them.
const unsafe = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** A JSON document, indented by two, in which every control character is escaped. */
export function printJson(document: unknown): string {
  return JSON.stringify(document, undefined, 2).replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
