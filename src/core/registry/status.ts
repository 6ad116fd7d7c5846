import { isRecord } from '../manifest/node-reader.ts';
import { compareText } from '../model/draft.ts';
import { parseJson } from './layout.ts';

/** An owner's word on a published version: `status/<domain>/<name>/<version>.<action>.<id>.json`. */
export interface StatusEvent {
  readonly product: string;
  /** The version in the file's name. */
  readonly version: string;
  readonly action: string;
  readonly id: string;
  readonly port: string | undefined;
  /** UTC, as written. */
  readonly at: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Deprecation {
  readonly reason: string | undefined;
  /** A date, as written. */
  readonly until: string | undefined;
  readonly replacement: string | undefined;
  /** `undefined`: the whole version. */
  readonly port: string | undefined;
}

export interface VersionStatus {
  readonly deprecations: readonly Deprecation[];
  /** Why it was yanked; `undefined` when it is not. */
  readonly yanked: { readonly reason: string | undefined } | undefined;
}

/** What the events of one product add up to. */
export interface ProductStatus {
  readonly versions: ReadonlyMap<string, VersionStatus>;
  /** The key it lives under now. */
  readonly movedTo: string | undefined;
  readonly retired: { readonly reason: string | undefined } | undefined;
}

/** A product that nobody has said anything of. */
export const noStatus: ProductStatus = { versions: new Map(), movedTo: undefined, retired: undefined };

export type EventRead = { readonly ok: true; readonly event: StatusEvent } | { readonly ok: false; readonly reason: string };

/** Reads an event and checks that it is the one its path says. */
export function readStatusEvent(text: string, path: { readonly product: string; readonly version: string; readonly action: string; readonly id: string }): EventRead {
  const data = parseJson(text);
  if (!isRecord(data)) return { ok: false, reason: 'it is no JSON object' };
  if (data['schema'] !== 1) return { ok: false, reason: `dp does not know its schema ${JSON.stringify(data['schema'] ?? null)}` };
  if (data['action'] !== path.action) return { ok: false, reason: `it says its action is ${JSON.stringify(data['action'] ?? null)}` };
  const version = data['version'] ?? null;
  if (version !== null && version !== path.version) return { ok: false, reason: `it says it is of version ${JSON.stringify(version)}` };
  if (typeof data['at'] !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(data['at'])) return { ok: false, reason: 'its time is missing or not in UTC' };
  const { at, port, actor } = data;
  return {
    ok: true,
    event: { ...path, port: textOf(port), at, actor: textOf(actor) ?? '', data: isRecord(data['data']) ? data['data'] : {} },
  };
}

/** Applies a product's events in their order, (at, id). Unknown actions change nothing. */
export function applyEvents(events: readonly StatusEvent[]): ProductStatus {
  const ordered = [...events].sort((a, b) => compareText(a.at, b.at) || compareText(a.id, b.id));
  return ordered.reduce(applyEvent, noStatus);
}

function applyEvent(status: ProductStatus, event: StatusEvent): ProductStatus {
  const reason = textOf(event.data['reason']);
  const current = status.versions.get(event.version) ?? { deprecations: [], yanked: undefined };
  const withVersion = (next: VersionStatus): ProductStatus => ({ ...status, versions: new Map(status.versions).set(event.version, next) });
  switch (event.action) {
    case 'deprecate': {
      const deprecation = { reason, until: textOf(event.data['until']), replacement: textOf(event.data['replacement']), port: event.port };
      return withVersion({ ...current, deprecations: [...current.deprecations.filter(({ port }) => port !== event.port), deprecation] });
    }
    case 'yank':
      return withVersion({ ...current, yanked: { reason } });
    case 'unyank':
      return withVersion({ ...current, yanked: undefined });
    case 'move':
      return { ...status, movedTo: textOf(event.data['to']) ?? status.movedTo };
    case 'retire':
      return { ...status, retired: { reason } };
    default:
      return status;
  }
}

/** Whether a version was yanked. */
export function isYanked(status: ProductStatus, version: string): boolean {
  return status.versions.get(version)?.yanked !== undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
