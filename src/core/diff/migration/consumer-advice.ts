import type { ChangeFacts } from '../../model/finding.ts';

/** What a reader does about a change, by rule; the first that fits. `{from}` and `{to}` are the values of the finding. */
const advice: readonly (readonly [RegExp, string])[] = [
  [/^(?:field|schema)-removed/u, 'Stop reading it before that day, and take what you need from elsewhere.'],
  [/^(?:field|schema)-(?:renamed|physical-name)/u, 'Use {to} where you use {from}.'],
  [/^field-moved$/u, 'Read it in its new place.'],
  [/^field-became-nullable$/u, 'Expect NULL: leave such rows out, or give them a value of your own.'],
  [/^object-required-removed$/u, 'Expect objects without this field.'],
  [/^(?:field-unique-removed|primary-key)/u, 'Do not count on one row for each value: check joins and merges, and count distinct.'],
  [/^field-(?:precision|scale|length)|^max-length/u, 'Make room: check casts and the sizes of the columns that you store it in.'],
  [/^field-(?:timezone|default-timezone)/u, 'Convert the times you have stored, and check filters and joins by time.'],
  [/^field-format/u, 'Read the new format, {to}.'],
  [/^field-(?:type|map-key-type|logical-type|physical-type|timestamp)/u, 'Read it as {to}: check casts, joins and the types that you store it in.'],
  [/^field-vector/u, 'Compute your own vectors anew before you compare them with these.'],
  [/^field-(?:en|de)crypted|^encrypted-name|^masking/u, 'Check whether you can still read and join it.'],
  [/^enum/u, 'Decide what to do with values that you do not know.'],
  [/^(?:minimum|maximum|exclusive|multiple-of|pattern|min-|max-|unique-items)/u, 'Check code and reports that rely on the old limit.'],
  [/^field-transform|^schema-granularity/u, 'Compare figures from before and after, and check sums and counts.'],
  [/^partition/u, 'Check paths and filters that use the partitions.'],
  [/^classification|^pii/u, 'Check whether you may hold it, and who may see it at your end.'],
  [/^quality/u, 'Check the data yourself where you relied on this rule.'],
  [/^sla/u, 'Check whether the new service level is enough for what you promise others.'],
  [/^server|^stream-(?:topic|subject|serialization)/u, 'Change your connection, and test it before that day.'],
  [/^stream/u, 'Check how you handle order, duplicates and replays.'],
  [/^role/u, 'Ask for access again, if it was by this role that you had it.'],
  [/^price/u, 'Check the price against your budget.'],
  [/^(?:product-)?status/u, 'Plan your move to another source.'],
  [/^output-port-(?:removed|version-removed|renamed)/u, 'Read from a port that stays.'],
  [/^output-port/u, 'Read the new contract, and check what you built on the old one.'],
];

/** What a reader does about a change, in a sentence. */
export function consumerAdvice(rule: string, { from, to }: Pick<ChangeFacts, 'from' | 'to'>): string {
  const found = advice.find(([rules]) => rules.test(rule))?.[1] ?? 'Check what you built on it.';
  return found.replaceAll('{from}', shown(from, 'the old one')).replaceAll('{to}', shown(to, 'the new one'));
}

function shown(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
