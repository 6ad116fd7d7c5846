import type { RuleInfo } from '../../core/model/rule-info.ts';

/** A rule's help as plain text: why, what to do, an example. */
export function ruleHelpText(rule: RuleInfo): string {
  return [rule.why, `What to do: ${rule.remedy}`, ...examplesOf(rule).map(({ label, code }) => `${label}:\n${code}`)].join('\n\n');
}

/** The same as Markdown. Rules are dp's own or a pack's; their texts are meant as Markdown. */
export function ruleHelpMarkdown(rule: RuleInfo): string {
  return [rule.why, `**What to do:** ${rule.remedy}`, ...examplesOf(rule).map(({ label, code }) => `${label}:\n\n\`\`\`yaml\n${code}\n\`\`\``)].join('\n\n');
}

export interface RuleExample {
  readonly label: 'Wrong' | 'Right';
  readonly code: string;
}

/** The rule's excerpts that exist, the bad one first. */
export function examplesOf(rule: RuleInfo): RuleExample[] {
  return [
    ...(rule.bad === undefined ? [] : [{ label: 'Wrong' as const, code: rule.bad.trimEnd() }]),
    ...(rule.good === undefined ? [] : [{ label: 'Right' as const, code: rule.good.trimEnd() }]),
  ];
}
