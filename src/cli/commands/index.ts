import type { CommandEntry } from '../command.ts';

/** Every command, in the order help shows them. Adding one: a file beside this one, and a line here. */
export const commands: readonly CommandEntry[] = [
  { name: 'init', group: 'Author', summary: 'scaffold a data product with contract, pipeline, CI and docs', load: async () => await import('./init.ts') },
  { name: 'validate', group: 'Author', summary: 'check manifests and contracts: YAML, schema, references, policies', load: async () => await import('./validate.ts') },
  { name: 'diff', group: 'Review', summary: 'review what changed: what breaks, whom, and which version it needs', load: async () => await import('./diff.ts') },
  { name: 'accept', group: 'Review', summary: 'accept a breaking change for a while, in a file that is reviewed', load: async () => await import('./accept.ts') },
  { name: 'canvas', group: 'Author', summary: 'show the whole data product canvas', load: async () => await import('./canvas.ts') },
  { name: 'policy', group: 'Review', summary: 'the rules in force: list, show, test, update, diff, impact, waivers', load: async () => await import('./policy.ts') },
  { name: 'audit', group: 'Review', summary: 'who complies with what: records, compliance report, record of processing', load: async () => await import('./audit.ts') },
  { name: 'publish', group: 'Publish', summary: 'publish immutable versions to the registry', load: async () => await import('./publish.ts') },
  { name: 'registry', group: 'Publish', summary: 'care for a registry', load: async () => await import('./registry.ts') },
  { name: 'search', group: 'Discover', summary: 'find published products', load: async () => await import('./search.ts') },
  { name: 'show', group: 'Discover', summary: 'show a published product', load: async () => await import('./show.ts') },
  { name: 'versions', group: 'Discover', summary: 'list the published versions of a product', load: async () => await import('./versions.ts') },
  { name: 'lineage', group: 'Discover', summary: 'draw what is made from what: text, mermaid, dot, openlineage', load: async () => await import('./lineage.ts') },
  { name: 'impact', group: 'Discover', summary: 'name who is hit when a product, port or column changes', load: async () => await import('./impact.ts') },
  { name: 'trace', group: 'Discover', summary: 'walk upstream: what failed, is stale or just changed', load: async () => await import('./trace.ts') },
  { name: 'outdated', group: 'Discover', summary: 'find input ports whose source has a newer, deprecated, yanked or ending version', load: async () => await import('./outdated.ts') },
  { name: 'pull', group: 'Discover', summary: 'fetch the files of a published product', load: async () => await import('./pull.ts') },
  { name: 'explain', group: 'Learn', summary: 'say why a rule exists and what to do about it', load: async () => await import('./explain.ts') },
  { name: 'rules', group: 'Learn', summary: 'list the rules of validate, diff and publish', load: async () => await import('./rules.ts') },
  { name: 'tutorial', group: 'Learn', summary: 'learn dp in six exercises on real files', load: async () => await import('./tutorial.ts') },
  { name: 'schema', group: 'Learn', summary: 'print the JSON Schemas of documents and formats', load: async () => await import('./schema.ts') },
];
