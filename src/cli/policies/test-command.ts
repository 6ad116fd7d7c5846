import type { Command } from 'commander';
import { settleFindings } from '../../core/model/draft.ts';
import { runPackTests } from '../../core/policy/pack-tests.ts';
import type { PolicyPack } from '../../core/policy/pack/model.ts';
import { sha256 } from '../../io/hash.ts';
import { openCatalogue, openPack, openPolicies, type SinglePack } from '../../io/policies/open-policies.ts';
import type { World } from '../../io/world.ts';
import type { CliContext, ExitCode } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { text } from '../reporters/text.ts';
import { plural } from '../reporters/wording.ts';
import { writeReport } from '../reporters/write-report.ts';
import { todayOf, todayOption } from './policy-flags.ts';

const examples = `
Every rule has examples under \`tests\`: documents that meet it and documents that break it. This runs them.

Examples:
  $ dp policy test                       the packs of this workspace
  $ dp policy test policies/sales.yaml
  $ dp policy test dp                    the rules that ship with dp

Exit codes: 0 all as expected, 1 an example failed, 2 a pack is malformed.`;

/** `dp policy test`: runs the examples of packs. */
export function registerTest(program: Command, context: CliContext): void {
  const test = program.command('test').summary('run the examples of packs').description('Check packs and run the examples of their rules.');
  addReportFlags(test)
    .argument('[packs...]', 'packs by path or name; none: those of this workspace')
    .addOption(todayOption())
    .addHelpText('after', examples)
    .action(async (packs: string[], flags: { readonly today?: string }) => {
      context.finish(await run(context.world, { packs, today: todayOf(context.world, flags), self: test }));
    });
}

interface Call {
  readonly packs: readonly string[];
  readonly today: string;
  readonly self: Command;
}

async function run(world: World, { packs, today, self }: Call): Promise<ExitCode> {
  const tested = (await packsToTest(world, packs)).map((single) => ({ single, report: runPackTests(single.pack, single.compiled, { today }) }));
  const findings = settleFindings(tested.flatMap(({ report }) => report.drafts), sha256);
  const isOk = findings.every(({ severity }) => severity !== 'error');
  const count = tested.reduce((sum, { report }) => sum + report.results.length, 0);
  const rules = tested.reduce((sum, { single }) => sum + ownRules(single.pack), 0);
  const section = {
    tests: tested.flatMap(({ single, report }) => report.results.map(({ rule, test, isPassed, difference }) => ({ pack: single.pack.origin, rule, test, passed: isPassed, difference }))),
    lacking: tested.flatMap(({ report }) => report.lacking),
  };
  const done = `${plural(count, 'example')} of ${plural(rules, 'rule')} in ${plural(tested.length, 'pack')}`;
  await writeReport(
    world,
    {
      command: 'policy test',
      ok: isOk,
      findings,
      summary: { products: 0, contracts: 0 },
      sections: { policy: section },
      views: { text: (report, context) => (findings.length === 0 ? `${context.colour.green('✔')} ${done}: all come out as they say` : `${text(report, context)} (${done})`) },
    },
    { ...readReportFlags(self), documents: tested.flatMap(({ single }) => [single.pack.document, ...single.pack.rules.map(({ document }) => document)]) },
  );
  return isOk ? 0 : 1;
}

function ownRules({ rules }: PolicyPack): number {
  return rules.filter(({ stage }) => stage !== 'retired').length;
}

// The workspace's own packs are files of its repository: what ships with dp or comes from git was tested there.
async function packsToTest(world: World, names: readonly string[]): Promise<SinglePack[]> {
  if (names.length > 0) return await Promise.all(names.map(async (name) => (name === 'dp' ? openCatalogue() : await openPack(world, name))));
  const { policies, compiled } = await openPolicies(world, { kind: 'settings' });
  return policies.packs.filter(({ isBuiltIn, origin }) => !isBuiltIn && !origin.startsWith('git+')).map((pack) => ({ pack, compiled }));
}
