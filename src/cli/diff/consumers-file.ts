import { compareText } from '../../core/model/draft.ts';
import type { ConsumerHit } from '../../core/model/finding.ts';
import { printJson } from '../reporters/print-json.ts';
import type { Outcome } from './outcome.ts';

interface HitBy {
  readonly product: string;
  readonly against: string | null;
  readonly rule: string;
  readonly level: string;
  readonly path: string;
  readonly fingerprint: string;
  readonly isWaived: boolean;
  /** Columns of the product that the consumer reads there; null where it does not say. */
  readonly columns: readonly string[] | null;
}

interface HitConsumer extends Pick<ConsumerHit, 'kind' | 'name' | 'isDirect' | 'via'> {
  readonly findings: HitBy[];
}

/** Everyone whom a change hits, with the findings that do: the file of `--consumers-out` (schema `consumers`), nearest first. */
export function consumersFile(outcomes: readonly Outcome[]): string {
  const consumers = new Map<string, HitConsumer>();
  for (const { label, against, findings } of outcomes) {
    for (const { rule, fingerprint, change, waiver } of findings) {
      for (const { kind, name, isDirect, via, columns } of change?.consumers ?? []) {
        const key = JSON.stringify([kind, name]);
        const known = consumers.get(key);
        const by: HitBy = { product: label, against, rule, level: change?.level ?? 'info', path: change?.path ?? '', fingerprint, isWaived: waiver !== null, columns };
        const nearer = known === undefined || via.length < known.via.length ? { kind, name, isDirect, via } : known;
        consumers.set(key, { kind, name, isDirect: nearer.isDirect, via: nearer.via, findings: [...(known?.findings ?? []), by] });
      }
    }
  }
  const sorted = [...consumers.values()].sort((a, b) => a.via.length - b.via.length || compareText(a.kind, b.kind) || compareText(a.name, b.name));
  return `${printJson({ schema: 1, consumers: sorted })}\n`;
}
