import type { DiffRule } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };

/** DIFF, section 13: roles, price, terms, people. */
export const peopleRules = [
  {
    id: 'role-removed', on: 'role', levels: 'E/I', bump: 'major', mirror: 'role-added',
    title: 'A role was removed',
    effect: 'Those who hold it lose their access.',
    remedy: 'Keep the role until its holders have moved to another one.',
  },
  {
    id: 'role-renamed', on: 'role', levels: 'E/I', bump: 'major', mirror: noDirection,
    title: 'A role was renamed',
    effect: 'Those who hold it under the old name lose their access.',
    remedy: 'Keep the old name as well until its holders have moved.',
  },
  {
    id: 'role-added', on: 'role', levels: 'I/I', bump: 'minor', mirror: 'role-removed',
    title: 'A role was added',
    effect: 'There is one more way to get access.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'role-access-narrowed', on: 'role', levels: 'E/I', bump: 'major', mirror: 'role-access-widened',
    title: 'A role may do less than before',
    effect: 'What its holders did with it is refused.',
    remedy: 'Keep the access, or add a role with less and let holders move.',
  },
  {
    id: 'role-access-widened', on: 'role', levels: 'I/I', bump: 'minor', mirror: 'role-access-narrowed',
    title: 'A role may do more than before',
    effect: 'Its holders lose nothing; whoever guards the data should know.',
    remedy: 'Have the approvers of the role agree.',
  },
  {
    id: 'role-access-changed', on: 'role', levels: 'W/I', bump: 'minor', mirror: noDirection,
    cases: [{ when: 'was-undeclared', levels: 'I/I', bump: 'patch', effect: 'Readers know more; what they read is the same.' }],
    title: 'A role gives another kind of access, neither more nor less by its name',
    effect: 'Its holders may no longer be able to do what they did.',
    remedy: 'Say what changes for those who hold it.',
  },
  {
    id: 'role-approver-changed', on: 'role', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'Somebody else approves a role',
    effect: 'Granted access stays; new requests go to somebody else.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'role-description-changed', on: 'role', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The description of a role changed',
    effect: 'The access is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'price-increased', on: 'price', levels: 'W/I', bump: 'minor', mirror: 'price-decreased',
    title: 'The price went up',
    effect: 'Readers pay more for the same data.',
    remedy: 'Announce it before it holds.',
  },
  {
    id: 'price-decreased', on: 'price', levels: 'I/I', bump: 'minor', mirror: 'price-increased',
    title: 'The price went down',
    effect: 'Readers pay less.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'price-added', on: 'price', levels: 'W/I', bump: 'minor', mirror: 'price-removed',
    title: 'The data has a price that it did not have before',
    effect: 'Readers pay for what was free.',
    remedy: 'Announce it before it holds.',
  },
  {
    id: 'price-removed', on: 'price', levels: 'I/I', bump: 'minor', mirror: 'price-added',
    title: 'The data no longer has a price',
    effect: 'Readers pay nothing by this contract.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'price-currency-changed', on: 'price', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'The price is in another currency',
    effect: 'Readers cannot compare it with what they paid.',
    remedy: 'Announce it before it holds, with the amount in the old currency.',
  },
  {
    id: 'price-unit-changed', on: 'price', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'The price is for another unit',
    effect: 'Readers cannot compare it with what they paid.',
    remedy: 'Announce it before it holds, with an example for a typical reader.',
  },
  {
    id: 'usage-terms-changed', on: 'contract', levels: 'I/I', bump: 'patch', mirror: noDirection,
    cases: [{ when: 'limitations', levels: 'W/I', bump: 'minor' }],
    title: 'Purpose, usage or limitations of the data are worded otherwise',
    effect: 'A machine cannot tell whether a use that was allowed still is.',
    remedy: 'Read both texts; tell the consumers if a use is no longer allowed.',
  },
  {
    id: 'support-channel-removed', on: 'support channel', levels: 'I/I', bump: 'patch', mirror: 'support-channel-added',
    cases: [{ when: 'last-one', levels: 'W/I', effect: 'Readers have nobody to ask any more.' }],
    title: 'A support channel was removed',
    effect: 'Readers who knew only this channel find nobody there.',
    remedy: 'Keep at least one channel, and say in the old one where the new one is.',
  },
  {
    id: 'support-channel-added', on: 'support channel', levels: 'I/I', bump: 'patch', mirror: 'support-channel-removed',
    title: 'A support channel was added',
    effect: 'There is one more way to ask.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'support-channel-changed', on: 'support channel', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'A support channel has another address, tool or scope',
    effect: 'Readers must ask elsewhere.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'team-owner-changed', on: 'team', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'Somebody else owns the data',
    effect: 'Questions and approvals go to somebody else.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'team-empty', on: 'team', levels: 'W/I', bump: 'patch', mirror: { none: 'Members are added one by one: team-members-changed.' },
    title: 'The team has no members any more',
    effect: 'Nobody answers for the data.',
    remedy: 'Name at least an owner.',
  },
  {
    id: 'team-members-changed', on: 'team', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'Somebody joined or left the team',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'team-description-changed', on: 'team', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The name, description or notes of the team changed',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
] as const satisfies readonly DiffRule[];
