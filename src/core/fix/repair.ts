/** How a list item is written: keys with their values, in order. */
export type NewItem = readonly (readonly [key: string, value: string | number | boolean])[];

/**
 * What a fix is to achieve, as plain facts. Judging yields these; `planFix` turns one into edits of the text, and only
 * then is the package loaded that reads YAML with its comments.
 */
export type Repair =
  /** Moves `key` of the mapping at `mapping` into a new item of its `customProperties`. */
  | { readonly kind: 'move-to-custom-property'; readonly title: string; readonly mapping: string; readonly key: string; readonly property: string; readonly vendor: string | undefined }
  /** Replaces `key` of the document by new items of the list at `list` (a path of keys from the root). */
  | { readonly kind: 'move-to-list'; readonly title: string; readonly key: string; readonly list: readonly string[]; readonly items: readonly NewItem[] }
  /** Gives a top-level key its right name. */
  | { readonly kind: 'rename-key'; readonly title: string; readonly key: string; readonly to: string }
  /** Removes a top-level key whose fact stands elsewhere already. */
  | { readonly kind: 'remove-key'; readonly title: string; readonly key: string }
  /** Spells `property` and `vendor` of the customProperties item at `item`; a vendor of `undefined` is none. */
  | { readonly kind: 'spell-property'; readonly title: string; readonly item: string; readonly property: string; readonly vendor: string | undefined }
  /** Gives keys of the mapping at `mapping` their values: those that are there are replaced, the others are added. */
  | { readonly kind: 'set-keys'; readonly title: string; readonly mapping: string; readonly entries: NewItem };
