import { cwd } from 'node:process';
import { text } from 'node:stream/consumers';
import type { WriteStream } from 'node:tty';
import { openConversation } from './conversation.ts';
import type { OutputStream, World } from './world.ts';

/** The world of a real process. The first Ctrl-C aborts `signal`, the second one ends the process at once. */
export function createNodeWorld(): World {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    controller.abort();
  });
  return {
    cwd: cwd(),
    env: process.env,
    stdin: { isTTY: process.stdin.isTTY, converse: () => openConversation(controller.signal), readAll: async () => await text(process.stdin) },
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    now: () => new Date(),
    signal: controller.signal,
  };
}

function outputOf(stream: WriteStream): OutputStream {
  // `dp … | head`: the reader has seen enough, which is no error of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    isTTY: stream.isTTY,
    get columns() {
      return stream.columns || 80;
    },
    write: (content) => {
      stream.write(content);
    },
  };
}
