import type { Server } from '../../model/contract.ts';
import { keyedPath } from '../../model/keyed-path.ts';
import { change, type Change, type Pair, type Spot } from '../change.ts';
import { matchByKeys } from '../match.ts';
import { recordAt } from '../raw.ts';
import type { DiffRuleId } from '../rules/index.ts';
import { sameValue, show } from '../value.ts';
import { compareRoles } from './compare-people.ts';
import { compareIds, compareProse, type Documents } from './rest.ts';

const coordinates = new Set(['host', 'account', 'project', 'dataset', 'database', 'schema', 'catalog', 'location', 'topic', 'path', 'servicename', 'endpointurl', 'stagingdir', 'catalogurl']);

const ruleOfSetting: Readonly<Record<string, DiffRuleId>> = {
  port: 'server-port-changed',
  format: 'server-format-changed',
  delimiter: 'server-delimiter-changed',
  encoding: 'server-encoding-changed',
  stream: 'server-stream-changed',
  region: 'server-region-changed',
  regionName: 'server-region-changed',
};

/** DIFF, section 12: servers, by id, then by name, then by type and environment. */
export function compareServers(servers: Pair<readonly Server[]>, documents: Documents): Change[] {
  const matched = matchByKeys<Server>(servers.old, servers.new, [(server) => server.id, (server) => server.server, (server) => JSON.stringify([server.type.toLowerCase(), environmentOf(server)])]);
  const left = new Set(servers.new.map(environmentOf));
  return [
    ...matched.pairs.flatMap((pair) => inEnvironment(compareServer(pair, documents), pair.old)),
    ...matched.removed.flatMap((server) => {
      const isLast = !left.has(environmentOf(server));
      const spot: Spot = { path: pathOf(server), at: '/servers', was: server.at };
      return inEnvironment([change('server-removed', spot, { from: server.server, what: `Server ${server.server} (${server.type}) is gone`, part: 'key', traits: isLast ? ['last-of-environment'] : [] })], server);
    }),
    ...matched.added.flatMap((server) => inEnvironment([change('server-added', { path: pathOf(server), at: server.at, was: '/servers' }, { to: server.server, what: `Server ${server.server} (${server.type}) is new`, was: undefined })], server)),
  ];
}

/** Where a server belongs; one that does not say is prod (DIFF, "Settled questions"). */
function environmentOf(server: Server): string {
  const word = (server.environment ?? 'prod').trim().toLowerCase();
  return word === 'production' || word === 'prd' || word === '' ? 'prod' : word;
}

function inEnvironment(changes: readonly Change[], server: Server): Change[] {
  return changes.map((item) => ({ ...item, environment: environmentOf(server) }));
}

function pathOf(server: Server): string {
  return keyedPath('', { name: 'servers', keys: { server: server.server } });
}

function compareServer(pair: Pair<Server>, documents: Documents): Change[] {
  const { old, new: successor } = pair;
  const spot: Spot = { path: pathOf(successor), at: successor.at, was: old.at };
  const raw = { old: recordAt(documents.old, old.at), new: recordAt(documents.new, successor.at) };
  const isReplaced = old.type.toLowerCase() !== successor.type.toLowerCase();
  return [
    ...(old.server === successor.server ? [] : [change('server-renamed', spot, { field: 'server', from: old.server, to: successor.server })]),
    ...(isReplaced ? [change('server-type-changed', spot, { field: 'type', from: old.type, to: successor.type })] : compareSettings(pair, spot)),
    ...(environmentOf(old) === environmentOf(successor) ? [] : [change('server-environment-changed', spot, { field: 'environment', from: old.environment, to: successor.environment })]),
    ...compareRoles({ old: old.roles, new: successor.roles }, spot, documents),
    ...compareProse(raw, spot, { prose: ['description', 'authoritativeDefinitions', 'tags'], rule: 'server-description-changed' }),
    ...compareIds(raw, spot),
  ];
}

function compareSettings({ old, new: successor }: Pair<Server>, spot: Spot): Change[] {
  const keys = [...new Set([...Object.keys(old.settings), ...Object.keys(successor.settings)])].filter((key) => !sameSetting(key, old.settings[key], successor.settings[key]));
  const moved = keys.filter((key) => isCoordinate(key, old.settings[key], successor.settings[key]));
  const others = keys.filter((key) => !moved.includes(key));
  return [...compareLocation({ old, new: successor }, spot, moved), ...others.map((key) => change(settingRule(key), spot, { field: key, from: old.settings[key], to: successor.settings[key] }))];
}

function settingRule(key: string): DiffRuleId {
  if (key === 'warehouse') return 'server-warehouse-changed';
  return Object.hasOwn(ruleOfSetting, key) ? (ruleOfSetting[key] ?? 'unknown-change') : 'unknown-change';
}

function sameSetting(key: string, from: unknown, to: unknown): boolean {
  if (key === 'format' && typeof from === 'string' && typeof to === 'string') return from.toLowerCase() === to.toLowerCase();
  return sameValue(from, to) || (key === 'port' && String(from) === String(to));
}

// A warehouse is what computes, but for catalogs of tables on files it is the path they lie under.
function isCoordinate(key: string, from: unknown, to: unknown): boolean {
  if (key === 'warehouse') return [from, to].some((value) => typeof value === 'string' && /[/:]/u.test(value));
  return coordinates.has(key.toLowerCase());
}

// Several coordinates that changed at once are one move.
function compareLocation({ old, new: successor }: Pair<Server>, spot: Spot, moved: readonly string[]): Change[] {
  const [first] = moved;
  if (first === undefined) return [];
  const pick = (server: Server): Record<string, unknown> => Object.fromEntries(moved.map((key) => [key, server.settings[key] ?? null]));
  const isDefaultOnly = moved.every((key) => sameVariables(old.settings[key], successor.settings[key]));
  const what = moved.map((key) => `${key}: ${show(old.settings[key])} → ${show(successor.settings[key])}`).join(', ');
  const single = moved.length === 1;
  return [
    change(isDefaultOnly ? 'server-default-changed' : 'server-location-changed', spot, {
      ...(single ? { field: first, from: old.settings[first], to: successor.settings[first] } : { from: pick(old), to: pick(successor) }),
      what, at: `${spot.at}/${first}`, was: `${spot.was}/${first}`,
    }),
  ];
}

/** Whether two texts differ in nothing but the defaults of `${VAR:-default}`. */
function sameVariables(from: unknown, to: unknown): boolean {
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  const bare = (text: string): string => text.replaceAll(/\$\{([A-Za-z_]\w*):-[^}]*\}/gu, '\\${$1}');
  return from !== to && bare(from) === bare(to) && /\$\{[A-Za-z_]\w*:-/u.test(from);
}
