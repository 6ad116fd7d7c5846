import type { CommandModule } from '../command.ts';
import { registerDiff } from '../policies/diff-command.ts';
import { registerImpact } from '../policies/impact-command.ts';
import { registerList } from '../policies/list-command.ts';
import { registerShow } from '../policies/show-command.ts';
import { registerTest } from '../policies/test-command.ts';
import { registerUpdate } from '../policies/update-command.ts';
import { registerWaivers } from '../policies/waivers-command.ts';

/** `dp policy …`: each subcommand declares itself in a file of its own. */
export const command: CommandModule = {
  register(program, context) {
    registerList(program, context);
    registerShow(program, context);
    registerTest(program, context);
    registerUpdate(program, context);
    registerDiff(program, context);
    registerImpact(program, context);
    registerWaivers(program, context);
  },
};
