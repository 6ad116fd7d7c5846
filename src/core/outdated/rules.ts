import type { RuleInfo } from '../model/rule-info.ts';

const since = '0.1.0';

/** What `dp outdated` says of an input port, the gravest first. */
export const outdatedRules = [
  {
    id: 'outdated-yanked',
    area: 'outdated',
    severity: 'error',
    title: 'An input port reads no version that was yanked',
    why: 'The owner withdrew the version because it is wrong or harmful; nothing should be made from it.',
    remedy: 'Read the newest version, or ask the owner which one to read.',
    since,
  },
  {
    id: 'outdated-ended',
    area: 'outdated',
    severity: 'error',
    title: 'An input port reads no version whose end has passed',
    why: 'The day that the owner named for the end is over: the data may stop at any time and nobody promises anything.',
    remedy: 'Move to the newest version or to the replacement that the owner names.',
    since,
  },
  {
    id: 'outdated-retired',
    area: 'outdated',
    severity: 'warning',
    title: 'An input port reads no retired product',
    why: 'The owner has ended the product; it gets no new versions and no repairs.',
    remedy: 'Find another source: dp search.',
    since,
  },
  {
    id: 'outdated-deprecated',
    area: 'outdated',
    severity: 'warning',
    title: 'An input port reads no deprecated version',
    why: 'The owner asks readers to move on; the version will end, on the day named or soon.',
    remedy: 'Move to the newest version or to the replacement that the owner names.',
    since,
  },
  {
    id: 'outdated-ending',
    area: 'outdated',
    severity: 'warning',
    title: 'An input port reads no version with an announced end',
    why: 'The contract names the day on which the data ends; after it nothing is promised.',
    remedy: 'Plan the move to a newer version before that day.',
    since,
  },
  {
    id: 'outdated-breaking',
    area: 'outdated',
    severity: 'warning',
    title: 'The newest version of what is read has no change that breaks its reader',
    why: 'The version read still works, but the source has gone on without its reader: the longer the wait, the larger the step.',
    remedy: 'Go through the changes, adapt the pipeline, then set the new version on the input port.',
    since,
  },
  {
    id: 'outdated-newer',
    area: 'outdated',
    severity: 'info',
    title: 'An input port reads the newest version',
    why: 'A newer version that breaks nothing can be had for the change of one line.',
    remedy: 'Set the new version on the input port.',
    bad: 'inputPorts:\n  - {name: orders, version: 1.0.0, contractId: sales-orders}',
    good: 'inputPorts:\n  - {name: orders, version: 1.2.0, contractId: sales-orders}',
    since,
  },
  {
    id: 'outdated-moved',
    area: 'outdated',
    severity: 'info',
    title: 'What an input port reads is where its reader thinks it is',
    why: 'The product lives under another key now; the contract id still leads to it.',
    remedy: 'Use the new key in documents and commands.',
    since,
  },
] as const satisfies readonly RuleInfo[];

export type OutdatedRule = (typeof outdatedRules)[number]['id'];

/** The rule of an id of this area. */
export function outdatedRule(id: OutdatedRule): RuleInfo {
  const rule = outdatedRules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  return rule;
}
