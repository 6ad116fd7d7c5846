import { chooseFinding } from '../../core/diff/accept/choose-finding.ts';
import { DpError } from '../../core/model/errors.ts';
import { isDay } from '../../core/policy/assertions/dates.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { ComparedPair } from '../../io/diff/sides.ts';
import { oneLine } from '../reporters/display.ts';
import type { JudgedSides } from './judge-sides.ts';
import { subjectPath } from './wording.ts';

const shortestReason = 20;

/** A reason that says something. Error: `usage`. */
export function checkedReason(text: string): string {
  const reason = text.trim();
  const length = Array.from(reason).length;
  if (length < shortestReason) throw new DpError('usage', `The reason has ${String(length)} characters; say it in ${String(shortestReason)} or more.`, { hint: '--reason "who is affected, and why that is fine"' });
  return reason;
}

/** Error: `usage` for a last day that is none, or past. */
export function checkUntil(until: string, today: string): void {
  if (!isDay(until)) throw new DpError('usage', `--until takes a day as YYYY-MM-DD, not ${JSON.stringify(until)}.`, { hint: '--until 2026-12-31' });
  if (until < today) throw new DpError('usage', `--until ${until} is past: today is ${today}.`, { hint: 'name the last day on which the change is accepted' });
}

/** The finding that a fingerprint's beginning means, and the pair it is of. Errors: `usage`, `unknown-name` with the candidates. */
export function chooseAcceptable({ outcomes, sides }: JudgedSides, prefix: string): { finding: Finding; pair: ComparedPair } {
  if (!/^[0-9a-f]{4,20}$/iu.test(prefix)) throw new DpError('usage', `${JSON.stringify(prefix)} is no fingerprint: 4 to 20 hex digits, as dp diff --format json shows them.`, { hint: 'dp diff --format json' });
  const chosen = chooseFinding(outcomes.flatMap(({ findings }) => findings), prefix);
  switch (chosen.kind) {
    case 'none': {
      const list = chosen.candidates.length === 0 ? 'There is nothing to accept: nothing breaks and nothing warns.' : `These can be accepted:\n${candidateLines(chosen.candidates)}`;
      throw new DpError('unknown-name', `No finding begins with ${prefix}. ${list}`, { hint: 'compare with the same as dp diff did: --against' });
    }
    case 'several':
      throw new DpError('unknown-name', `Several findings begin with ${prefix}:\n${candidateLines(chosen.candidates)}`, { hint: 'type more of the fingerprint' });
    case 'not-acceptable':
      throw new DpError('usage', `${chosen.finding.rule} cannot be accepted: ${whyNot(chosen.finding)}`, { hint: 'dp diff' });
    case 'one': {
      const { finding } = chosen;
      if (finding.waiver !== null) throw new DpError('usage', `${finding.rule} is accepted already, by ${finding.waiver.id} until ${finding.waiver.expires}.`, { hint: `edit the file of ${finding.waiver.id}` });
      const pair = sides.pairs[outcomes.findIndex(({ findings }) => findings.includes(finding))];
      if (pair === undefined) throw new Error('a finding of no pair');
      return { finding, pair };
    }
  }
}

function whyNot({ change, rule }: Finding): string {
  if (change?.level === 'gate') return 'it is about the version. Accept the changes that ask for it, or raise the version.';
  return rule.startsWith('ignore-') ? 'it is about an acceptance.' : 'it stops nothing.';
}

function candidateLines(findings: readonly Finding[]): string {
  return findings.map((finding) => oneLine(`  ${finding.fingerprint.slice(0, 8)}  ${finding.rule}  ${subjectPath(finding)}`)).join('\n');
}
