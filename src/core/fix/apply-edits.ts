import type { TextEdit } from '../model/finding.ts';

type Edit = Omit<TextEdit, 'file'>;

/** Whether two edits touch the same text, or insert at the same place: then only one of them can be applied. */
export function clash(a: Edit, b: Edit): boolean {
  const isSamePlace = a.startOffset === b.startOffset && a.endOffset === b.endOffset;
  return isSamePlace || (a.startOffset < b.endOffset && b.startOffset < a.endOffset);
}

/**
 * The text with all edits made; offsets are those of the text as it is given. An insertion at the end of a removal stands
 * after it. Edits that clash are a bug of the caller and throw.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.startOffset - b.startOffset || a.endOffset - b.endOffset);
  const parts: string[] = [];
  let done = 0;
  for (const [index, edit] of ordered.entries()) {
    const previous = ordered[index - 1];
    if ((previous !== undefined && clash(previous, edit)) || edit.startOffset < done || edit.endOffset > text.length) throw new Error('edits of one text overlap or leave it');
    parts.push(text.slice(done, edit.startOffset), edit.text);
    done = edit.endOffset;
  }
  return [...parts, text.slice(done)].join('');
}
