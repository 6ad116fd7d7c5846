import { yamlRules } from '../manifest/yaml-rules.ts';
import type { Finding } from '../model/finding.ts';
import type { SourceDocument } from '../model/source-document.ts';
import { referenceRules } from '../references/index.ts';
import { schemaRules } from '../schema/rules.ts';

export interface JudgedFile {
  readonly file: string;
  readonly rules: readonly string[];
}

/**
 * By which rules `dp validate` judged each document, whether they found something or not. What cannot be read was judged
 * by nothing else; what declares no known version by no other schema rule.
 */
export function judgedRules(documents: readonly SourceDocument[], findings: readonly Finding[]): JudgedFile[] {
  const found = new Map<string, Set<string>>();
  for (const { file, rule, severity } of findings) {
    if (severity === 'error') found.set(file, (found.get(file) ?? new Set()).add(rule));
  }
  return documents.map((document) => ({ file: document.file, rules: rulesFor(document, found.get(document.file) ?? new Set()) }));
}

function rulesFor(document: SourceDocument, errors: ReadonlySet<string>): string[] {
  const yaml = yamlRules.map(({ id }) => id);
  if (yaml.some((id) => errors.has(id)) || document.data === undefined) return yaml;
  const schema = errors.has('schema-api-version') ? ['schema-api-version'] : schemaRules.map(({ id }) => id);
  const scopes = new Set(['document', isContract(document.data) ? 'contract' : 'product']);
  return [...yaml, ...schema, ...referenceRules.filter(({ scope }) => scopes.has(scope)).map(({ id }) => id)];
}

function isContract(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'DataContract';
}
