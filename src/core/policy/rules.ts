import { joinPointer } from '../model/pointer.ts';
import type { RuleInfo } from '../model/rule-info.ts';
import type { EffectiveRule } from './effective.ts';
import { type PackRule, ruleDefaults, type RuleTest } from './pack/model.ts';

const since = '0.1.0';

/** The rules of waivers and of packs themselves. */
export const policyRules: readonly RuleInfo[] = [
  {
    id: 'waiver-invalid',
    area: 'waiver',
    severity: 'error',
    title: 'A waiver is complete and granted by the right person',
    why: 'An exception is only as good as its record: who asked, who agreed, why, and until when. A waiver that lacks one of these excuses nothing.',
    remedy: 'Mend what the message names. The approver is not the owner and is on the pack\'s list; the reason has 20 characters or more; the end is at most the pack\'s maxDays after the start; the rule exists; the path names things and does not count them.',
    bad: 'owner: payments-team@acme.example\napprovedBy: payments-team@acme.example',
    good: 'owner: payments-team@acme.example\napprovedBy: dpo@acme.example',
    since,
  },
  {
    id: 'waiver-expired',
    area: 'waiver',
    severity: 'warning',
    title: 'A waiver has not expired',
    why: 'The exception was granted for a time, and the time is over. What it excused counts again. An accepted change that is past is an error: nobody has agreed to it any more.',
    remedy: 'Meet the rule and remove the file, or have a new waiver approved.',
    bad: 'expires: "2026-06-30"   # and today is later',
    good: 'expires: "2027-02-28"',
    since,
  },
  {
    id: 'waiver-expiring',
    area: 'waiver',
    severity: 'warning',
    title: 'A waiver has more than 30 days left',
    why: 'When it ends, the rule counts again and may stop the next merge. A month is time enough to do something about it.',
    remedy: 'Meet the rule before that day, or ask the approver for a new waiver in time.',
    since,
  },
  {
    id: 'waiver-unused',
    area: 'waiver',
    severity: 'warning',
    title: 'A waiver excuses something',
    why: 'An exception that nothing needs any more would cover the next mistake at the same place without anybody noticing.',
    remedy: 'Remove the file. If it should cover something, compare its rule and scope with the finding.',
    since,
  },
  {
    id: 'waiver-not-allowed',
    area: 'waiver',
    severity: 'error',
    title: 'A hard-mandatory rule is not waived',
    why: 'Governance made the rule hard-mandatory because no product may be without it. A waiver for it has no effect, and must not look as if it had.',
    remedy: 'Remove the waiver and meet the rule. Whether it can be waived is decided in its pack, by its enforcement.',
    since,
  },
  {
    id: 'policy-example-failed',
    area: 'policy',
    severity: 'error',
    title: 'The examples of a rule come out as they say',
    why: 'An example is what the rule means, in a form that a machine can hold it to. When it fails, either the rule or the example says something else than was meant.',
    remedy: 'Mend the rule, or what the example expects: `expect` lists the keyed path of each finding.',
    since,
  },
  {
    id: 'policy-example-missing',
    area: 'policy',
    severity: 'warning',
    title: 'A rule has an example that passes and one that fails',
    why: 'A rule that was never seen to fail may be one that cannot, and one that was never seen to pass may be one that nobody can meet.',
    remedy: 'Add both under `tests`: a document that meets the rule with `expect: []`, and one that breaks it with `expect: [{at: …}]`.',
    since,
  },
];

/**
 * What `dp explain`, `dp rules` and SARIF say of a rule of a pack; its first examples are the excerpts. They are only cut
 * out of the pack's text when somebody reads them: a run names many rules and explains none.
 */
export function policyRuleInfo(rule: PackRule, effective?: Pick<EffectiveRule, 'severity'>): RuleInfo {
  const info: RuleInfo = {
    id: rule.name,
    area: 'policy',
    severity: effective?.severity.value ?? rule.severity ?? ruleDefaults.severity,
    title: rule.title,
    why: rule.why ?? rule.title,
    remedy: rule.hint ?? `dp explain ${rule.name}`,
    since,
  };
  const failing = rule.tests.find(({ expect }) => expect.length > 0);
  const passing = rule.tests.find(({ expect }) => expect.length === 0);
  if (failing !== undefined) Object.defineProperty(info, 'bad', { enumerable: true, get: () => excerptOf(rule, failing) });
  if (passing !== undefined) Object.defineProperty(info, 'good', { enumerable: true, get: () => excerptOf(rule, passing) });
  return info;
}

/** What an example gives, as its pack writes it, moved to the left edge. */
function excerptOf({ document }: PackRule, test: RuleTest): string {
  const { start, end } = document.locate(joinPointer(test.at, 'given'), 'value');
  const [first = '', ...rest] = document.text.slice(start, end).trimEnd().split(/\r?\n/u);
  const column = document.positionAt(start).column - 1;
  return [first, ...rest.map((line) => (line.slice(0, column).trim() === '' ? line.slice(column) : line.trimStart()))].join('\n');
}
