import type { DiffRule, RuleCase } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };
const severe = { when: 'severe', levels: 'E/I', effect: 'It counted as an error, or was about a critical column: readers relied on it.' } as const satisfies RuleCase;
const keepCheck = 'Keep the check, or tell readers what they must check themselves.';

/** DIFF, section 10: quality rules. */
export const qualityRules = [
  {
    id: 'quality-rule-added', on: 'quality rule', levels: 'I/W', bump: 'minor', mirror: 'quality-rule-removed',
    title: 'A quality rule was added', effect: 'Readers may rely on more; rows written before may not keep to it.', remedy: 'Nothing to do for readers of new data.',
  },
  {
    id: 'quality-rule-removed', on: 'quality rule', levels: 'W/I', bump: 'minor', mirror: 'quality-rule-added', cases: [severe],
    title: 'A quality rule was removed', effect: 'What it kept out may now come.', remedy: keepCheck,
  },
  {
    id: 'quality-threshold-loosened', on: 'quality rule', levels: 'W/I', bump: 'minor', mirror: 'quality-threshold-tightened', cases: [severe],
    title: 'A quality rule lets more through', effect: 'Data that was refused may now come.', remedy: keepCheck,
  },
  {
    id: 'quality-threshold-tightened', on: 'quality rule', levels: 'I/W', bump: 'minor', mirror: 'quality-threshold-loosened',
    title: 'A quality rule lets less through', effect: 'Readers may rely on more; rows written before may not keep to it.', remedy: 'Nothing to do for readers of new data.',
  },
  {
    id: 'quality-threshold-changed', on: 'quality rule', levels: 'W/W', bump: 'minor', mirror: noDirection,
    title: 'A quality rule has other bounds, neither wider nor narrower', effect: 'Some data that was refused may now come, and some that came is refused.', remedy: keepCheck,
  },
  {
    id: 'quality-rule-retargeted', on: 'quality rule', levels: 'W/W', bump: 'minor', mirror: noDirection,
    title: 'A quality rule measures something else', effect: 'The old promise is gone, whatever the new one says.', remedy: 'Keep the old rule, and add the new one beside it.',
  },
  {
    id: 'quality-sql-changed', on: 'quality rule', levels: 'W/W', bump: 'minor', mirror: noDirection,
    title: 'The query of a quality rule changed', effect: 'Whether it asks for more or less cannot be decided by a machine.', remedy: 'Compare the two queries.',
  },
  {
    id: 'quality-custom-implementation-changed', on: 'quality rule', levels: 'W/W', bump: 'minor', mirror: noDirection,
    title: 'The implementation of a quality rule changed', effect: 'Whether it asks for more or less cannot be decided by a machine.', remedy: 'Compare the two implementations.',
  },
  {
    id: 'quality-severity-lowered', on: 'quality rule', levels: 'W/I', bump: 'minor', mirror: 'quality-severity-raised',
    title: 'A quality rule counts less than before', effect: 'Data that fails it may now be delivered.', remedy: keepCheck,
  },
  {
    id: 'quality-severity-raised', on: 'quality rule', levels: 'I/I', bump: 'minor', mirror: 'quality-severity-lowered',
    title: 'A quality rule counts more than before', effect: 'Readers may rely on more.', remedy: 'Nothing to do.',
  },
  {
    id: 'quality-schedule-loosened', on: 'quality rule', levels: 'W/I', bump: 'patch', mirror: 'quality-schedule-tightened',
    title: 'A quality rule is checked less often', effect: 'Bad data can go unnoticed for longer.', remedy: 'Keep the schedule, or tell readers.',
  },
  {
    id: 'quality-schedule-tightened', on: 'quality rule', levels: 'I/I', bump: 'patch', mirror: 'quality-schedule-loosened',
    title: 'A quality rule is checked more often', effect: 'Bad data is noticed earlier.', remedy: 'Nothing to do.',
  },
  {
    id: 'quality-text-changed', on: 'quality rule', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'A quality rule in words is worded otherwise', effect: 'A machine cannot tell whether it asks for more or less.', remedy: 'Read both texts.',
  },
  {
    id: 'quality-description-changed', on: 'quality rule', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The name, description, method, impact or schedule of a quality rule is told otherwise', effect: 'The check is the same.', remedy: 'Nothing to do.',
  },
] as const satisfies readonly DiffRule[];
