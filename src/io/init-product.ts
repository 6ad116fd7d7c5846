import { basename, join, relative } from 'node:path';
import { parseYaml } from '../core/manifest/parse-yaml.ts';
import { isRecord } from '../core/manifest/node-reader.ts';
import { DpError } from '../core/model/errors.ts';
import { addInputPort, type UpstreamPort } from '../core/template/input-port.ts';
import { templateRecordFile, workspaceFile } from '../core/template/init-files.ts';
import type { Answers } from '../core/template/question.ts';
import { renderTree, type RenderedFile } from '../core/template/render-tree.ts';
import { editorSchemaFiles } from './editor-schemas.ts';
import { lstatPath, readBytes, slashed } from './files.ts';
import { readVersion } from './package-root.ts';
import type { LoadedTemplate } from './templates.ts';
import { findGitTop, findWorkspaceRoot } from './workspace/find-root.ts';
import { planTree, type WritePlan } from './write-tree.ts';

/** What stands around the folder that a product is made in. */
export interface InitSurroundings {
  /** The dp.yaml of the workspace that the folder lies in already; `undefined` where it has none. */
  readonly settingsFile: string | undefined;
  /** The folder that a relative registry of that file starts from. */
  readonly settingsFolder: string;
  readonly domain: string | undefined;
  readonly registry: string | undefined;
  /** Whether git knows the folder at all, and as a folder below the top of its work tree. */
  readonly isInGit: boolean;
  readonly isBelowGitTop: boolean;
}

/** Looks around a folder (absolute; it need not exist). Nothing is written. */
export function lookAround(folder: string): InitSurroundings {
  const settingsFolder = findWorkspaceRoot(folder);
  const settingsFile = join(settingsFolder, 'dp.yaml');
  const gitTop = findGitTop(folder);
  const facts = { settingsFolder, isInGit: gitTop !== undefined, isBelowGitTop: gitTop !== undefined && relative(gitTop, folder) !== '' };
  if (lstatPath(settingsFile)?.isFile() !== true) return { ...facts, settingsFile: undefined, domain: undefined, registry: undefined };
  const { data } = parseYaml(settingsFile, readBytes(settingsFile)).document;
  const text = (key: string): string | undefined => {
    const value = isRecord(data) ? data[key] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  return { ...facts, settingsFile: slashed(settingsFile), domain: text('domain'), registry: text('registry') };
}

export interface InitOrder {
  readonly folder: string;
  readonly template: LoadedTemplate;
  readonly answers: Answers;
  /** A published product that the new one reads (`--from`). */
  readonly upstream?: { readonly from: string; readonly ports: readonly UpstreamPort[] } | undefined;
  readonly surroundings: InitSurroundings;
}

/** Renders a product and finds out what writing it would do; nothing is written. Errors: `template`, `write-failed`. */
export function planProduct(order: InitOrder): WritePlan {
  const { folder, template, answers, surroundings } = order;
  const { descriptor, files, hash } = template;
  const tree = renderTree(files, { answers, template: { id: descriptor.id, version: descriptor.version }, dpVersion: readVersion() });
  const product = order.upstream === undefined ? tree : withInputPorts(tree, order.upstream.ports);
  const registry = answers['registry'];
  const domain = answers['domain'];
  const settings =
    surroundings.settingsFile === undefined
      ? [workspaceFile({ domain: typeof domain === 'string' ? domain : basename(folder), registry: typeof registry === 'string' && registry !== '' ? registry : undefined })]
      : [];
  const record = templateRecordFile({ id: descriptor.id, version: descriptor.version, hash, from: order.upstream?.from, answers });
  const all = [...product, ...settings, record, ...editorSchemaFiles()];
  return planTree(folder, all.sort((a, b) => (a.path < b.path ? -1 : 1)));
}

function withInputPorts(tree: readonly RenderedFile[], ports: readonly UpstreamPort[]): RenderedFile[] {
  const manifest = tree.find(({ path }) => path === 'dataproduct.yaml');
  if (manifest === undefined) throw new DpError('template', 'The template writes no dataproduct.yaml, so there is no place for an input port.');
  const text = typeof manifest.content === 'string' ? manifest.content : new TextDecoder().decode(manifest.content);
  const changed = ports.reduce(addInputPort, text);
  return tree.map((file) => (file === manifest ? { path: file.path, content: changed } : file));
}
