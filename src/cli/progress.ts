import { isInteractive, type World } from '../io/world.ts';

/** Says what long work is at. On a terminal one line that turns; elsewhere nothing, so that logs stay short. */
export interface Progress {
  update(text: string): void;
}

/** Runs `work` under a spinner on stderr that shows only after a second, and is gone when the work is done. */
export async function withProgress<Result>(world: World, text: string, work: (progress: Progress) => Promise<Result>): Promise<Result> {
  if (!isInteractive(world)) return await work({ update: () => undefined });
  let latest = text;
  let stop: (() => void) | undefined;
  let change: ((text: string) => void) | undefined;
  const delayMs = 1000;
  const timer = setTimeout(() => {
    void import('ora').then(({ default: ora }) => {
      const spinner = ora({ text: latest, stream: process.stderr });
      if (isDone) return;
      spinner.start();
      stop = () => spinner.stop();
      change = (next) => {
        spinner.text = next;
      };
    });
  }, delayMs);
  let isDone = false;
  try {
    return await work({
      update(next) {
        latest = next;
        change?.(next);
      },
    });
  } finally {
    isDone = true;
    clearTimeout(timer);
    stop?.();
  }
}
