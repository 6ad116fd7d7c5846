import type { Command } from 'commander';
import { type Block, code, type Page, plain } from '../../core/page/page.ts';
import type { EffectivePolicies } from '../../core/policy/effective.ts';
import type { PolicyPack } from '../../core/policy/pack/model.ts';
import { rulesInForce } from '../../core/policy/provenance.ts';
import { ruleRow } from '../../core/policy-pages/pack-page.ts';
import { builtInPacks, openPolicies } from '../../io/policies/open-policies.ts';
import type { World } from '../../io/world.ts';
import type { CliContext } from '../command.ts';
import { addPageFlags, writePage } from './write-page.ts';

const examples = `
Examples:
  $ dp policy list
  $ dp policy list --format json`;

/** `dp policy list`: the packs and rules in force here, and the packs that ship with dp. */
export function registerList(program: Command, context: CliContext): void {
  const list = program.command('list').summary('list the packs and rules in force').description('List the packs and rules in force here, and the packs that ship with dp.');
  addPageFlags(list)
    .addHelpText('after', examples)
    .action(async () => {
      await run(context.world, list);
      context.finish(0);
    });
}

async function run(world: World, self: Command): Promise<void> {
  const { policies } = await openPolicies(world, { kind: 'settings' });
  const available = builtInPacks();
  const packs = policies.packs.map((pack) => entryOf(pack, policies));
  const rules = rulesInForce(policies).map(({ rule, severity, enforcement, stage, effectiveFrom, activatedBy }) => ({
    rule: rule.name,
    title: rule.title,
    severity: severity.value,
    enforcement: enforcement.value,
    stage: stage.value,
    effectiveFrom: effectiveFrom.value ?? null,
    activatedBy,
  }));
  const section = { packs, available: available.map((pack) => ({ reference: pack.origin, version: pack.version, title: pack.title ?? pack.name, rules: pack.selections.length + pack.rules.length })), rules };
  await writePage(world, self, { command: 'policy list', sections: { policy: section }, page: pageOf(policies, available) });
}

function entryOf(pack: PolicyPack, policies: EffectivePolicies) {
  const rules = rulesInForce(policies).filter(({ activatedBy }) => activatedBy.includes(pack.origin));
  return { reference: pack.origin, name: pack.name, version: pack.version, owner: pack.owner ?? null, title: pack.title ?? pack.name, rules: rules.length };
}

function pageOf(policies: EffectivePolicies, available: readonly PolicyPack[]): Page {
  const rules = rulesInForce(policies);
  const packRows = policies.packs.map((pack) => {
    const { reference, version, rules: count, title } = entryOf(pack, policies);
    return [code(reference), plain(version), plain(String(count)), plain(title)];
  });
  const inForce: Block[] =
    packRows.length === 0
      ? [{ kind: 'paragraph', cells: [plain('No pack is in force here. Name some in dp.yaml: policies: {extends: ["dp:recommended"]}')] }]
      : [
          { kind: 'table', header: ['pack', 'version', 'rules', 'title'], rows: packRows },
          { kind: 'table', header: ['rule', 'severity', 'enforcement', 'stage', 'what it asks'], rows: rules.map(ruleRow) },
        ];
  return {
    title: 'Policies in force',
    blocks: [
      ...inForce,
      { kind: 'heading', level: 2, text: 'Packs that ship with dp' },
      { kind: 'table', header: ['pack', 'version', 'rules', 'title'], rows: available.map((pack) => [code(pack.origin), plain(pack.version), plain(String(pack.selections.length + pack.rules.length)), plain(pack.title ?? pack.name)]) },
    ],
  };
}
