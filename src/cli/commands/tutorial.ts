import type { Command } from 'commander';
import { resolve } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { type Check, judgeExercise } from '../../core/tutorial/judge-exercise.ts';
import { currentExercise, findTutorial, moveOn, resetTutorial, startTutorial, type Tutorial } from '../../io/tutorial/tutorial-folder.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule, ExitCode } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { todayOf } from '../policies/policy-flags.ts';
import { writeReport } from '../reporters/write-report.ts';
import { gatherFacts } from '../tutorial/gather-facts.ts';
import { checkPage, exercisePage, listPage, tutorialSection } from '../tutorial/pages.ts';

const examples = `
Six small exercises on real files, judged by dp itself. Everything stays in the tutorial's own folder: a fresh one among the
temporary files, or DIR, which must be empty. Nothing is asked: each page says what to type.

  $ dp tutorial              start, or show the exercise at hand
  $ dp tutorial ./learn-dp   start in a folder of your choice
  $ dp tutorial check        judge the exercise at hand, and go on to the next
  $ dp tutorial reset        lay out the exercise at hand again; --all: start over
  $ dp tutorial --list

Exit codes: 0 fine, 1 the exercise is not solved yet, 2 could not judge.`;

const noSummary = { products: 0, contracts: 0 };

export const command: CommandModule = {
  register(program, context) {
    addReportFlags(program, { formats: ['text', 'json'] })
      .argument('[dir]', 'where the tutorial is, or is to be')
      .option('--list', 'list the exercises')
      .addHelpText('after', examples)
      .action(async (dir: string | undefined, flags: { readonly list?: boolean }) => {
        await (flags.list === true ? list(context.world, dir, program) : show(context.world, dir, program));
        context.finish(0);
      });
    const check = program.command('check').summary('judge the exercise at hand').description('Judge the exercise at hand and go on to the next.');
    check.argument('[dir]', 'where the tutorial is (default: here or above)').action(async (dir: string | undefined) => {
      context.finish(await judge(context.world, dir, check));
    });
    const reset = program.command('reset').summary('lay out an exercise again').description('Remove the folder of the exercise at hand and lay it out again.');
    reset
      .argument('[dir]', 'where the tutorial is (default: here or above)')
      .option('--all', 'remove the folders of all exercises and start over', false)
      .action(async (dir: string | undefined, flags: { readonly all: boolean }) => {
        const tutorial = resetTutorial(requireTutorial(context.world, dir), { isAll: flags.all });
        await writePage(context.world, { tutorial, command: 'tutorial reset', self: reset });
        context.finish(0);
      });
  },
};

async function list(world: World, dir: string | undefined, self: Command): Promise<void> {
  const tutorial = findTutorial(resolve(world.cwd, dir ?? '.'));
  await writeReport(
    world,
    { command: 'tutorial', ok: true, findings: [], summary: noSummary, sections: { tutorial: tutorialSection({ tutorial, now: world.now().getTime() }) }, views: { text: (_report, { colour }) => listPage(tutorial, colour) } },
    readReportFlags(self),
  );
}

async function show(world: World, dir: string | undefined, self: Command): Promise<void> {
  const tutorial = findTutorial(resolve(world.cwd, dir ?? '.')) ?? startTutorial(world, dir);
  await writePage(world, { tutorial, command: 'tutorial', self });
}

interface Page {
  readonly tutorial: Tutorial;
  readonly command: string;
  readonly self: Command;
}

async function writePage(world: World, { tutorial, command: name, self }: Page): Promise<void> {
  const now = world.now().getTime();
  await writeReport(
    world,
    { command: name, ok: true, findings: [], summary: noSummary, sections: { tutorial: tutorialSection({ tutorial, now }) }, views: { text: (_report, { colour }) => exercisePage({ tutorial, now, cwd: world.cwd }, colour) } },
    readReportFlags(self),
  );
}

async function judge(world: World, dir: string | undefined, self: Command): Promise<ExitCode> {
  const tutorial = requireTutorial(world, dir);
  const now = world.now().getTime();
  const current = currentExercise(tutorial);
  const facts = current === undefined ? undefined : await gatherFacts(world, { ...current, today: todayOf(world, {}) });
  const checks: Check[] = current === undefined || facts === undefined ? [] : judgeExercise(current.exercise.requirements, facts);
  const isSolved = checks.every(({ ok }) => ok);
  const after = isSolved && current !== undefined ? moveOn(tutorial) : tutorial;
  const summary = facts === undefined ? noSummary : { products: facts.products.length, contracts: facts.products.reduce((sum, { contracts }) => sum + contracts.length, 0) };
  const judged = { number: tutorial.current, checks };
  await writeReport(
    world,
    {
      command: 'tutorial check',
      ok: isSolved,
      findings: [],
      summary,
      sections: { tutorial: tutorialSection({ tutorial: after, now, judged: current === undefined ? undefined : judged }) },
      views: { text: (_report, { colour }) => checkPage({ tutorial: after, now, cwd: world.cwd, judged, exercise: current?.exercise }, colour) },
    },
    readReportFlags(self),
  );
  return isSolved ? 0 : 1;
}

function requireTutorial(world: World, dir: string | undefined): Tutorial {
  const from = resolve(world.cwd, dir ?? '.');
  const found = findTutorial(from);
  if (found === undefined) throw new DpError('no-such-path', `There is no tutorial in ${from} or above.`, { hint: 'dp tutorial, then cd into the folder that it names' });
  return found;
}
