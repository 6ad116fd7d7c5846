import { isRecord } from '../manifest/node-reader.ts';
import { valueAt } from '../manifest/value-at.ts';
import type { Place } from '../model/draft.ts';
import type { Node } from './targets/node.ts';

/** The keys by which people know a thing, the first that is there. */
const namingKeys = ['name', 'server', 'property', 'role', 'channel', 'username', 'persona', 'title', 'system', 'id', 'kind'];

/**
 * Where a finding about a whole thing is shown: at the entry that names it, so that not half a file is underlined. The
 * pointer stays the thing's own.
 */
export function anchorOf(node: Node): Place {
  const { source } = node.view;
  const value = valueAt(source.data, node.at);
  const key = isRecord(value) ? namingKeys.find((candidate) => Object.hasOwn(value, candidate)) : undefined;
  if (key !== undefined) return { document: source, pointer: node.at, range: source.locate(`${node.at}/${key}`, 'entry') };
  return { document: source, pointer: node.at, range: source.locate(`${node.at}/-`, 'key') };
}
