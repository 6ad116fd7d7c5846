import type { CustomProperty, Link, Member, Prose, SupportChannel, Synonym, Team } from '../model/common.ts';
import { readDpProperty } from './dp-property.ts';
import { readNodes, type NodeReader } from './node-reader.ts';

/** Reads `customProperties`; dp's own come out as `{property: canvas, vendor: dp}` in whichever spelling they stand. */
export function readCustomProperties(node: NodeReader | undefined): CustomProperty[] {
  return (node?.children('customProperties') ?? []).flatMap((item) => {
    const written = item.string('property');
    if (written === undefined) return [];
    const { property, vendor } = readDpProperty(written, item.string('vendor'));
    return [{ at: item.at, id: item.string('id'), property, vendor, value: item.raw['value'], description: item.string('description') }];
  });
}

/** Reads a list of authoritative definitions under `key`. */
export function readLinks(node: NodeReader | undefined, key = 'authoritativeDefinitions'): Link[] {
  return (node?.children(key) ?? []).map((item) => ({
    at: item.at,
    id: item.string('id'),
    type: item.string('type') ?? '',
    url: item.string('url') ?? '',
    description: item.string('description'),
  }));
}

/** Reads `description`, which holds purpose, usage and limitations. */
export function readProse(node: NodeReader): Prose {
  const child = node.child('description');
  return {
    at: `${node.at}/description`,
    purpose: child?.string('purpose'),
    usage: child?.string('usage'),
    limitations: child?.string('limitations'),
    links: readLinks(child),
    customProperties: readCustomProperties(child),
  };
}

export function readSynonyms(node: NodeReader): Synonym[] {
  return node.children('synonyms').map((item) => ({
    at: item.at,
    synonym: item.string('synonym') ?? '',
    locale: item.string('locale'),
    description: item.string('description'),
  }));
}

export function readSupport(node: NodeReader): SupportChannel[] {
  return node.children('support').map((item) => ({
    at: item.at,
    id: item.string('id'),
    channel: item.string('channel') ?? '',
    url: item.string('url'),
    description: item.string('description'),
    tool: item.string('tool'),
    scope: item.string('scope'),
    invitationUrl: item.string('invitationUrl'),
  }));
}

/** Reads `team`: a list of members up to ODPS 0.9 and ODCS 3.0, an object with `members` since. */
export function readTeam(node: NodeReader): Team | undefined {
  const at = `${node.at}/team`;
  const team = node.child('team');
  if (team !== undefined) {
    return { at, name: team.string('name'), description: team.string('description'), members: team.children('members').map(readMember) };
  }
  if (!Array.isArray(node.raw['team'])) return undefined;
  return { at, name: undefined, description: undefined, members: readNodes(node.raw['team'], at).map(readMember), origins: { members: at } };
}

function readMember(item: NodeReader): Member {
  return {
    at: item.at,
    id: item.string('id'),
    username: item.string('username'),
    name: item.string('name'),
    description: item.string('description'),
    role: item.string('role'),
    dateIn: item.string('dateIn'),
    dateOut: item.string('dateOut'),
    replacedByUsername: item.string('replacedByUsername'),
  };
}
