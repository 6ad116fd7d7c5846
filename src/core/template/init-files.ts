import type { Answers } from './question.ts';
import type { RenderedFile } from './render-tree.ts';
import { yamlScalar } from './filters.ts';

/** What `.dp/template.json` says, so that a later `dp template update` can render the same again. */
export interface TemplateRecord {
  readonly id: string;
  readonly version: string;
  /** `sha256:` over the template's files. */
  readonly hash: string;
  /** The published product that it was made to read. */
  readonly from: string | undefined;
  readonly answers: Answers;
}

const templateRecordPath = '.dp/template.json';

/** `.dp/template.json`: answers in the order the template asks them. */
export function templateRecordFile(record: TemplateRecord): RenderedFile {
  const { id, version, hash, from, answers } = record;
  return { path: templateRecordPath, content: `${JSON.stringify({ schema: 1, id, version, hash, ...(from === undefined ? {} : { from }), answers }, null, 2)}\n` };
}

/** `dp.yaml` of a new workspace: its domain, and its registry where one was named. */
export function workspaceFile(settings: { readonly domain: string; readonly registry: string | undefined }): RenderedFile {
  const lines = [
    '# yaml-language-server: $schema=./.dp/schemas/workspace.json',
    '# Settings of this workspace: everything below this folder',
    'apiVersion: dp/v1',
    'kind: Workspace',
    `domain: ${yamlScalar(settings.domain)}`,
    ...(settings.registry === undefined
      ? ['# Where versions are published: any git address, or a path from this folder', '# registry: git@git.example.com:data/registry.git']
      : ['# Where versions are published', `registry: ${yamlScalar(settings.registry)}`]),
  ];
  return { path: 'dp.yaml', content: `${lines.join('\n')}\n` };
}
