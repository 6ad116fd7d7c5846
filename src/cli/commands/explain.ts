import { DpError } from '../../core/model/errors.ts';
import { didYouMean } from '../../core/model/nearest.ts';
import { findRule, ruleCatalogue } from '../../core/rules/index.ts';
import type { RuleInfo } from '../../core/model/rule-info.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { writeReport } from '../reporters/write-report.ts';
import { ruleMarkdown, rulePage } from '../rule-pages.ts';

export const command: CommandModule = {
  register(command, context) {
    command.argument('<rule>', 'the id that stands with a finding, as `dp rules` lists them');
    addReportFlags(command, { formats: ['text', 'json', 'markdown'] });
    command.addHelpText('after', '\nExamples:\n  $ dp explain yaml-duplicate-key\n  $ dp explain dp/OWN-002\n  $ dp explain field-removed --format markdown');
    command.action(async (id: string) => {
      const packRules = id.includes('/') ? await loadPackRules(context.world) : [];
      const rule = findRule(id) ?? packRules.find((candidate) => candidate.id === id);
      if (rule === undefined) {
        const suggestion = didYouMean(id, [...ruleCatalogue, ...packRules].map((candidate) => candidate.id));
        throw new DpError('unknown-name', `There is no rule ${id}.${suggestion}`, { hint: 'dp rules' });
      }
      await writeReport(
        context.world,
        {
          command: 'explain',
          ok: true,
          findings: [],
          summary: { products: 0, contracts: 0 },
          sections: { rules: [rule] },
          views: { text: (_report, style) => rulePage(rule, style), markdown: () => ruleMarkdown(rule) },
        },
        readReportFlags(command),
      );
      context.finish(0);
    });
  },
};

// The rules of packs, the workspace's own among them, are files to be read.
async function loadPackRules(world: World): Promise<RuleInfo[]> {
  const { knownPolicyRules } = await import('../../io/policies/known-rules.ts');
  return await knownPolicyRules(world);
}
