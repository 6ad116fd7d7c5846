import type { DiffRule, RuleCase } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };
const softer = [
  { when: 'sla-warn', levels: 'W/I' },
  { when: 'softer-sla', levels: 'W/I' },
] as const satisfies readonly RuleCase[];

/** DIFF, section 11: service levels. */
export const slaRules = [
  {
    id: 'sla-loosened', on: 'service level', levels: 'E/I', bump: 'major', mirror: 'sla-tightened', cases: softer,
    title: 'A service level is worse than before', effect: 'Readers planned with what was promised.', remedy: 'Keep the level, or publish {newPort}.',
  },
  {
    id: 'sla-tightened', on: 'service level', levels: 'I/I', bump: 'minor', mirror: 'sla-loosened',
    title: 'A service level is better than before', effect: 'Readers get more than before.', remedy: 'Nothing to do.',
  },
  {
    id: 'sla-retention-shortened', on: 'service level', levels: 'E/E', bump: 'major', mirror: { none: 'A longer retention is sla-tightened.' },
    title: 'Data is kept for a shorter time', effect: 'Data that readers rely on disappears.', remedy: 'Keep the retention, or tell readers in time to copy what they need.',
  },
  {
    id: 'sla-removed', on: 'service level', levels: 'E/I', bump: 'major', mirror: 'sla-added', cases: softer,
    title: 'A service level is no longer promised', effect: 'Readers planned with what was promised.', remedy: 'Keep it.',
  },
  {
    id: 'sla-added', on: 'service level', levels: 'I/I', bump: 'minor', mirror: 'sla-removed',
    title: 'A service level is promised', effect: 'Readers may rely on it.', remedy: 'Nothing to do.',
  },
  {
    id: 'sla-scope-changed', on: 'service level', levels: 'W/W', bump: 'minor', mirror: noDirection,
    title: 'A service level is about another table or column', effect: 'What it was about is no longer promised.', remedy: 'Keep the old one, and add the new one beside it.',
  },
  {
    id: 'sla-unit-changed-equivalent', on: 'service level', levels: '-/-', bump: 'none', mirror: { none: 'It is the same amount.' },
    title: 'A service level is told in another unit', effect: 'It is the same amount.', remedy: 'Nothing to do.',
  },
  {
    id: 'sla-unknown-property-changed', on: 'service level', levels: 'W/W', bump: 'minor', mirror: { none: 'Nobody knows its direction.' },
    title: 'A service level changed, and nothing says which way is worse', effect: 'It may be worse.', remedy: 'Look at both values, and tell readers if it is worse.',
  },
  {
    id: 'sla-driver-changed', on: 'service level', levels: 'W/I', bump: 'patch', mirror: noDirection,
    title: 'A service level is there for another reason', effect: 'Who relies on it, and how much, may have changed.', remedy: 'Check that those for whom it was made still have what they need.',
  },
  {
    id: 'sla-description-changed', on: 'service level', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The description, schedule or notes of a service level changed', effect: 'The promise is the same.', remedy: 'Nothing to do.',
  },
  {
    id: 'sla-end-of-support-added', on: 'service level', levels: 'W/I', bump: 'minor', mirror: 'sla-end-of-support-removed', cases: [{ when: 'enough-notice', levels: 'I/I' }],
    title: 'An end of support is named', effect: 'Readers must have moved by then.', remedy: 'Leave readers at least the notice period.',
  },
  {
    id: 'sla-end-of-support-removed', on: 'service level', levels: 'I/I', bump: 'minor', mirror: 'sla-end-of-support-added',
    title: 'No end of support is named any more', effect: 'Readers may stay.', remedy: 'Nothing to do.',
  },
  {
    id: 'sla-end-of-support-moved-earlier', on: 'service level', levels: 'E/I', bump: 'major', mirror: 'sla-end-of-support-moved-later',
    title: 'Support ends earlier', effect: 'Readers were promised more time.', remedy: 'Keep the day.',
  },
  {
    id: 'sla-end-of-support-moved-later', on: 'service level', levels: 'I/I', bump: 'minor', mirror: 'sla-end-of-support-moved-earlier',
    title: 'Support ends later', effect: 'Readers have more time.', remedy: 'Nothing to do.',
  },
  {
    id: 'sla-end-of-life-added', on: 'service level', levels: 'W/I', bump: 'minor', mirror: 'sla-end-of-life-removed', cases: [{ when: 'enough-notice', levels: 'I/I' }],
    title: 'An end of life is named', effect: 'Readers must have moved by then.', remedy: 'Leave readers at least the notice period, and say what replaces it.',
  },
  {
    id: 'sla-end-of-life-removed', on: 'service level', levels: 'I/I', bump: 'minor', mirror: 'sla-end-of-life-added',
    title: 'No end of life is named any more', effect: 'Readers may stay.', remedy: 'Nothing to do.',
  },
  {
    id: 'sla-end-of-life-moved-earlier', on: 'service level', levels: 'E/I', bump: 'major', mirror: 'sla-end-of-life-moved-later',
    title: 'The end of life comes earlier', effect: 'Readers were promised more time.', remedy: 'Keep the day.',
  },
  {
    id: 'sla-end-of-life-moved-later', on: 'service level', levels: 'I/I', bump: 'minor', mirror: 'sla-end-of-life-moved-earlier',
    title: 'The end of life comes later', effect: 'Readers have more time.', remedy: 'Nothing to do.',
  },
] as const satisfies readonly DiffRule[];
