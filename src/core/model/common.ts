/** Everything in the canonical model remembers its place: `at` is a JSON Pointer into the source document. */
export interface Located {
  readonly at: string;
  /**
   * Where a field stood when that is not `${at}/${field}`: canonical field name → pointer.
   * Use `pointerOf` instead of reading it.
   */
  readonly origins?: Readonly<Record<string, string>>;
}

/** The pointer a field of a model node came from (it need not exist there: then `locate` gives the parent). */
export function pointerOf(node: Located, field: string): string {
  return node.origins?.[field] ?? `${node.at}/${field}`;
}

export interface CustomProperty extends Located {
  readonly id: string | undefined;
  /** The canonical spelling: `{property: canvas, vendor: dp}`, however the document's version spells it. */
  readonly property: string;
  readonly vendor: string | undefined;
  readonly value: unknown;
  readonly description: string | undefined;
}

export interface Link extends Located {
  readonly id: string | undefined;
  readonly type: string;
  readonly url: string;
  readonly description: string | undefined;
}

export interface Prose extends Located {
  readonly purpose: string | undefined;
  readonly usage: string | undefined;
  readonly limitations: string | undefined;
  readonly links: readonly Link[];
  readonly customProperties: readonly CustomProperty[];
}

export interface Synonym extends Located {
  readonly synonym: string;
  readonly locale: string | undefined;
  readonly description: string | undefined;
}

export interface Member extends Located {
  readonly id: string | undefined;
  readonly username: string | undefined;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly role: string | undefined;
  readonly dateIn: string | undefined;
  readonly dateOut: string | undefined;
  readonly replacedByUsername: string | undefined;
}

/** One shape for the member list of old versions and the object of new ones. */
export interface Team extends Located {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly members: readonly Member[];
}

export interface SupportChannel extends Located {
  readonly id: string | undefined;
  readonly channel: string;
  readonly url: string | undefined;
  readonly description: string | undefined;
  readonly tool: string | undefined;
  readonly scope: string | undefined;
  readonly invitationUrl: string | undefined;
}
