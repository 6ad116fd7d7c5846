/** Where a command writes; text only. Width is in columns. */
export interface OutputStream {
  readonly isTTY: boolean;
  readonly columns: number;
  write(text: string): void;
}

/** Questions and answers at a terminal, one line each. */
export interface Conversation {
  /** Shows the prompt and gives the line typed; `undefined` at the end of input. Error: `interrupted` on Ctrl-C. */
  ask(prompt: string): Promise<string | undefined>;
  close(): void;
}

export interface InputStream {
  readonly isTTY: boolean;
  /** Opens the terminal for questions, where there is one; ask `isInteractive` first. */
  readonly converse?: () => Conversation;
  /** All of standard input as text, until it ends. */
  readAll(): Promise<string>;
}

/** Everything of the outside that a command may touch besides files and children; tests hand in their own. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: InputStream;
  /** The answer. */
  readonly stdout: OutputStream;
  /** The story: progress, notes, errors. */
  readonly stderr: OutputStream;
  now(): Date;
  /** Aborted on Ctrl-C; long work hands it on. */
  readonly signal: AbortSignal;
}

/** Whether dp may ask a question: a terminal at both ends and no CI or hook around it. */
export function isInteractive(world: World): boolean {
  const isUnattended = isSet(world.env['CI']) || isSet(world.env['PRE_COMMIT']);
  return world.stdin.isTTY && world.stderr.isTTY && !isUnattended;
}

/** Environment switches count as set unless empty, `0` or `false`. */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value.toLowerCase() !== 'false';
}
