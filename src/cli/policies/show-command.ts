import type { Command } from 'commander';
import { DpError } from '../../core/model/errors.ts';
import { didYouMean } from '../../core/model/nearest.ts';
import type { Page } from '../../core/page/page.ts';
import type { EffectivePolicies, EffectiveRule } from '../../core/policy/effective.ts';
import { provenanceOf, rulesInForce } from '../../core/policy/provenance.ts';
import { packPage, rulesTable } from '../../core/policy-pages/pack-page.ts';
import { provenanceBlocks, ruleBlocks } from '../../core/policy-pages/rule-blocks.ts';
import { openCatalogue, openPack, openPolicies } from '../../io/policies/open-policies.ts';
import type { World } from '../../io/world.ts';
import type { CliContext } from '../command.ts';
import { addPageFlags, writePage } from './write-page.ts';

const examples = `
Examples:
  $ dp policy show                       every rule in force, with why and examples
  $ dp policy show --effective           where every value came from
  $ dp policy show dp/OWN-002            one rule
  $ dp policy show ./policies/sales.yaml --format html --output sales.html`;

interface ShowFlags {
  readonly effective: boolean;
}

/** `dp policy show`: rules with why and examples, or with where every value came from. */
export function registerShow(program: Command, context: CliContext): void {
  const show = program.command('show').summary('show a pack, a rule, or everything in force').description('Show a pack, a rule, or everything in force, as a page that a person reads.');
  addPageFlags(show)
    .argument('[name]', 'a pack (dp:gdpr, a path, a git URL) or a rule (acme-core/SEC-001); none: everything in force')
    .option('--effective', 'where every value came from: which pack or dp.yaml said it, and what it replaced', false)
    .addHelpText('after', examples)
    .action(async (name: string | undefined, flags: ShowFlags) => {
      await run(context.world, { name, flags, self: show });
      context.finish(0);
    });
}

interface Call {
  readonly name: string | undefined;
  readonly flags: ShowFlags;
  readonly self: Command;
}

async function run(world: World, { name, flags, self }: Call): Promise<void> {
  const { title, policies, rules, page } = await chosen(world, name);
  const shorten = (place: string): string => place.replace(`${world.cwd}/`, '');
  const shown: Page = flags.effective ? { title, blocks: rules.flatMap((rule) => provenanceBlocks(rule, shorten)) } : page;
  const section = {
    packs: policies.packs.map((pack) => ({ reference: pack.origin, name: pack.name, version: pack.version, owner: pack.owner ?? null, title: pack.title ?? pack.name, rules: rules.filter(({ activatedBy }) => activatedBy.includes(pack.origin)).length })),
    rules: rules.map((rule) => ruleSection(rule, flags.effective ? shorten : undefined)),
  };
  await writePage(world, self, { command: 'policy show', sections: { policy: section }, page: shown });
}

interface Chosen {
  readonly title: string;
  readonly policies: EffectivePolicies;
  readonly rules: readonly EffectiveRule[];
  readonly page: Page;
}

async function chosen(world: World, name: string | undefined): Promise<Chosen> {
  if (name === undefined) {
    const { policies } = await openPolicies(world, { kind: 'settings' });
    const rules = rulesInForce(policies);
    return { title: 'Policies in force', policies, rules, page: { title: 'Policies in force', blocks: [...rulesTable(rules), ...rules.flatMap(ruleBlocks)] } };
  }
  if (/^[a-z0-9][a-z0-9-]*\/[A-Z][A-Za-z0-9]*-[0-9]+$/u.test(name)) return await oneRule(world, name);
  const { pack, compiled } = await openPack(world, name);
  const rules = rulesInForce(compiled.policies);
  return { title: pack.title ?? pack.name, policies: compiled.policies, rules, page: packPage({ pack, rules }) };
}

async function oneRule(world: World, name: string): Promise<Chosen> {
  const { policies } = await openPolicies(world, { kind: 'settings' });
  const found = policies.rules.get(name);
  const own = found === undefined && name.startsWith('dp/') ? openCatalogue().compiled.policies : policies;
  const rule = found ?? own.rules.get(name);
  if (rule === undefined) throw new DpError('unknown-name', `No pack that is in force here has the rule ${name}.${didYouMean(name, [...policies.rules.keys(), ...own.rules.keys()])}`, { hint: 'dp policy list' });
  return { title: name, policies: own, rules: [rule], page: { title: rule.rule.title, blocks: ruleBlocks(rule) } };
}

function ruleSection(effective: EffectiveRule, shorten: ((place: string) => string) | undefined): Record<string, unknown> {
  const { rule, severity, enforcement, stage, effectiveFrom, params, activatedBy } = effective;
  return {
    rule: rule.name,
    title: rule.title,
    why: rule.why ?? null,
    area: rule.area ?? null,
    severity: severity.value,
    enforcement: enforcement.value,
    stage: stage.value,
    effectiveFrom: effectiveFrom.value ?? null,
    params: Object.fromEntries([...params].map(([name, { value }]) => [name, value])),
    maps: rule.maps,
    activatedBy,
    ...(shorten === undefined ? {} : { provenance: provenanceOf(effective).map((line) => ({ ...line, place: shorten(line.place) })) }),
  };
}
