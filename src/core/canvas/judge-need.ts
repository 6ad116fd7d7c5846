import type { DataContract, Server } from '../model/contract.ts';
import type { OutputPort } from '../model/product.ts';
import { parseSeconds, secondsOf } from '../text/duration.ts';

export type NeedVerdict = 'met' | 'not met' | 'unknown';

/** What a consumer wrote under `needs`; whatever is not a text reads as absent. */
export interface Need {
  readonly port: string | undefined;
  readonly freshness: string | undefined;
  readonly format: string | undefined;
}

export interface JudgedNeed {
  readonly verdict: NeedVerdict;
  /** One phrase for each thing that is not met or cannot be told. */
  readonly reasons: readonly string[];
}

/** A port with the contract it names, where that was found. */
export interface Offer {
  readonly port: OutputPort;
  readonly contract: DataContract | undefined;
}

/**
 * Whether what a port promises is what a consumer needs: its freshest latency against `freshness`, its servers' formats against
 * `format`. A need that names no port is held against the only one. What cannot be compared is unknown, never met.
 */
export function judgeNeed(need: Need, offers: readonly Offer[]): JudgedNeed {
  const named = need.port === undefined ? offers : offers.filter(({ port }) => port.name === need.port);
  if (named.length === 0) return { verdict: 'not met', reasons: [need.port === undefined ? 'the product has no output port' : `there is no output port ${need.port}`] };
  if (need.port === undefined && new Set(named.map(({ port }) => port.name)).size > 1) return { verdict: 'unknown', reasons: ['it names none of the output ports'] };
  const answers = [judgeFreshness(need.freshness, named), judgeFormat(need.format, named)].filter((answer) => answer !== undefined);
  const reasons = answers.flatMap(({ reason }) => reason ?? []);
  if (answers.some(({ verdict }) => verdict === 'not met')) return { verdict: 'not met', reasons };
  if (answers.length === 0) return { verdict: 'unknown', reasons: ['it names neither freshness nor format'] };
  return { verdict: answers.every(({ verdict }) => verdict === 'met') ? 'met' : 'unknown', reasons };
}

interface Part {
  readonly verdict: NeedVerdict;
  readonly reason: string | undefined;
}

function judgeFreshness(wanted: string | undefined, offers: readonly Offer[]): Part | undefined {
  if (wanted === undefined) return undefined;
  const seconds = parseSeconds(wanted);
  if (seconds === undefined) return { verdict: 'unknown', reason: `${wanted} is no number with a unit` };
  const promises = offers.flatMap(({ contract }) => contract?.slaProperties ?? []).filter(({ property }) => /^(?:latency|freshness|ly)$/iu.test(property));
  const promised = promises.flatMap(({ value, unit }) => {
    const promisedSeconds = secondsOf(value, unit);
    return promisedSeconds === undefined ? [] : [{ promisedSeconds, text: `${String(value)}${unit === undefined ? '' : ` ${unit}`}` }];
  });
  const best = promised.reduce<(typeof promised)[number] | undefined>((least, one) => (least === undefined || one.promisedSeconds < least.promisedSeconds ? one : least), undefined);
  if (best === undefined) return { verdict: 'unknown', reason: 'the contract promises no latency' };
  return best.promisedSeconds <= seconds ? { verdict: 'met', reason: undefined } : { verdict: 'not met', reason: `the contract promises ${best.text}, needed are ${wanted}` };
}

function judgeFormat(wanted: string | undefined, offers: readonly Offer[]): Part | undefined {
  if (wanted === undefined) return undefined;
  const word = wanted.trim().toLowerCase();
  const formats = [...new Set(offers.flatMap(({ contract }) => contract?.servers ?? []).flatMap((server) => formatOf(server)?.toLowerCase() ?? []))];
  const types = offers.flatMap(({ port }) => port.type?.toLowerCase() ?? []);
  if (formats.includes(word) || types.some((type) => type === word || type === `${word}s` || `${type}s` === word)) return { verdict: 'met', reason: undefined };
  if (formats.length === 0) return { verdict: 'unknown', reason: 'no server of the contract names a format' };
  return { verdict: 'not met', reason: `delivered as ${formats.join(', ')}, needed is ${wanted}` };
}

/** The format a server delivers in: its own key, or the customProperty `format` where ODCS has no such key for its type (an API). */
export function formatOf(server: Server): string | undefined {
  const format = server.settings['format'] ?? server.customProperties.find(({ property, vendor }) => property === 'format' && vendor === undefined)?.value;
  return typeof format === 'string' ? format : undefined;
}
