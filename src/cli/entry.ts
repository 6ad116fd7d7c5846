import { createNodeWorld } from '../io/node-world.ts';
import { main } from './main.ts';

/** What `bin/dp.js` calls: one command line in the real world. */
export async function run(argv: readonly string[]): Promise<number> {
  return await main(argv, createNodeWorld());
}
