import { isRecord } from '../manifest/node-reader.ts';

/** What `dp.yaml` says, checked against its schema; absent keys are absent (defaults belong to who reads them). */
export interface WorkspaceSettings {
  /** The dp.yaml this came from, or `undefined` where there is none. */
  readonly file: string | undefined;
  /** The folder that relative paths in it start from; the workspace root where there is no dp.yaml. */
  readonly folder: string;
  readonly domain: string | undefined;
  readonly registry: string | undefined;
  readonly requires: string | undefined;
  readonly extends: string | undefined;
  readonly policies: Readonly<Record<string, unknown>>;
  readonly diff: Readonly<Record<string, unknown>>;
  readonly alerts: readonly unknown[];
}

/** Settings of a workspace without dp.yaml. */
export function noSettings(folder: string): WorkspaceSettings {
  return { file: undefined, folder, domain: undefined, registry: undefined, requires: undefined, extends: undefined, policies: {}, diff: {}, alerts: [] };
}

/** Reads the data of a dp.yaml that its schema has accepted. */
export function readSettings(data: unknown, place: { readonly file: string; readonly folder: string }): WorkspaceSettings {
  const raw = isRecord(data) ? data : {};
  const text = (key: string): string | undefined => {
    const value = raw[key];
    return typeof value === 'string' ? value : undefined;
  };
  const record = (key: string): Readonly<Record<string, unknown>> => {
    const value = raw[key];
    return isRecord(value) ? value : {};
  };
  return {
    ...place,
    domain: text('domain'),
    registry: text('registry'),
    requires: text('requires'),
    extends: text('extends'),
    policies: record('policies'),
    diff: record('diff'),
    alerts: Array.isArray(raw['alerts']) ? raw['alerts'] : [],
  };
}

/** A nested workspace's settings over its parent's: the nearer one wins, and what it leaves out is inherited. */
export function inheritSettings(child: WorkspaceSettings, parent: WorkspaceSettings): WorkspaceSettings {
  return {
    ...child,
    domain: child.domain ?? parent.domain,
    // A relative registry belongs to the file that says it; `folder` follows it.
    ...(child.registry === undefined && parent.registry !== undefined ? { registry: rebase(parent) } : {}),
    requires: child.requires ?? parent.requires,
    diff: { ...parent.diff, ...child.diff },
    alerts: child.alerts.length > 0 ? child.alerts : parent.alerts,
  };
}

// A path starts from the file that says it; `https://…` and `git@host:…` are addresses anywhere.
function rebase({ registry, folder }: WorkspaceSettings): string | undefined {
  if (registry === undefined || registry.startsWith('/') || registry.startsWith('~') || /^[^/]+:/u.test(registry)) return registry;
  return `${folder}/${registry}`;
}
