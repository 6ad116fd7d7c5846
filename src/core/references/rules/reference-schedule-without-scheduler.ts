import type { DataContract } from '../../model/contract.ts';
import type { ContractIndex } from '../contract-index.ts';
import { contractRule } from '../reference-rule.ts';

export const rule = contractRule({
  id: 'reference-schedule-without-scheduler',
  severity: 'warning',
  title: 'A schedule names its scheduler',
  why: '`schedule` is written in the language of the tool that runs it: `0 20 * * *` means one thing to cron and another to Quartz.',
  remedy: 'Add `scheduler: cron`, or the name of the tool that you use.',
  bad: 'quality:\n  - {metric: nullValues, mustBe: 0, schedule: "0 20 * * *"}',
  good: 'quality:\n  - {metric: nullValues, mustBe: 0, schedule: "0 20 * * *", scheduler: cron}',
  *check({ contract }, context) {
    for (const { at, what, schedule, scheduler } of scheduledIn(contract, context.elementsOf(contract))) {
      if (schedule === undefined || scheduler !== undefined) continue;
      yield { message: `The ${what} has a schedule, but does not say which scheduler reads it.`, pointer: `${at}/schedule` };
    }
  },
});

interface Scheduled {
  readonly at: string;
  readonly what: string;
  readonly schedule: string | undefined;
  readonly scheduler: string | undefined;
}

function scheduledIn(contract: DataContract, { qualityRules }: ContractIndex): Scheduled[] {
  const rules = qualityRules.map(({ rule: { at, schedule, scheduler } }) => ({ at, schedule, scheduler, what: 'quality rule' }));
  const levels = contract.slaProperties.map(({ at, schedule, scheduler, property }) => ({ at, schedule, scheduler, what: `service level ${property}` }));
  return [...rules, ...levels];
}
