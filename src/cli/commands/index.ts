import type { CommandEntry } from '../command.ts';

/** Every command, in the order help shows them. Adding one: a file beside this one, and a line here. */
export const commands: readonly CommandEntry[] = [
  { name: 'init', group: 'Author', summary: 'scaffold a data product with contract, pipeline, CI and docs', load: async () => await import('./init.ts') },
  { name: 'validate', group: 'Author', summary: 'check manifests and contracts: YAML, schema, references', load: async () => await import('./validate.ts') },
  { name: 'canvas', group: 'Author', summary: 'show the whole data product canvas', load: async () => await import('./canvas.ts') },
  { name: 'explain', group: 'Learn', summary: 'say why a rule exists and what to do about it', load: async () => await import('./explain.ts') },
  { name: 'rules', group: 'Learn', summary: 'list the rules of validate and diff', load: async () => await import('./rules.ts') },
  { name: 'schema', group: 'Learn', summary: 'print the JSON Schemas of documents and formats', load: async () => await import('./schema.ts') },
];
