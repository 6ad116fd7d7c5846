import { relatedTo } from '../model/draft.ts';
import type { SourceDocument } from '../model/source-document.ts';
import { repeated } from './group-by.ts';
import type { ReferenceIssue } from './reference-rule.ts';

interface Placed {
  readonly at: string;
}

interface Repetition<Item extends Placed> {
  /** The name an item goes by; `undefined` or '' is none. */
  readonly keyOf: (item: Item) => string | undefined;
  /** The pointer of the name. */
  readonly pointerOf: (item: Item) => string;
  readonly messageOf: (item: Item) => string;
}

/** One issue for every item of a list whose name an earlier item has; it names the first. */
export function repetitionIssues<Item extends Placed>(document: SourceDocument, items: readonly Item[], repetition: Repetition<Item>): ReferenceIssue[] {
  if (items.length < 2) return [];
  const { keyOf, pointerOf, messageOf } = repetition;
  return repeated(items, (item) => (keyOf(item) === '' ? undefined : keyOf(item))).map(({ item, first }) => ({
    message: messageOf(item),
    pointer: pointerOf(item),
    part: 'value',
    discriminator: keyOf(item) ?? '',
    related: [relatedTo({ document, pointer: pointerOf(first), part: 'value' }, 'first stands here')],
  }));
}
