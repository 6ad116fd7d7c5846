import type { NewItem, Repair } from '../fix/repair.ts';
import { spellDpProperty } from '../manifest/dp-property.ts';
import { isRecord } from '../manifest/node-reader.ts';
import type { DpPlace } from '../manifest/dp-property.ts';
import { dpNameLike, foldName, placesInWords, placesOf, properNamesIn, type PropertyOwner } from './dp-places.ts';
import type { Judged } from './judged.ts';

/** Where a key that the standards do not have belongs, and how it gets there. */
export interface Home {
  readonly help: string;
  readonly repair?: Repair | undefined;
}

type Kind = Judged['kind'];

/** Whether a key is one of those that people put where the standards have none; cheap to ask of every key. */
export function mayBeMisplaced(key: string): boolean {
  const word = foldName(key);
  return dpNameLike(key) !== undefined || ownerWords.has(word) || slaWords.has(word);
}

/** The home of a key; `undefined` for the standard's own keys and for those that nobody can place. */
export function homeOf(judged: Judged, owner: PropertyOwner, key: string): Home | undefined {
  if (owner.place === undefined) return undefined;
  const name = dpNameLike(key);
  const isRoot = owner.pointer === '';
  if (name !== undefined && (isRoot || placesOf(name).includes(owner.place))) return homeOfDpProperty(judged, owner, { name, key, place: owner.place });
  if (!isRoot) return undefined;
  const word = foldName(key);
  if (ownerWords.has(word)) return homeOfOwner(judged, key, owner.raw);
  // On a contract slaProperties is at home.
  if (word === 'slaproperties' && judged.kind === 'DataContract') return undefined;
  return slaWords.has(word) ? homeOfSla(judged.kind, key, owner.raw) : undefined;
}

function homeOfDpProperty(judged: Judged, { raw, pointer }: PropertyOwner, { name, key, place }: { name: string; key: string; place: DpPlace }): Home {
  if (!placesOf(name).includes(place)) return { help: `${name} belongs to ${placesInWords(name)}, as a custom property of vendor dp.` };
  const apiVersion = judged.kind === 'DataProduct' ? judged.product.apiVersion : judged.contract.apiVersion;
  const { property, vendor } = spellDpProperty(name, judged.kind, apiVersion);
  const written = vendor === undefined ? `{property: ${property}, value: …}` : `{property: ${property}, vendor: ${vendor}, value: …}`;
  if (properNamesIn(raw['customProperties']).includes(name)) return { help: `It stands in customProperties already, as ${written}: keep one of the two.` };
  const help = `The standard is closed; write it into customProperties as ${written}.`;
  if (raw[key] === null) return { help };
  return { help, repair: { kind: 'move-to-custom-property', title: `Move ${key} into customProperties`, mapping: pointer, key, property, vendor } };
}

const ownerWords = new Set(['owner', 'owners', 'dataowner', 'productowner']);
const memberKeys = new Set(['username', 'email', 'mail', 'name', 'description']);

function homeOfOwner(judged: Judged, key: string, raw: PropertyOwner['raw']): Home {
  const list = teamList(judged);
  const help = `An owner is a member of the team: ${list.join('.')} with role: owner.`;
  const items = ownersOf(raw[key]);
  const members = Array.isArray(raw['team']) ? raw['team'] : isRecord(raw['team']) ? raw['team']['members'] : undefined;
  const known = Array.isArray(members) ? members.filter(isRecord) : [];
  if (items === undefined || items.length === 0) return { help };
  const missing = items.filter(([first]) => !known.some(({ username }) => username === first?.[1]));
  if (missing.length === items.length) return { help, repair: { kind: 'move-to-list', title: `Move ${key} into the team`, key, list, items } };
  const isSaid = missing.length === 0 && items.every(([first]) => known.some(({ username, role }) => username === first?.[1] && role === 'owner'));
  return isSaid ? { help, repair: { kind: 'remove-key', title: `Remove ${key}: the team says it already`, key } } : { help };
}

// Before ODPS 1.0 and ODCS 3.1 a team is the plain list of its members; later contracts may still have one.
function teamList(judged: Judged): readonly string[] {
  const raw = isRecord(judged.document.data) ? judged.document.data['team'] : undefined;
  const isPlain = judged.kind === 'DataProduct' ? judged.product.apiVersion === 'v0.9.0' : judged.contract.apiVersion.startsWith('v3.0.') || Array.isArray(raw);
  return isPlain ? ['team'] : ['team', 'members'];
}

function ownersOf(value: unknown): NewItem[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const items = list.map(ownerItem);
  return items.every((item) => item !== undefined) ? items : undefined;
}

function ownerItem(value: unknown): NewItem | undefined {
  if (typeof value === 'string' && value !== '') return [['username', value], ['role', 'owner']];
  if (!isRecord(value) || Object.entries(value).some(([key, text]) => !memberKeys.has(key) || typeof text !== 'string')) return undefined;
  const text = (key: string): string | undefined => (typeof value[key] === 'string' ? value[key] : undefined);
  const username = text('username') ?? text('email') ?? text('mail') ?? text('name');
  if (username === undefined) return undefined;
  const rest = (['name', 'description'] as const).flatMap((key) => (text(key) === undefined ? [] : [[key, text(key) ?? ''] as const]));
  return [['username', username], ...rest, ['role', 'owner']];
}

const slaWords = new Set(['sla', 'slas', 'slo', 'slos', 'servicelevels', 'servicelevel', 'servicelevelagreement', 'servicelevelagreements', 'slaproperties']);
const slaKeys = new Set(['property', 'value', 'valueExt', 'unit', 'element', 'driver', 'description', 'schedule', 'scheduler', 'id']);

function homeOfSla(kind: Kind, key: string, raw: PropertyOwner['raw']): Home {
  if (kind === 'DataProduct') return { help: 'Service levels live on the contract of the port that keeps them: slaProperties in its contract file.' };
  const help = 'Service levels stand in slaProperties: a list of {property, value, unit, element}.';
  const value = raw[key];
  const isList = Array.isArray(value) && value.length > 0 && value.every((item) => isRecord(item) && typeof item['property'] === 'string');
  if (isList && raw['slaProperties'] === undefined) return { help, repair: { kind: 'rename-key', title: `Rename ${key} to slaProperties`, key, to: 'slaProperties' } };
  const entries: (readonly [string | undefined, unknown])[] = isRecord(value) ? Object.entries(value) : isList ? value.map((item) => [undefined, item] as const) : [];
  const items = entries.map(([property, entry]) => slaItem(property, entry));
  if (items.length === 0 || !items.every((item) => item !== undefined)) return { help };
  return { help, repair: { kind: 'move-to-list', title: `Move ${key} into slaProperties`, key, list: ['slaProperties'], items } };
}

/** `latency: 24 h` and `latency: {value: 24, unit: h}` as an entry of slaProperties. */
function slaItem(property: string | undefined, value: unknown): NewItem | undefined {
  const named = property === undefined ? [] : [['property', property] as const];
  if (typeof value === 'number') return [...named, ['value', value]];
  if (typeof value === 'string' && value !== '') {
    const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+|%)$/u.exec(value) ?? [];
    return amount === undefined || unit === undefined ? [...named, ['value', value]] : [...named, ['value', Number(amount)], ['unit', unit === '%' ? 'percent' : unit]];
  }
  if (!isRecord(value) || value['value'] === undefined) return undefined;
  const pairs = Object.entries(value).flatMap(([key, entry]) => (slaKeys.has(key) && (typeof entry === 'string' || typeof entry === 'number') ? [[key, entry] as const] : []));
  return pairs.length === Object.keys(value).length ? [...named, ...pairs] : undefined;
}
