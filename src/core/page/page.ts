/** How a value looks: a verdict has its colour. */
export type Tone = 'good' | 'bad' | 'warning' | 'quiet';

/** One piece of text in a page; untrusted, and shown as it is. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
  /** A name, a path, a value: set in a fixed width. */
  readonly isCode?: boolean;
  /** Shown as a link where it is one of the web. */
  readonly url?: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string; readonly anchor?: string }
  | { readonly kind: 'paragraph'; readonly cells: readonly Cell[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, Cell])[] }
  | { readonly kind: 'list'; readonly items: readonly Cell[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'code'; readonly text: string };

/** A page that dp renders as text, Markdown and HTML alike. */
export interface Page {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Plain text as a cell. */
export function plain(text: string, tone?: Tone): Cell {
  return tone === undefined ? { text } : { text, tone };
}

/** A name, path or value as a cell. */
export function code(text: string, tone?: Tone): Cell {
  return { ...plain(text, tone), isCode: true };
}
