import { chooseSchema } from '../core/schema/api-version.ts';
import { ownProperties } from '../core/schema/own-properties.ts';
import { valueAt } from '../core/schema/path-of-pointer.ts';
import { schemaFindings } from '../core/schema/schema-findings.ts';
import type { SchemaView } from '../core/schema/schema-view.ts';
import type { FindingDraft } from '../core/model/draft.ts';
import type { Subject } from '../core/model/finding.ts';
import type { SourceDocument } from '../core/model/source-document.ts';
import type { DocumentRole } from '../core/workspace/identify.ts';
import { loadKeyIndex, loadSchema, loadValidator, schemaNames } from './validators.ts';

/**
 * Everything that schemas say of a manifest or contract: its `apiVersion`, its shape, and the values of dp's own
 * customProperties in it. A document that no parser could read has no data and no findings here.
 */
export async function judgeDocument(document: SourceDocument, context: { readonly role: DocumentRole; readonly subject: Subject }): Promise<FindingDraft[]> {
  if (document.data === undefined) return [];
  const choice = chooseSchema(document, { ...context, schemaNames });
  if (!choice.ok) return [choice.draft];
  const own = ownProperties(document, context.subject);
  const drafts = [...(await judgeValue({ schema: choice.name, document, subject: context.subject })), ...own.drafts];
  for (const { name, pointer } of own.properties) drafts.push(...(await judgeValue({ schema: name, document, subject: context.subject, base: pointer })));
  return drafts;
}

export interface ValueToJudge {
  /** `workspace`, `waiver`, `canvas`, …: one of `schemaNames`. */
  readonly schema: string;
  readonly document: SourceDocument;
  readonly subject: Subject;
  /** JSON Pointer of the value; the whole document when absent. */
  readonly base?: string;
}

/** Holds a document, or one value in it, to the schema of a name. */
export async function judgeValue({ schema, document, subject, base = '' }: ValueToJudge): Promise<FindingDraft[]> {
  const validator = await loadValidator(schema);
  const errors = validator.check(valueAt(document.data, base));
  return errors.length === 0 ? [] : schemaFindings({ view: await loadView(schema), errors, document, subject, base });
}

/** What explaining needs besides the errors; loaded only where there are some. */
async function loadView(name: string): Promise<SchemaView> {
  const family = name.startsWith('odps-') ? 'odps' : name.startsWith('odcs-') ? 'odcs' : undefined;
  return { name, root: await loadSchema(name), keys: family === undefined ? undefined : await loadKeyIndex(family) };
}
