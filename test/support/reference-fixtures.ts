import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { attachFixes } from '../../src/core/fix/attach-fixes.ts';
import { settleFindings } from '../../src/core/model/draft.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { judgeReferences } from '../../src/core/references/judge-references.ts';
import type { PublishedContracts } from '../../src/core/references/published-contracts.ts';
import type { Workspace } from '../../src/core/workspace/workspace.ts';
import { sha256 } from '../../src/io/hash.ts';
import { loadWorkspace } from '../../src/io/workspace/load-workspace.ts';

export const fixtureRoot = `${import.meta.dirname}/../references/fixtures`;

/** Names of the folders in a folder, sorted. */
export function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** A registry that knows these versions of these contracts, and nothing else. */
export function publishedFrom(versions: Readonly<Record<string, readonly string[]>>): PublishedContracts {
  return {
    resolve(contractId, version) {
      const known = Object.hasOwn(versions, contractId) ? (versions[contractId] ?? []) : [];
      if (known.length === 0) return { kind: 'unknown' };
      const isFound = version === undefined ? known.length === 1 : known.includes(version);
      return isFound ? { kind: 'found' } : { kind: 'other-versions', versions: known };
    },
  };
}

export async function loadFolder(folder: string): Promise<Workspace> {
  return await loadWorkspace(folder, new AbortController().signal);
}

/** Every reference finding of a whole workspace; `published.json` in its root stands for a registry that was asked. */
export async function judgeFolder(folder: string): Promise<Finding[]> {
  const workspace = await loadFolder(folder);
  const registry = `${folder}/published.json`;
  const published = existsSync(registry) ? publishedFrom(JSON.parse(readFileSync(registry, 'utf8')) as Record<string, string[]>) : undefined;
  return await judgeWorkspace(workspace, published);
}

export async function judgeWorkspace(workspace: Workspace, published?: PublishedContracts): Promise<Finding[]> {
  const drafts = judgeReferences({ workspace, selected: workspace, published });
  return settleFindings(await attachFixes(drafts), sha256);
}

export interface ExpectedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly at: string;
  readonly path: string;
  readonly canBeMended: boolean;
}

/** A finding as fixtures write it down: everything but prose. */
export function asExpected(finding: Finding, folder: string): ExpectedFinding {
  const { rule, severity, file, line, column, endLine, endColumn, subject, fix } = finding;
  const at = `${file.slice(folder.length + 1)} ${String(line)}:${String(column)}–${String(endLine)}:${String(endColumn)}`;
  return { rule, severity, at, path: subject.path, canBeMended: fix !== null };
}
