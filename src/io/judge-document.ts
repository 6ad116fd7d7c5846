import { keyedPathAt } from '../core/manifest/keyed-path-at.ts';
import { isRecord } from '../core/manifest/node-reader.ts';
import type { FindingDraft } from '../core/model/draft.ts';
import type { Subject } from '../core/model/finding.ts';
import type { SourceDocument } from '../core/model/source-document.ts';
import { chooseSchema } from '../core/schema/api-version.ts';
import { ownProperties } from '../core/schema/own-properties.ts';
import { schemaFindings } from '../core/schema/schema-findings.ts';
import { valueAt } from '../core/manifest/value-at.ts';
import type { DocumentRole } from '../core/workspace/identify.ts';
import type { LoadedDocument } from '../core/workspace/workspace.ts';
import { loadKeyIndex, loadSchema, loadValidator, schemaNames } from './validators.ts';

export interface DocumentToJudge {
  readonly loaded: LoadedDocument;
  readonly role: DocumentRole;
  /** Product and contract; each finding brings its own keyed path. */
  readonly subject: Omit<Subject, 'path'>;
}

/** Judges one document by itself: what YAML, its standard's schema and the schemas of dp's own properties say of it. */
export async function judgeDocument({ loaded, role, subject }: DocumentToJudge): Promise<FindingDraft[]> {
  const { document } = loaded;
  const yaml = loaded.drafts.map((draft) => ({ ...draft, subject: { ...subject, path: keyedPathAt(document.data, draft.at.pointer) } }));
  if (document.data === undefined) return yaml;
  const context = { role, subject: { ...subject, path: '' }, schemaNames };
  const choice = chooseSchema(document, context);
  if (!choice.ok) return [...yaml, choice.draft];
  const own = ownProperties(document, context.subject);
  const standard = await checkValue(document, { schema: choice.name, subject: context.subject });
  const values = await Promise.all(own.properties.map(async ({ name, pointer }) => await checkValue(document, { schema: name, subject: context.subject, base: pointer })));
  return [...yaml, ...standard, ...own.drafts, ...values.flat()];
}

/** Judges a document of dp's own kinds (dp.yaml, a waiver, a lock file) by its schema. */
export async function judgeOwnDocument({ document, drafts }: LoadedDocument, schema: string): Promise<FindingDraft[]> {
  if (document.data === undefined) return [...drafts];
  return [...drafts, ...(await checkValue(document, { schema, subject: { product: null, key: null, contract: null, path: '' } }))];
}

interface Check {
  readonly schema: string;
  readonly subject: Subject;
  /** Where the value stands; the whole document when absent. */
  readonly base?: string;
}

// The schema itself, and what other versions have, is only read when there is something to explain.
async function checkValue(document: SourceDocument, { schema, subject, base = '' }: Check): Promise<FindingDraft[]> {
  const validator = await loadValidator(schema);
  const errors = validator.check(valueAt(document.data, base));
  if (errors.length === 0) return [];
  const root = await loadSchema(schema);
  const family = schema.startsWith('odps-') ? 'odps' : schema.startsWith('odcs-') ? 'odcs' : undefined;
  const view = { name: schema, root: isRecord(root) ? root : {}, keys: family === undefined ? undefined : await loadKeyIndex(family) };
  return schemaFindings({ view, errors, document, subject, base });
}
