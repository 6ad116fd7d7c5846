import { dirname, join, resolve } from 'node:path';
import { parseYaml } from '../../core/manifest/parse-yaml.ts';
import { isRecord } from '../../core/manifest/node-reader.ts';
import { settleFindings } from '../../core/model/draft.ts';
import { DpError } from '../../core/model/errors.ts';
import { isInRange } from '../../core/model/semver.ts';
import { inheritSettings, noSettings, readSettings, type WorkspaceSettings } from '../../core/workspace/settings.ts';
import { readBytes, slashed, statPath } from '../files.ts';
import { sha256 } from '../hash.ts';
import { judgeOwnDocument } from '../judge-document.ts';
import { readVersion } from '../package-root.ts';

const maxParents = 8;

/**
 * The settings of the dp.yaml in a folder; settings without content where there is none.
 * Errors: `configuration` for a dp.yaml that is wrong (with its places), `newer-format`.
 */
export async function readSettingsFor(folder: string): Promise<WorkspaceSettings> {
  const file = join(folder, 'dp.yaml');
  return statPath(file) === undefined ? noSettings(slashed(folder)) : await readFile(file, []);
}

/** The settings that a dp.yaml extends; `undefined` where it extends none. Errors as of `readSettingsFor`. */
export async function readParentSettings(settings: WorkspaceSettings): Promise<WorkspaceSettings | undefined> {
  if (settings.file === undefined || settings.extends === undefined) return undefined;
  return await readFile(resolve(dirname(settings.file), settings.extends), [settings.file]);
}

async function readFile(file: string, children: readonly string[]): Promise<WorkspaceSettings> {
  if (children.includes(file) || children.length >= maxParents) {
    throw new DpError('configuration', `${slashed(children[0] ?? file)} extends itself through ${slashed(file)}.`, { hint: 'remove one of the `extends` lines' });
  }
  const loaded = parseYaml(slashed(file), readBytes(file));
  refuseNewer(file, loaded.document.data);
  const errors = settleFindings(await judgeOwnDocument(loaded, 'workspace'), sha256).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw wrongSettings(file, errors);
  const settings = readSettings(loaded.document.data, { file: slashed(file), folder: slashed(dirname(file)) });
  checkRequires(settings);
  await checkDiffSettings(settings);
  if (settings.extends === undefined) return settings;
  const parent = resolve(dirname(file), settings.extends);
  if (statPath(parent)?.isFile() !== true) throw new DpError('configuration', `${slashed(file)} extends ${settings.extends}, which is no file.`, { hint: 'extends: ../dp.yaml' });
  return await inherit(settings, await readFile(parent, [...children, file]), slashed(file));
}

// The rules of diff are only read where both files say something of them.
async function inherit(settings: WorkspaceSettings, parent: WorkspaceSettings, file: string): Promise<WorkspaceSettings> {
  const merged = inheritSettings(settings, parent);
  if (Object.keys(settings.diff).length === 0 || Object.keys(parent.diff).length === 0) return merged;
  const { inheritDiff } = await import('../../core/diff/inherit-settings.ts');
  return { ...merged, diff: inheritDiff(settings.diff, parent.diff, file) };
}

function refuseNewer(file: string, data: unknown): void {
  const apiVersion = isRecord(data) ? data['apiVersion'] : undefined;
  if (typeof apiVersion === 'string' && /^dp\/v(?:[2-9]|\d{2,})$/u.test(apiVersion)) {
    throw new DpError('newer-format', `${slashed(file)} says ${apiVersion}: it was written by a newer dp.`, { hint: 'npm install --global dataproduct@latest' });
  }
}

function wrongSettings(file: string, errors: readonly { line: number; column: number; message: string; rule: string; help: string | null }[]): DpError {
  const lines = errors.slice(0, 5).map(({ line, column, message, rule }) => `  ${slashed(file)}:${String(line)}:${String(column)}  ${message}  ${rule}`);
  const more = errors.length > lines.length ? [`  and ${String(errors.length - lines.length)} more`] : [];
  const [first] = errors;
  return new DpError('configuration', ['dp.yaml can’t be used:', ...lines, ...more].join('\n'), { hint: first?.help ?? 'dp schema print workspace' });
}

// A rule id or profile that does not exist must not wait for the first review to be noticed.
async function checkDiffSettings({ diff }: WorkspaceSettings): Promise<void> {
  if (Object.keys(diff).length === 0) return;
  const { readDiffSettings } = await import('../../core/diff/read-settings.ts');
  readDiffSettings(diff);
}

function checkRequires({ requires, file }: WorkspaceSettings): void {
  if (requires === undefined) return;
  const version = readVersion();
  const isFitting = isInRange(version, requires);
  if (isFitting === true) return;
  const message = isFitting === undefined ? `${file ?? 'dp.yaml'} requires ${JSON.stringify(requires)}, which is no range of versions.` : `${file ?? 'dp.yaml'} requires dp ${requires}; this is ${version}.`;
  throw new DpError('configuration', message, { hint: isFitting === undefined ? 'requires: ">=0.1 <1"' : `npm install --save-dev "dataproduct@${requires}"` });
}
