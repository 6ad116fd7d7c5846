import type { CommandEntry } from '../command.ts';

/** Every command, in the order help shows them. Adding one: a file beside this one, and a line here. */
export const commands: readonly CommandEntry[] = [
  { name: 'init', group: 'Author', summary: 'scaffold a data product with contract, pipeline, CI and docs', load: async () => await import('./init.ts') },
  { name: 'validate', group: 'Author', summary: 'check manifests and contracts: YAML, schema, references', load: async () => await import('./validate.ts') },
];
