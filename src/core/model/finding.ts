export type Severity = 'error' | 'warning' | 'info';

/** What a finding is about, in names that survive reordering. `key` is `<domain>/<name>`; `path` is a keyed path. */
export interface Subject {
  readonly product: string | null;
  readonly key: string | null;
  readonly contract: string | null;
  readonly path: string;
}

export interface RelatedLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** In a diff: which side the place is on. */
  readonly side: 'old' | 'new' | null;
}

/** Offsets are UTF-16 units into the file's text as it was read. */
export interface TextEdit {
  readonly file: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

export interface PolicyOrigin {
  readonly pack: string;
  readonly version: string;
  readonly enforcement: 'advisory' | 'soft-mandatory' | 'hard-mandatory';
  readonly stage: 'draft' | 'audit' | 'grace' | 'enforced' | 'retired';
  readonly effectiveFrom: string | null;
}

export interface WaiverNote {
  readonly id: string;
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
}

/** What `dp diff` adds to a finding (INTERFACE, "Formats"). */
export interface ChangeFacts {
  readonly level: 'breaking' | 'warning' | 'info' | 'gate';
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly consumers: readonly ConsumerHit[];
  /** Rows that the new contract allows and the old one forbids, where such can be built. */
  readonly witness?: Witness;
  /** Ways out of a break, the best first. */
  readonly migration?: readonly WayOut[];
}

/** Rows of one table, in the contract's own column names; more than one where the promise is about several (keys). */
export interface Witness {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** A way to go on without breaking readers; its steps together keep the promise. */
export interface WayOut {
  readonly kind: 'new-port' | 'new-contract' | 'deprecate' | 'alias' | 'keep';
  readonly title: string;
  readonly steps: readonly MigrationStep[];
}

/**
 * One edit of a file of the new side, at a JSON Pointer. `set` gives a key its value, `remove` takes a key or item away,
 * `append` adds items to a list (made where there is none), `replace` puts items in the place of one item; `move` gives a
 * file another name; `restore` brings a file back as it was on the old side. `yaml` is what to paste.
 */
export type MigrationStep =
  | { readonly action: 'set' | 'append' | 'replace'; readonly file: string; readonly pointer: string; readonly yaml: string }
  | { readonly action: 'remove'; readonly file: string; readonly pointer: string }
  | { readonly action: 'move'; readonly file: string; readonly to: string }
  | { readonly action: 'restore'; readonly file: string; readonly from: string };

/** Someone who reads what a change touches. `columns` is null where the reader does not declare which it reads. */
export interface ConsumerHit {
  readonly kind: 'product' | 'exposure';
  readonly name: string;
  readonly via: readonly string[];
  readonly isDirect: boolean;
  readonly columns: readonly string[] | null;
}

/** The one currency of every judgement: validate, diff, publish and test all yield these, reporters take nothing else. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly pointer: string;
  readonly subject: Subject;
  readonly help: string | null;
  readonly fingerprint: string;
  readonly related: readonly RelatedLocation[];
  readonly fix: Fix | null;
  readonly policy: PolicyOrigin | null;
  readonly waiver: WaiverNote | null;
  readonly change?: ChangeFacts;
}
