import type { Command } from 'commander';
import { relative, resolve } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { resolveAnswers, type GivenAnswer } from '../../core/template/answers.ts';
import { initCommandLine } from '../../core/template/command-line.ts';
import type { Answers } from '../../core/template/question.ts';
import { slashed } from '../../io/files.ts';
import { lookAround, planProduct } from '../../io/init-product.ts';
import { listTemplates, loadTemplate, type LoadedTemplate } from '../../io/templates.ts';
import { isInteractive, type World } from '../../io/world.ts';
import { writeTree, type WritePlan } from '../../io/write-tree.ts';
import type { CliContext, CommandModule } from '../command.ts';
import { addReportFlags, readReportFlags, type ReportFlags } from '../flags.ts';
import { collectGiven, type InitFlags } from '../init/given-answers.ts';
import { listReport, nextSteps, notesOn, outcomeReport, refusalReport, refusalText } from '../init/init-report.ts';
import type { UpstreamOrder, UpstreamProduct } from '../init/upstream-ports.ts';
import { interview } from '../init/interview.ts';
import { writeReport } from '../reporters/write-report.ts';
import { colourFor, printable } from '../terminal.ts';

const defaultTemplate = 'sql-duckdb';

const help = `
On a terminal dp asks for what is not given; elsewhere, with --yes, in CI and in a hook it never does.

  $ dp init orders --yes --name orders --domain sales --set owner=orders-team@acme.example
  $ dp init --list`;

export const command: CommandModule = {
  register(command: Command, context: CliContext): void {
    command
      .argument('[dir]', 'folder of the new product', '.')
      .option('--name <name>', 'what the product is called')
      .option('--domain <domain>', 'the business domain that owns it')
      .option('--template <id>', 'what to start from (see --list)', defaultTemplate)
      .option('--set <key=value>', 'answer one question; once for each item of a list', (value: string, all: readonly string[]) => [...all, value], [])
      .option('--answers <file>', 'answers as YAML or JSON')
      .option('--from <product@version>', 'read a published product: adds its ports as input ports')
      .option('-y, --yes', 'ask nothing; take the defaults')
      .option('--force', 'overwrite files that are there')
      .option('--list', 'list the templates')
      .addHelpText('after', help)
      .action(async (folder: string, flags: InitFlags) => {
        await run({ context, folder, flags, report: readReportFlags(command) });
      });
    addReportFlags(command, { formats: ['text', 'json'] });
  },
};

interface Order {
  readonly context: CliContext;
  readonly folder: string;
  readonly flags: InitFlags;
  readonly report: ReportFlags;
}

async function run(order: Order): Promise<void> {
  const { context, flags, report } = order;
  const { world } = context;
  if (flags.list === true) {
    await writeReport(world, listReport(listTemplates()), report);
    return;
  }
  const folder = resolve(world.cwd, order.folder);
  const template = loadTemplate(flags.template);
  const surroundings = lookAround(folder);
  const given = collectGiven(world, flags, surroundings);
  const answers = await completeAnswers(order, template, given);
  const registry = textOf(answers, 'registry');
  const upstream = flags.from === undefined ? undefined : await readFrom(world, { from: flags.from, registry, folder, surroundings });
  const plan = planProduct({ folder, template, answers, surroundings, upstream });
  refuseConflicts(plan, order);
  const files = writeTree(plan);
  await writeReport(
    world,
    outcomeReport({
      key: `${textOf(answers, 'domain')}/${textOf(answers, 'name')}`,
      template: template.descriptor,
      folder,
      files,
      commandLine: initCommandLine({ folder: order.folder, template: template.descriptor.id, isDefaultTemplate: flags.template === defaultTemplate, from: upstream?.from, questions: template.descriptor.questions, answers }),
      notes: notesOn(relativeTo(world, surroundings), { files, registry }),
      next: nextSteps({
        cwd: world.cwd,
        folder,
        hasRegistry: registry !== '' || surroundings.registry !== undefined,
        message: `Add the data product ${textOf(answers, 'name')}`,
      }),
    }),
    report,
  );
}

async function readFrom(world: World, order: UpstreamOrder): Promise<UpstreamProduct> {
  const { readUpstream } = await import('../init/upstream-ports.ts');
  return await readUpstream(world, order);
}

async function completeAnswers(order: Order, template: LoadedTemplate, given: readonly GivenAnswer[]): Promise<Answers> {
  const { world } = order.context;
  const { questions } = template.descriptor;
  const first = resolveAnswers(questions, given);
  const isAsking = order.flags.yes !== true && isInteractive(world);
  const { converse } = world.stdin;
  if (!first.ok && (first.problems.length > 0 || first.unknown.length > 0 || !isAsking)) return await refuse(order, { missing: first.missing, problems: [...first.problems, ...first.unknown] });
  if (!isAsking || converse === undefined) {
    if (first.ok) return tellSpelling(world, first.answers, given);
    return await refuse(order, { missing: first.missing, problems: first.problems });
  }
  const conversation = converse();
  try {
    const colour = colourFor(world, world.stderr, { isColourOff: order.report.isColourOff });
    return await interview({ questions, given, conversation, screen: world.stderr, colour });
  } finally {
    conversation.close();
  }
}

async function refuse(order: Order, refusal: Parameters<typeof refusalReport>[0]): Promise<never> {
  if (order.report.format !== 'text') await writeReport(order.context.world, refusalReport(refusal), order.report);
  const hint = refusal.missing.length === 0 ? 'dp init --help' : 'dp init orders --name orders --domain sales --set owner=orders-team@acme.example';
  throw new DpError('usage', refusalText(refusal), { hint });
}

function refuseConflicts(plan: WritePlan, order: Order): void {
  if (plan.conflicts.length === 0 || order.flags.force === true) return;
  const list = plan.conflicts.map((path) => `\n  ${path}`).join('');
  throw new DpError('write-failed', `Nothing was written: ${plan.conflicts.length === 1 ? 'a file is' : 'these files are'} there already.${list}`, {
    hint: 'give the product a folder of its own (dp init <folder>), or overwrite them with --force',
  });
}

// A name is never changed without a word.
function tellSpelling(world: World, answers: Answers, given: readonly GivenAnswer[]): Answers {
  const used = given.filter(({ key, rank }) => !given.some((other) => other.key === key && other.rank > rank));
  for (const { key, value } of used) {
    const answer = answers[key];
    if ((key === 'name' || key === 'domain') && typeof answer === 'string' && answer !== value) world.stderr.write(`${key}: ${printable(String(value))} is spelled ${answer}\n`);
  }
  return answers;
}

function textOf(answers: Answers, key: string): string {
  const answer = answers[key];
  return typeof answer === 'string' ? answer : '';
}

function relativeTo(world: World, surroundings: ReturnType<typeof lookAround>): ReturnType<typeof lookAround> {
  const { settingsFile } = surroundings;
  return settingsFile === undefined ? surroundings : { ...surroundings, settingsFile: slashed(relative(world.cwd, settingsFile)) };
}
