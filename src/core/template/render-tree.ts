import { compareText } from '../model/draft.ts';
import { DpError } from '../model/errors.ts';
import { pathProblem } from './safe-path.ts';
import { renderText } from './render-text.ts';
import type { Answers } from './question.ts';

/** A file below a template's `files/`, with forward slashes. */
export interface TemplateFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** A file to write, relative to the product's folder. */
export interface RenderedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface RenderFacts {
  readonly answers: Answers;
  readonly template: { readonly id: string; readonly version: string };
  /** dp's own version, for files that pin it. */
  readonly dpVersion: string;
}

const suffix = '.liquid';
const maxFiles = 1000;

/**
 * Renders a template: names of files and folders always, contents where a file's name ends in `.liquid`. A file is left out when
 * a part of its path renders to nothing. The same input gives the same bytes, sorted by path.
 * @throws DpError `template` for an unsafe path, two files of one name, or what `renderText` refuses
 */
export function renderTree(files: readonly TemplateFile[], facts: RenderFacts): RenderedFile[] {
  if (files.length > maxFiles) throw new DpError('template', `The template has more than ${String(maxFiles)} files.`);
  const values = { ...facts.answers, template: facts.template, dp: { version: facts.dpVersion } };
  const rendered = files.flatMap((file) => renderFile(file, values));
  const seen = new Map<string, string>();
  for (const { path } of rendered) {
    const problem = pathProblem(path);
    if (problem !== undefined) throw new DpError('template', `The template would write to ${JSON.stringify(path)}: ${problem}.`, { hint: 'use another template: nothing was written' });
    const folded = path.toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined) throw new DpError('template', `The template would write ${other} and ${path} to one place.`);
    seen.set(folded, path);
  }
  return rendered.sort((a, b) => compareText(a.path, b.path));
}

function renderFile(file: TemplateFile, values: Readonly<Record<string, unknown>>): RenderedFile[] {
  const isRendered = file.path.endsWith(suffix);
  const pattern = isRendered ? file.path.slice(0, -suffix.length) : file.path;
  const segments = pattern.split('/').map((segment) => renderText(segment, { name: `the path ${pattern}`, values }));
  const isLeftOut = segments.some((segment, index) => segment === '' && pattern.split('/')[index] !== '');
  if (isLeftOut) return [];
  const broken = segments.find((segment) => segment.includes('/'));
  if (broken !== undefined) throw new DpError('template', `The template would write to ${JSON.stringify(broken)}: one part of a path may not become several.`);
  const path = segments.join('/');
  return [{ path, content: isRendered ? renderText(decode(file), { name: file.path, values }) : file.content }];
}

function decode(file: TemplateFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file.content);
  } catch (error) {
    throw new DpError('template', `The template's file ${file.path} is not UTF-8.`, { cause: error });
  }
}
