import { join } from 'node:path';
import { parseYaml } from '../core/manifest/parse-yaml.ts';
import { DpError } from '../core/model/errors.ts';
import { maxFileBytes } from '../core/model/limits.ts';
import { didYouMean } from '../core/model/nearest.ts';
import { readDescriptor, type TemplateDescriptor } from '../core/template/descriptor.ts';
import type { TemplateFile } from '../core/template/render-tree.ts';
import { listFolder, lstatPath, readBytes } from './files.ts';
import { sha256 } from './hash.ts';
import { packageRoot } from './package-root.ts';

const descriptorName = 'template.yaml';
const maxFiles = 1000;

/** A template as it lies on disk: what it says, its files, and the hash that pins both. */
export interface LoadedTemplate {
  readonly descriptor: TemplateDescriptor;
  readonly files: readonly TemplateFile[];
  /** `sha256:` over the sorted lines `<hex>  <path>` of all files, the descriptor included. */
  readonly hash: string;
}

/** The folder with the templates that dp ships. */
export const builtInTemplates: string = join(packageRoot, 'templates');

/** The descriptors of all templates in a folder of templates, sorted by id. Error: `template`. */
export function listTemplates(folder: string = builtInTemplates): TemplateDescriptor[] {
  return templateNames(folder).map((name) => loadDescriptor(join(folder, name)));
}

/**
 * A template by its id. Its folder must hold plain files and folders only.
 * @throws DpError `unknown-name` with the nearest ids, `template`
 */
export function loadTemplate(id: string, folder: string = builtInTemplates): LoadedTemplate {
  const names = templateNames(folder);
  if (!names.includes(id)) {
    throw new DpError('unknown-name', `There is no template ${JSON.stringify(id)}.${didYouMean(id, names)}`, { hint: 'dp init --list' });
  }
  return loadTemplateAt(join(folder, id));
}

/** A template from its own folder. Error: `template`. */
export function loadTemplateAt(folder: string): LoadedTemplate {
  const descriptor = loadDescriptor(folder);
  const filesFolder = join(folder, 'files');
  if (lstatPath(filesFolder)?.isDirectory() !== true) throw new DpError('template', `The template ${folder} has no folder files.`);
  const files = collectFiles(filesFolder);
  const lines = [['template.yaml', readBytes(join(folder, descriptorName))] as const, ...files.map(({ path, content }) => [`files/${path}`, content] as const)].map(([path, content]) => `${sha256(content)}  ${path}\n`);
  return { descriptor, files, hash: `sha256:${sha256(lines.sort().join(''))}` };
}

function templateNames(folder: string): string[] {
  return listFolder(folder)
    .filter((entry) => entry.isDirectory() && lstatPath(join(folder, entry.name, descriptorName))?.isFile() === true)
    .map(({ name }) => name);
}

function loadDescriptor(folder: string): TemplateDescriptor {
  const file = join(folder, descriptorName);
  const { document, drafts } = parseYaml(file, readLimited(file));
  const broken = drafts.find(({ severity }) => severity === 'error');
  if (broken !== undefined) throw new DpError('template', `${file} is no usable template: ${broken.message}`);
  return readDescriptor(document.data, file);
}

function collectFiles(root: string): TemplateFile[] {
  const files: TemplateFile[] = [];
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of listFolder(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) pending.push(path);
      else if (entry.isFile()) files.push({ path, content: readLimited(join(root, path)) });
      else throw new DpError('template', `The template's file ${path} is a link or a device; only plain files are copied.`);
      if (files.length > maxFiles) throw new DpError('template', `The template ${root} has more than ${String(maxFiles)} files.`);
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readLimited(file: string): Uint8Array {
  const size = lstatPath(file)?.size ?? 0;
  if (size > maxFileBytes) throw new DpError('template', `The template's file ${file} is larger than ${String(maxFileBytes)} bytes.`);
  return readBytes(file);
}
