import type { Command } from 'commander';
import { code, type Page, plain } from '../../core/page/page.ts';
import { diffPacks, type PackChange, type PackDiff } from '../../core/policy/pack-diff.ts';
import { openPackAt } from '../../io/policies/pack-at.ts';
import { openPack } from '../../io/policies/open-policies.ts';
import type { World } from '../../io/world.ts';
import type { CliContext, ExitCode } from '../command.ts';
import { addPageFlags, writePage } from './write-page.ts';

const examples = `
Examples:
  $ dp policy diff packs/core                          against the last commit
  $ dp policy diff packs/core --against git:v2.3.0     against a tag, branch or commit
  $ dp policy diff packs/core --against ../old/core    against another folder or file

Exit codes: 0 the declared version is enough for the change, 1 it is too small, 2 could not judge.`;

/** `dp policy diff`: what a new version of a pack changes, and which version that needs. */
export function registerDiff(program: Command, context: CliContext): void {
  const diff = program.command('diff').summary('say what a new version of a pack changes').description('Say what a new version of a pack changes for those who extend it, and which version number that needs.');
  addPageFlags(diff)
    .argument('<pack>', 'the new pack: a path, or a name as in extends')
    .option('--against <spec>', 'the old pack: a path, git:REV, or a name as in extends', 'git:HEAD')
    .addHelpText('after', examples)
    .action(async (pack: string, flags: { readonly against: string }) => {
      context.finish(await run(context.world, { pack, against: flags.against, self: diff }));
    });
}

interface Call {
  readonly pack: string;
  readonly against: string;
  readonly self: Command;
}

async function run(world: World, { pack, against, self }: Call): Promise<ExitCode> {
  const fresh = await openPack(world, pack);
  const old = against.startsWith('git:') ? await openPackAt(world, pack, against.slice('git:'.length)) : (await openPack(world, against)).pack;
  const diff = diffPacks(old, fresh.pack);
  const bump = { demanded: diff.demanded, declared: diff.declared, ok: diff.isEnough, suggestedVersion: diff.suggestedVersion };
  const page = pageOf(diff, `${fresh.pack.name} ${old.version} → ${fresh.pack.version}`);
  await writePage(world, self, { command: 'policy diff', isOk: diff.isEnough, sections: { policy: { changes: diff.changes, bump } }, page });
  return diff.isEnough ? 0 : 1;
}

const effects: Readonly<Record<PackChange['effect'], string>> = { stricter: 'stricter', looser: 'looser', unlike: 'different', text: 'words' };

function pageOf(diff: PackDiff, title: string): Page {
  if (diff.changes.length === 0) return { title, blocks: [{ kind: 'paragraph', cells: [plain('Nothing changed.')] }] };
  const rows = diff.changes.map(({ subject, what, from, to, effect, bump }) => [
    code(subject),
    plain(what),
    plain(`${valueText(from)} → ${valueText(to)}`),
    plain(effects[effect], effect === 'stricter' || effect === 'unlike' ? 'warning' : 'quiet'),
    plain(bump),
  ]);
  const verdict = diff.isEnough ? plain(`The change needs a ${diff.demanded} version; ${diff.declared} was declared.`, 'good') : plain(`The change needs a ${diff.demanded} version; ${diff.declared} was declared: make it ${diff.suggestedVersion}.`, 'bad');
  return { title, blocks: [{ kind: 'table', header: ['rule', 'what', 'change', 'effect', 'needs'], rows }, { kind: 'paragraph', cells: [verdict] }] };
}

function valueText(value: unknown): string {
  const text = value === null || value === undefined ? '-' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
