import { createInterface } from 'node:readline';
import { DpError } from '../core/model/errors.ts';
import type { Conversation } from './world.ts';

/** Opens standard input for questions, which are shown on standard error. Lines typed ahead are kept. */
export function openConversation(signal: AbortSignal): Conversation {
  const lines: string[] = [];
  let isOver = false;
  let wake: () => void = () => undefined;
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  reader.on('line', (line) => {
    lines.push(line);
    wake();
  });
  reader.on('close', () => {
    isOver = true;
    wake();
  });
  // In raw mode Ctrl-C is a key like any other: hand it on as the signal that the rest of dp listens to.
  reader.on('SIGINT', () => process.emit('SIGINT'));
  signal.addEventListener('abort', () => { wake(); }, { once: true });
  return {
    async ask(prompt) {
      reader.setPrompt(prompt);
      if (lines.length === 0 && !isOver) reader.prompt();
      while (lines.length === 0 && !isOver && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (signal.aborted) throw new DpError('interrupted', 'Interrupted.');
      return lines.shift();
    },
    close: () => {
      reader.close();
    },
  };
}
