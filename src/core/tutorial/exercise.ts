/** What has to hold when an exercise is solved: a description of a judgement of dp, never a look at the text of a file. */
export type Requirement =
  /** The folder holds one product with this key, which has a contract. */
  | { readonly kind: 'product'; readonly key: string }
  /** `dp validate` finds nothing at this severity or above. */
  | { readonly kind: 'clean'; readonly level: 'error' | 'warning' }
  /** A table still promises these columns. */
  | { readonly kind: 'columns'; readonly table: string; readonly columns: readonly string[] }
  /** The canvas names its value and at least one consumer, whole, whose needs the port meets. */
  | { readonly kind: 'canvas' }
  /** The registry holds this version, the same as the folder. */
  | { readonly kind: 'published'; readonly version: string }
  /** Something changed since the registry's version, and the declared version is large enough for it. */
  | { readonly kind: 'reviewed' }
  /** A mandatory rule of a pack of one's own finds this column, and a waiver excuses it. */
  | { readonly kind: 'waived'; readonly table: string; readonly column: string }
  /** A rule is tried on another column: nothing else is excused. */
  | { readonly kind: 'nothing-else-waived'; readonly table: string; readonly column: string };

/** One exercise: a story, the files it begins with, and when it is solved. Texts may hold `{{today}}` and `{{in60Days}}`. */
export interface Exercise {
  /** Also the name of its folder, after the number. */
  readonly id: string;
  readonly title: string;
  readonly story: string;
  /** What to do, and the commands to type, from the exercise's folder. */
  readonly task: string;
  /** Paths below the exercise's folder, with forward slashes. */
  readonly files: Readonly<Record<string, string>>;
  readonly requirements: readonly Requirement[];
  /** Which judgements the requirements ask for besides documents and references. */
  readonly asks: 'documents' | 'policies' | 'registry';
  /** Said when it is solved. */
  readonly learned: string;
}
