import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { loadValidator } from '../../src/io/validators.ts';
import { createRegistry, createSandbox, person, type Sandbox } from '../registry/support.ts';
import { runDp, type RunResult } from '../support/run-dp.ts';

export interface Scene {
  readonly sandbox: Sandbox;
  readonly registry: string;
  /** Runs a command in a folder of the sandbox, against its registry unless it says `--offline` or the folder has none. */
  dp(folder: string, ...argv: readonly string[]): Promise<RunResult>;
  /** The JSON document of a command that succeeds, checked against the schema `output`. */
  json<Section>(folder: string, ...argv: readonly string[]): Promise<Section & { readonly findings: readonly SeenFinding[] }>;
}

export interface SeenFinding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export async function createScene(): Promise<Scene> {
  const sandbox = createSandbox();
  const registry = await createRegistry(sandbox);
  const author = { GIT_AUTHOR_NAME: person.name, GIT_AUTHOR_EMAIL: person.email, GIT_COMMITTER_NAME: person.name, GIT_COMMITTER_EMAIL: person.email };
  const dp: Scene['dp'] = async (folder, ...argv) => await runDp(argv, { cwd: join(sandbox.path, folder), env: { ...sandbox.env, ...author, DP_REGISTRY: registry } });
  return {
    sandbox,
    registry,
    dp,
    json: async <Section>(folder: string, ...argv: readonly string[]) => {
      const { code, stdout } = await dp(folder, ...argv, '--format', 'json');
      const document = JSON.parse(stdout) as Section & { findings: SeenFinding[] };
      expect({ argv, problems: (await loadValidator('output')).check(document), code }).toEqual({ argv, problems: [], code: 0 });
      return document;
    },
  };
}

/** The example mesh in the folder `mesh` of a scene, published to its registry. */
export async function publishExampleMesh(scene: Scene): Promise<void> {
  cpSync(join(import.meta.dirname, '../../examples/mesh'), join(scene.sandbox.path, 'mesh'), { recursive: true });
  const { code, stderr } = await scene.dp('mesh', 'publish', '--yes');
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
}

/** `file:line:column severity rule`, as findings are compared. */
export function places(findings: readonly SeenFinding[]): string[] {
  return findings.map(({ file, line, column, severity, rule }) => `${file}:${String(line)}:${String(column)} ${severity} ${rule}`);
}

export interface LineageSection {
  readonly lineage: {
    readonly nodes: readonly { readonly id: string; readonly origin: string | null }[];
    readonly edges: readonly unknown[];
    readonly columns?: readonly { readonly from: { readonly node: string; readonly column: string }; readonly to: { readonly node: string; readonly column: string } }[];
    readonly classFlow?: { readonly marked: readonly { readonly column: string }[]; readonly flows: readonly { readonly from: string; readonly to: string; readonly columns: readonly string[]; readonly isPossible: boolean; readonly crosses: boolean }[] };
    readonly cycles: readonly (readonly string[])[];
    readonly dangling: readonly unknown[];
  };
}

export interface ImpactSection {
  readonly impact: { readonly column: string | null; readonly hits: readonly { readonly node: { readonly id: string }; readonly via: readonly string[]; readonly columns: readonly string[] | null }[] };
}

export interface TraceSection {
  readonly trace: { readonly stops: readonly { readonly node: { readonly id: string }; readonly distance: number; readonly signals: readonly { readonly level: string; readonly kind: string; readonly text: string }[] }[]; readonly cycles: readonly (readonly string[])[] };
}
