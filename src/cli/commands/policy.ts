import type { CommandModule } from '../command.ts';
import { registerList } from '../policies/list-command.ts';
import { registerShow } from '../policies/show-command.ts';
import { registerTest } from '../policies/test-command.ts';
import { registerUpdate } from '../policies/update-command.ts';

/** `dp policy …`: each subcommand declares itself in a file of its own. */
export const command: CommandModule = {
  register(program, context) {
    registerList(program, context);
    registerShow(program, context);
    registerTest(program, context);
    registerUpdate(program, context);
  },
};
