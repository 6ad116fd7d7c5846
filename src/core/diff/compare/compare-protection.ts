import type { Column } from '../../model/contract.ts';
import { dpVendor } from '../../manifest/dp-property.ts';
import { change, type Change, type Pair, type Spot } from '../change.ts';
import type { DiffRuleId } from '../rules/index.ts';
import { sameValue } from '../value.ts';
import { isOrderChanged } from './compare-key.ts';
import type { ColumnMatch } from './match-tree.ts';

const fileServers = new Set(['s3', 'azure', 'local', 'sftp']);

/** Whether a contract's readers open files by their path. */
export function hasFileLayout(servers: readonly { readonly type: string }[]): boolean {
  return servers.some((server) => fileServers.has(server.type.toLowerCase()));
}

/** DIFF, section 9: by which columns a table is partitioned, as one fact. Columns that came or went tell of themselves. */
export function comparePartitions(match: ColumnMatch, spot: Spot, isFiles: boolean): Change[] {
  const before = inPartitionOrder(match.lists.old);
  const after = inPartitionOrder(match.lists.new);
  const left = match.pairs.filter((pair) => pair.old.partitioned && !pair.new.partitioned);
  const joined = [...match.pairs.filter((pair) => !pair.old.partitioned && pair.new.partitioned).map((pair) => pair.new), ...match.added.filter((column) => column.partitioned)];
  const kept = match.pairs.filter((pair) => pair.old.partitioned && pair.new.partitioned);
  const rule = partitionRule({ left: left.length, joined: joined.length, isReordered: isOrderChanged(kept, (column) => column.partitionKeyPosition) });
  if (rule === undefined) return [];
  const names = { from: before.map((column) => column.name), to: after.map((column) => column.name) };
  const first = joined[0] ?? left[0]?.new ?? after[0];
  return [
    change(rule, spot, {
      field: 'partitioned', ...names, what: `Partitioned by (${names.from.join(', ')}) → (${names.to.join(', ')})`,
      at: first === undefined ? `${spot.at}/properties` : `${first.at}/partitioned`, was: before[0] === undefined ? undefined : `${before[0].at}/partitioned`, traits: isFiles ? ['file-layout'] : [],
    }),
  ];
}

function partitionRule({ left, joined, isReordered }: { readonly left: number; readonly joined: number; readonly isReordered: boolean }): DiffRuleId | undefined {
  if (left > 0) return joined > 0 ? 'partition-key-changed' : 'partition-removed';
  if (joined > 0) return 'partition-added';
  return isReordered ? 'partition-position-changed' : undefined;
}

function inPartitionOrder(columns: readonly Column[]): Column[] {
  const positionOf = (column: Column): number => (column.partitionKeyPosition > 0 ? column.partitionKeyPosition : Number.MAX_SAFE_INTEGER);
  return columns.filter((column) => column.partitioned).sort((a, b) => positionOf(a) - positionOf(b));
}

const protectionTags: ReadonlySet<string> = new Set(['pii', 'personaldata']);

/** DIFF, section 9: how a column's values are classified and protected. */
export function compareProtection(pair: Pair<Column>, spot: Spot, classificationOrder: readonly string[]): Change[] {
  return [...compareClassification(pair, spot, classificationOrder), ...compareEncryption(pair, spot), ...compareMarks(pair, spot), ...compareMasking(pair, spot)];
}

function compareClassification(pair: Pair<Column>, spot: Spot, classificationOrder: readonly string[]): Change[] {
  const [from, to] = [pair.old.classification, pair.new.classification];
  if (wordOf(from) === wordOf(to)) return [];
  const ranks = classificationOrder.map((word) => wordOf(word));
  const [before, after] = [ranks.indexOf(wordOf(from)), ranks.indexOf(wordOf(to))];
  const compared = before < 0 || after < 0 ? 'classification-changed-unordered' : after > before ? 'classification-raised' : 'classification-lowered';
  const rule = from === undefined ? 'classification-added' : to === undefined ? 'classification-removed' : compared;
  return [change(rule, spot, { field: 'classification', from, to })];
}

function wordOf(text: string | undefined): string {
  return (text ?? '').trim().toLowerCase();
}

function compareEncryption(pair: Pair<Column>, spot: Spot): Change[] {
  const [from, to] = [pair.old.encryptedName, pair.new.encryptedName];
  if (from === to) return [];
  return [change(from === undefined ? 'field-encrypted' : to === undefined ? 'field-decrypted' : 'encrypted-name-changed', spot, { field: 'encryptedName', from, to })];
}

/** Where a column is marked as personal data, if it is. */
function markOf(column: Column): string | undefined {
  const tag = column.tags.findIndex((name) => isProtectionTag(name));
  if (tag >= 0) return `${column.at}/tags/${String(tag)}`;
  const property = column.customProperties.find((item) => (item.property === 'pii' || item.property === 'personalData') && isYes(item.value));
  return property?.at;
}

/** Whether a tag says that a column holds personal data. */
export function isProtectionTag(name: string): boolean {
  return protectionTags.has(name.toLowerCase().replaceAll(/[\s_-]/gu, ''));
}

function isYes(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 'false' && value !== 'no' && value !== 'none';
}

function compareMarks(pair: Pair<Column>, spot: Spot): Change[] {
  const [from, to] = [markOf(pair.old), markOf(pair.new)];
  if ((from === undefined) === (to === undefined)) return [];
  const isAdded = to !== undefined;
  return [change(isAdded ? 'pii-tag-added' : 'pii-tag-removed', spot, { field: 'personalData', from: !isAdded, to: isAdded, what: `Personal data: ${isAdded ? 'no → yes' : 'yes → no'}`, at: to ?? spot.at, was: from ?? spot.was })];
}

function maskingOf(column: Column): { at: string; value: unknown } | undefined {
  const own = column.customProperties.find((item) => item.property === 'masking' && item.vendor === dpVendor);
  return own ?? column.customProperties.find((item) => item.property === 'masking' || item.property === 'maskingPolicy');
}

function compareMasking(pair: Pair<Column>, spot: Spot): Change[] {
  const [from, to] = [maskingOf(pair.old), maskingOf(pair.new)];
  if (sameValue(from?.value, to?.value)) return [];
  return [change('masking-changed', spot, { field: 'masking', from: from?.value, to: to?.value, at: to?.at ?? spot.at, was: from?.at ?? spot.was })];
}
