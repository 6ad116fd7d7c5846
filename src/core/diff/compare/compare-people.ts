import type { Member, SupportChannel, Team } from '../../model/common.ts';
import type { Price, Role } from '../../model/contract.ts';
import { keyedPath } from '../../model/keyed-path.ts';
import { change, type Change, declaredTraits, type Pair, type Spot } from '../change.ts';
import { matchByKeys } from '../match.ts';
import { sameValue } from '../value.ts';
import { compareRest, type Documents } from './rest.ts';

/** Rules for people differ by document in their prefix only: `team-empty` of contracts, `product-team-empty` of products. */
export type Prefix = '' | 'product-';

/** DIFF, section 13: roles, by id, then by name. */
export function compareRoles(roles: Pair<readonly Role[]>, parent: Spot, documents: Documents): Change[] {
  const matched = matchByKeys<Role>(roles.old, roles.new, [(role) => role.id, (role) => role.role]);
  const pathOf = (role: Role): string => keyedPath(parent.path, { name: 'roles', keys: { role: role.role } });
  return [
    ...matched.pairs.flatMap((pair) => compareRole(pair, { path: pathOf(pair.new), at: pair.new.at, was: pair.old.at }, documents)),
    ...matched.removed.map((role) => change('role-removed', { path: pathOf(role), at: `${parent.at}/roles`, was: role.at }, { from: role.role, what: `Role ${role.role} is gone`, part: 'key' })),
    ...matched.added.map((role) => change('role-added', { path: pathOf(role), at: role.at, was: '' }, { to: role.role, what: `Role ${role.role} is new`, was: undefined })),
  ];
}

function compareRole(pair: Pair<Role>, spot: Spot, documents: Documents): Change[] {
  const found: Change[] = [];
  if (pair.old.role !== pair.new.role) {
    found.push(change('role-renamed', spot, { from: pair.old.role, to: pair.new.role, what: `Renamed: ${pair.old.role} → ${pair.new.role}`, at: `${spot.at}/role`, was: `${spot.was}/role` }));
  }
  const [from, to] = [pair.old.access, pair.new.access];
  if (wordOf(from) !== wordOf(to)) {
    const [before, after] = [accessRank(from), accessRank(to)];
    const rule = before === undefined || after === undefined ? 'role-access-changed' : after < before ? 'role-access-narrowed' : after > before ? 'role-access-widened' : 'role-access-changed';
    found.push(change(rule, spot, { field: 'access', from, to, traits: declaredTraits(from, to) }));
  }
  for (const field of ['firstLevelApprovers', 'secondLevelApprovers'] as const) {
    if (pair.old[field] !== pair.new[field]) found.push(change('role-approver-changed', spot, { field, from: pair.old[field], to: pair.new[field] }));
  }
  const known = { role: 'text', access: 'text', firstLevelApprovers: 'text', secondLevelApprovers: 'text' } as const;
  return [...found, ...compareRest(documents, spot, { known, prose: ['description'], rule: 'role-description-changed' })];
}

function wordOf(access: string | undefined): string {
  return (access ?? '').toLowerCase().replaceAll(/[\s_/,+&-]+/gu, '');
}

const accessRanks: Readonly<Record<string, number>> = {
  none: 0, noaccess: 0, deny: 0,
  read: 1, readonly: 1, select: 1, reader: 1,
  write: 2, readwrite: 2, writeread: 2, edit: 2, editor: 2, writer: 2, contribute: 2,
  admin: 3, full: 3, all: 3, owner: 3, manage: 3,
};

function accessRank(access: string | undefined): number | undefined {
  const word = wordOf(access);
  return Object.hasOwn(accessRanks, word) ? accessRanks[word] : undefined;
}

/** DIFF, section 13: support channels, by id, then by name. */
export function compareSupport(channels: Pair<readonly SupportChannel[]>, parent: Spot, options: { readonly documents: Documents; readonly prefix: Prefix }): Change[] {
  const { documents, prefix } = options;
  const matched = matchByKeys<SupportChannel>(channels.old, channels.new, [(item) => item.id, (item) => item.channel, (item) => item.url]);
  const pathOf = (item: SupportChannel): string => keyedPath(parent.path, { name: 'support', keys: { channel: item.channel } });
  const fields = ['channel', 'url', 'tool', 'scope', 'invitationUrl'] as const;
  return [
    ...matched.pairs.flatMap((pair) => {
      const spot: Spot = { path: pathOf(pair.new), at: pair.new.at, was: pair.old.at };
      return compareFields(spot, { fields, rule: `${prefix}support-channel-changed`, documents, prose: ['description', 'tags', 'authoritativeDefinitions'] });
    }),
    ...matched.removed.map((item) =>
      change(`${prefix}support-channel-removed`, { path: pathOf(item), at: `${parent.at}/support`, was: item.at }, { from: item.channel, what: `Support channel ${item.channel} is gone`, part: 'key', traits: channels.new.length === 0 ? ['last-one'] : [] }),
    ),
    ...matched.added.map((item) => change(`${prefix}support-channel-added`, { path: pathOf(item), at: item.at, was: '' }, { to: item.channel, what: `Support channel ${item.channel} is new`, was: undefined })),
  ];
}

interface FieldSpec {
  readonly fields: readonly string[];
  readonly rule: Change['rule'];
  readonly documents: Documents;
  readonly prose: readonly string[];
}

/** One finding for all fields and notes of an element that a single rule covers. */
export function compareFields(spot: Spot, { fields, rule, documents, prose }: FieldSpec): Change[] {
  return compareRest(documents, spot, { known: {}, prose: [...fields, ...prose], rule });
}

interface TeamOptions {
  readonly documents: Documents;
  readonly prefix: Prefix;
  /** YYYY-MM-DD: who is in the team on that day. */
  readonly today: string;
}

/** DIFF, section 13: the team, as owners and members that are in it today. */
export function compareTeam(teams: Pair<Team | undefined>, parent: Spot, options: TeamOptions): Change[] {
  const { prefix, today } = options;
  const spot: Spot = { path: keyedPath(parent.path, 'team'), at: `${parent.at}/team`, was: `${parent.was}/team` };
  const [before, after] = [activeMembers(teams.old, today), activeMembers(teams.new, today)];
  if (before.length > 0 && after.length === 0) {
    return [change(`${prefix}team-empty`, spot, { from: before.map(nameOf), to: [], what: 'The team has no members any more', part: 'key' })];
  }
  const owners = { from: before.filter(isOwner).map(nameOf).sort(), to: after.filter(isOwner).map(nameOf).sort() };
  const members = { from: before.map(signatureOf).sort(), to: after.map(signatureOf).sort() };
  const names = (list: readonly string[]): string => (list.length === 0 ? 'nobody' : list.join(', '));
  const isOwnerChange = !sameValue(owners.from, owners.to);
  const others = { from: before.filter((member) => !isOwner(member)).map(signatureOf).sort(), to: after.filter((member) => !isOwner(member)).map(signatureOf).sort() };
  const ownMembers = { at: teams.new?.origins?.['members'] ?? `${spot.at}/members`, was: teams.old?.origins?.['members'] ?? `${spot.was}/members` };
  return [
    ...(isOwnerChange ? [change(`${prefix}team-owner-changed`, spot, { field: 'members', ...owners, ...ownMembers, what: `Owner: ${names(owners.from)} → ${names(owners.to)}`, part: 'key' })] : []),
    ...(!sameValue(others.from, others.to) || (!isOwnerChange && !sameValue(members.from, members.to))
      ? [change(`${prefix}team-members-changed`, spot, { field: 'members', ...others, ...ownMembers, what: `Members: ${names(others.from)} → ${names(others.to)}`, part: 'key' })]
      : []),
    ...compareTeamNotes(teams, spot, options),
    ...compareMemberNotes(teams, spot, options),
  ];
}

function compareTeamNotes(teams: Pair<Team | undefined>, spot: Spot, { documents, prefix }: { readonly documents: Documents; readonly prefix: Prefix }): Change[] {
  // Up to ODPS 0.9 and ODCS 3.0 a team is a list of members and has no notes.
  const isObject = (team: Team | undefined): boolean => team !== undefined && team.origins?.['members'] === undefined;
  if (!isObject(teams.old) && !isObject(teams.new)) return [];
  return compareRest(documents, spot, { known: { members: 'list' }, prose: ['name', 'description', 'tags', 'authoritativeDefinitions'], rule: `${prefix}team-description-changed` });
}

// What is told of a member besides being one: name, dates, notes; and of those who have left, that they are listed.
function compareMemberNotes(teams: Pair<Team | undefined>, spot: Spot, { documents, prefix, today }: TeamOptions): Change[] {
  const matched = matchByKeys<Member>(teams.old?.members ?? [], teams.new?.members ?? [], [(member) => member.id, (member) => member.username, (member) => member.name]);
  const isActive = (member: Member): boolean => activeMembers({ at: '', name: undefined, description: undefined, members: [member] }, today).length > 0;
  const rule = `${prefix}team-description-changed` as const;
  const pathOf = (member: Member): string => keyedPath(spot.path, { name: 'members', keys: { username: nameOf(member) } });
  return [
    ...matched.pairs
      .filter((pair) => isActive(pair.old) === isActive(pair.new))
      .flatMap((pair) => compareRest(documents, { path: pathOf(pair.new), at: pair.new.at, was: pair.old.at }, { known: { username: 'text', role: 'text' }, prose: ['name', 'description', 'dateIn', 'dateOut', 'replacedByUsername', 'tags', 'authoritativeDefinitions'], rule })),
    ...matched.removed.filter((member) => !isActive(member)).map((member) => change(rule, { path: pathOf(member), at: spot.at, was: member.at }, { from: nameOf(member), what: `Former member ${nameOf(member)} is no longer listed`, part: 'key' })),
    ...matched.added.filter((member) => !isActive(member)).map((member) => change(rule, { path: pathOf(member), at: member.at, was: '' }, { to: nameOf(member), what: `Former member ${nameOf(member)} is listed`, was: undefined })),
  ];
}

function activeMembers(team: Team | undefined, today: string): Member[] {
  return (team?.members ?? []).filter((member) => member.dateOut === undefined || member.dateOut >= today);
}

function isOwner(member: Member): boolean {
  return /\bowner\b/iu.test(member.role ?? '');
}

function nameOf(member: Member): string {
  return member.username ?? member.name ?? '';
}

function signatureOf(member: Member): string {
  return member.role === undefined ? nameOf(member) : `${nameOf(member)} (${member.role})`;
}

function priceText({ amount, currency, unit }: Price): string {
  const sum = [amount, currency].filter((part) => part !== undefined).join(' ');
  return unit === undefined ? sum : `${sum} per ${unit}`;
}

/** DIFF, section 13: the price. Amounts in different currencies or for different units are not compared. */
export function comparePrice(prices: Pair<Price | undefined>, parent: Spot, documents: Documents): Change[] {
  const spot: Spot = { path: keyedPath(parent.path, 'price'), at: `${parent.at}/price`, was: `${parent.was}/price` };
  const [old, successor] = [prices.old, prices.new];
  const rest = compareRest(documents, spot, { known: { priceAmount: 'number', priceCurrency: 'text', priceUnit: 'text' }, prose: [], rule: 'unknown-change' });
  if (old?.amount === undefined || successor?.amount === undefined) {
    if (old?.amount !== undefined) return [change('price-removed', spot, { from: old.amount, what: 'The price is gone', at: successor === undefined ? parent.at : spot.at })];
    return successor?.amount === undefined ? rest : [change('price-added', spot, { to: successor.amount, what: `The price is ${priceText(successor)}`, was: undefined })];
  }
  const field = (name: 'priceCurrency' | 'priceUnit', rule: Change['rule'], values: { from: unknown; to: unknown }): Change[] =>
    values.from === values.to ? [] : [change(rule, spot, { field: name, ...values })];
  const incomparable = [
    ...field('priceCurrency', 'price-currency-changed', { from: old.currency, to: successor.currency }),
    ...field('priceUnit', 'price-unit-changed', { from: old.unit, to: successor.unit }),
  ];
  if (incomparable.length > 0 || old.amount === successor.amount) return [...incomparable, ...rest];
  return [change(successor.amount > old.amount ? 'price-increased' : 'price-decreased', spot, { field: 'priceAmount', from: old.amount, to: successor.amount }), ...rest];
}
