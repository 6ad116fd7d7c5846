import type { RuleInfo } from '../../core/model/rule-info.ts';
import { ruleAreas, rulesOf } from '../../core/rules/index.ts';
import type { CommandModule } from '../command.ts';
import { addReportFlags, choiceOption, readReportFlags } from '../flags.ts';
import type { Report } from '../reporters/report.ts';
import { writeReport } from '../reporters/write-report.ts';
import { ruleList, rulesMarkdown } from '../rule-pages.ts';

export const command: CommandModule = {
  register(command, context) {
    command.addOption(choiceOption('--area <area>', 'only the rules of one area', ruleAreas()));
    addReportFlags(command, { formats: ['text', 'json', 'markdown'] });
    command.addHelpText('after', '\nExamples:\n  $ dp rules --area yaml\n  $ dp rules --format json');
    command.action(async (options: { readonly area?: string }) => {
      const areas = ruleAreas().filter((area) => options.area === undefined || area === options.area);
      const { cataloguePolicyRules } = await import('../../io/policies/known-rules.ts');
      const rules = areas.flatMap((area) => (area === 'policy' ? [...rulesOf(area), ...cataloguePolicyRules()] : rulesOf(area)));
      await writeReport(context.world, rulesReport('rules', rules), readReportFlags(command));
      context.finish(0);
    });
  },
};

function rulesReport(name: string, rules: readonly RuleInfo[]): Report {
  return {
    command: name,
    ok: true,
    findings: [],
    summary: { products: 0, contracts: 0 },
    sections: { rules },
    views: { text: (_report, style) => ruleList(rules, style), markdown: () => rulesMarkdown(rules) },
  };
}
