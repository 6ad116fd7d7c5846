import { isRecord } from '../manifest/node-reader.ts';
import { parseYaml } from '../manifest/parse-yaml.ts';
import { compareText } from '../model/draft.ts';
import { maxFileBytes, maxNestingDepth, maxVersionBytes } from '../model/limits.ts';
import { roleOfName } from '../workspace/identify.ts';
import { filePathIssue, maxFilesPerVersion } from './grammar.ts';
import { parseJson } from './layout.ts';

/** sha256 in lower-case hex of bytes, or of a text's UTF-8 bytes. Core is handed one; `io/hash.ts` has it. */
export type HashContent = (content: string | Uint8Array) => string;

/** A file as it is published: exactly these bytes. */
export interface FileBytes {
  /** Relative to the product's folder, forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file of a published version: its text as it was, or base64 where it is not UTF-8. */
export interface PublishedFile {
  readonly path: string;
  readonly sha256: string;
  readonly content: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'base64'; readonly base64: string };
}

/** What `products/<domain>/<name>/<version>.json` holds. `files` are sorted by path. */
export interface VersionFile {
  readonly product: string;
  readonly version: string;
  readonly digest: string;
  /** The plain parse of the manifest's text. */
  readonly manifest: unknown;
  readonly files: readonly PublishedFile[];
}

export interface FileIssue {
  readonly path: string;
  readonly reason: string;
}

export type BuiltVersion = { readonly ok: true; readonly json: string; readonly digest: string } | { readonly ok: false; readonly issues: readonly FileIssue[] };

/** A version's JSON may be so long; escaping makes it longer than the files it holds. */
export const maxVersionJsonBytes = 4 * maxVersionBytes;

/**
 * The canonical bytes of a version: keys in the order of REGISTRY, files by path, two-space indent, LF, final newline;
 * no time, no commit, no machine. The same files give the same bytes everywhere.
 */
export function buildVersion(input: { readonly product: string; readonly version: string; readonly files: readonly FileBytes[] }, hash: HashContent): BuiltVersion {
  const issues = [...limitIssues(input.files), ...input.files.flatMap(fileIssue)];
  const manifestFile = findManifest(input.files);
  if (manifestFile === undefined) issues.push({ path: '', reason: 'there is no manifest among the files' });
  if (issues.length > 0 || manifestFile === undefined) return { ok: false, issues };
  const sorted = [...input.files].sort((a, b) => compareText(a.path, b.path));
  const files = sorted.map((file): PublishedFile => ({ path: file.path, sha256: hash(file.bytes), content: contentOf(file.bytes) }));
  const digest = digestOf(files, hash);
  const manifest = parseYaml(manifestFile.path, manifestFile.bytes).document.data;
  const json = writeVersion({ product: input.product, version: input.version, digest, manifest, files });
  if (json.length > maxVersionJsonBytes) return { ok: false, issues: [{ path: '', reason: 'the version is too long once its control characters are written out' }] };
  return { ok: true, json, digest };
}

function limitIssues(files: readonly FileBytes[]): FileIssue[] {
  const total = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  const folded = new Map<string, string>();
  return [
    ...(files.length > maxFilesPerVersion ? [{ path: '', reason: `the version has ${String(files.length)} files; ${String(maxFilesPerVersion)} is the most` }] : []),
    ...(total > maxVersionBytes ? [{ path: '', reason: `the version has ${String(total)} bytes; ${String(maxVersionBytes)} is the most` }] : []),
    ...files.flatMap(({ path }) => {
      const other = folded.get(path.toLowerCase());
      folded.set(path.toLowerCase(), path);
      return other === undefined ? [] : [{ path, reason: other === path ? 'it is listed twice' : `it differs from ${other} only in letter case, which some systems can't tell apart` }];
    }),
  ];
}

function fileIssue({ path, bytes }: FileBytes): FileIssue[] {
  const reason = filePathIssue(path) ?? (bytes.byteLength > maxFileBytes ? `it has ${String(bytes.byteLength)} bytes; ${String(maxFileBytes)} is the most` : undefined);
  return reason === undefined ? [] : [{ path, reason }];
}

/** `sha256:<hex>` over the lines `<hex>  <path>` of all files, sorted as whole lines by bytes. */
export function digestOf(files: readonly Pick<PublishedFile, 'path' | 'sha256'>[], hash: HashContent): string {
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
  return `sha256:${hash(lines.sort(compareBytes).join(''))}`;
}

// Not `compareText`: UTF-16 and UTF-8 order characters beyond U+FFFF differently.
function compareBytes(a: string, b: string): number {
  const [left, right] = [new TextEncoder().encode(a), new TextEncoder().encode(b)];
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function contentOf(bytes: Uint8Array): PublishedFile['content'] {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { kind: 'base64', base64: toBase64(bytes) };
  }
}

function writeVersion(version: VersionFile): string {
  const files = Object.fromEntries(version.files.map(({ path, sha256, content }) => [path, content.kind === 'text' ? { sha256, text: content.text } : { sha256, base64: content.base64 }]));
  const { product, digest, manifest } = version;
  return `${JSON.stringify({ schema: 1, product, version: version.version, digest, manifest, files }, null, 2)}\n`;
}

/** A file's bytes as they were published. */
export function bytesOf(file: PublishedFile): Uint8Array {
  return file.content.kind === 'text' ? new TextEncoder().encode(file.content.text) : fromBase64(file.content.base64);
}

/** The manifest among a version's files: the one at the top whose name makes it one. */
export function findManifest<File extends { readonly path: string }>(files: readonly File[]): File | undefined {
  const candidates = files.filter(({ path }) => !path.includes('/') && roleOfName(path) === 'manifest');
  return candidates.find(({ path }) => path === 'dataproduct.yaml') ?? candidates[0];
}

export type VersionRead =
  | { readonly ok: true; readonly file: VersionFile }
  /** `newer`: written by a newer dp. `malformed`: not a version file, or not the one its path says. */
  | { readonly ok: false; readonly problem: 'newer' | 'malformed'; readonly reason: string };

/** Reads a version file and checks that it is the one its path says. Digests are checked by `versionIssues`. */
export function readVersionFile(text: string, path: { readonly product: string; readonly version: string }): VersionRead {
  const data = parseJson(text);
  if (!isRecord(data)) return malformed('it is no JSON object');
  if (typeof data['schema'] === 'number' && data['schema'] > 1) return { ok: false, problem: 'newer', reason: `it has schema ${String(data['schema'])}, from a newer dp` };
  if (data['schema'] !== 1) return malformed('it has no schema number');
  if (data['product'] !== path.product) return malformed(`it says it is of the product ${JSON.stringify(data['product'])}`);
  if (data['version'] !== path.version) return malformed(`it says it is version ${JSON.stringify(data['version'])}`);
  if (typeof data['digest'] !== 'string' || !isRecord(data['files']) || !isRecord(data['manifest'])) return malformed('its digest, manifest or files are missing');
  if (isTooDeep(data['manifest'])) return malformed('its manifest is nested too deeply');
  const files: PublishedFile[] = [];
  for (const [name, entry] of Object.entries(data['files'])) {
    const file = readFile(name, entry);
    if (file === undefined) return malformed(`its file ${JSON.stringify(name)} is malformed`);
    files.push(file);
  }
  files.sort((a, b) => compareText(a.path, b.path));
  return { ok: true, file: { ...path, digest: data['digest'], manifest: data['manifest'], files } };
}

function readFile(path: string, entry: unknown): PublishedFile | undefined {
  if (!isRecord(entry) || typeof entry['sha256'] !== 'string' || filePathIssue(path) !== undefined) return undefined;
  const { sha256, text, base64 } = entry;
  if (typeof text === 'string' && base64 === undefined) return { path, sha256, content: { kind: 'text', text } };
  if (typeof base64 === 'string' && text === undefined && /^[A-Za-z0-9+/]*={0,2}$/u.test(base64)) return { path, sha256, content: { kind: 'base64', base64 } };
  return undefined;
}

// Without recursion: what is asked is whether recursion over it would be safe.
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxNestingDepth) return true;
    level = level.flatMap((item): unknown[] => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}

function malformed(reason: string): VersionRead {
  return { ok: false, problem: 'malformed', reason };
}

/**
 * What of a version file contradicts itself: a file's hash, the digest, a manifest that its text does not say.
 * `isShallow` leaves the last one out, since it parses YAML.
 */
export function versionIssues(file: VersionFile, hash: HashContent, options: { readonly isShallow?: boolean } = {}): FileIssue[] {
  const changed = file.files.filter((entry) => hash(bytesOf(entry)) !== entry.sha256).map(({ path }) => ({ path, reason: 'its content does not have the sha256 that is stated' }));
  const digest = digestOf(file.files, hash) === file.digest ? [] : [{ path: '', reason: 'its digest is not that of its files' }];
  const manifest = findManifest(file.files);
  if (manifest === undefined) return [...changed, ...digest, { path: '', reason: 'it holds no manifest' }];
  if (options.isShallow === true) return [...changed, ...digest];
  const parsed = parseYaml(manifest.path, bytesOf(manifest)).document.data;
  const isDerived = canonical(parsed) === canonical(file.manifest);
  return [...changed, ...digest, ...(isDerived ? [] : [{ path: manifest.path, reason: 'its parsed manifest is not what its text says' }])];
}

// Through JSON first, so that what JSON can't hold (-0, NaN) is compared as it was written.
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, child: unknown) => (isRecord(child) ? Object.fromEntries(Object.entries(child).sort(([a], [b]) => compareText(a, b))) : child));
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
