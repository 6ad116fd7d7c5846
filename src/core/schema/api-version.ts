import { isRecord } from '../manifest/node-reader.ts';
import type { FindingDraft } from '../model/draft.ts';
import type { Subject } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import type { SourceDocument } from '../model/source-document.ts';
import type { DocumentRole } from '../workspace/identify.ts';
import { kindOf, quoted, suggestion } from './words.ts';

export type SchemaChoice = { readonly ok: true; readonly name: string } | { readonly ok: false; readonly draft: FindingDraft };

export interface ChoiceContext {
  /** What the file is taken for, by its name or its `kind`. */
  readonly role: DocumentRole;
  readonly subject: Subject;
  /** All schemas there are. */
  readonly schemaNames: readonly string[];
}

const standards = {
  manifest: { family: 'odps', title: 'ODPS', kind: 'DataProduct' },
  contract: { family: 'odcs', title: 'ODCS', kind: 'DataContract' },
} as const;

/** The schema that a manifest or contract is held to, by the `apiVersion` it declares; a finding where dp has none. */
export function chooseSchema(document: SourceDocument, context: ChoiceContext): SchemaChoice {
  const { family, title, kind } = standards[context.role];
  const { data } = document;
  if (!isRecord(data)) {
    const message = `The document must be a mapping, not ${kindOf(data)}.`;
    return refuse(document, context, { rule: 'schema-type', message, help: `Start it with \`apiVersion\`, \`kind: ${kind}\` and \`id\`.`, pointer: '', discriminator: kindOf(data) });
  }
  const versions = context.schemaNames.filter((name) => name.startsWith(`${family}-`)).map((name) => name.slice(family.length + 1));
  const latest = versions.at(-1) ?? '';
  const declared = Object.hasOwn(data, 'apiVersion') ? data['apiVersion'] : undefined;
  if (typeof declared === 'string' && versions.includes(declared)) return { ok: true, name: `${family}-${declared}` };
  const known = `dp knows ${title} ${versions.join(', ')}.`;
  if (declared === undefined) {
    const [meant] = nearest('apiVersion', Object.keys(data).filter((key) => /^api/iu.test(key)), 1);
    const message = `\`apiVersion\` is missing: it says which version of ${title} the file follows.${meant === undefined ? '' : ` Is ${quoted(meant)} meant to be it?`}`;
    return refuse(document, context, { rule: 'schema-api-version', message, help: `Add \`apiVersion: ${latest}\`. ${known}`, pointer: '', discriminator: '' });
  }
  const spelt = typeof declared === 'string' ? declared : JSON.stringify(declared);
  if (context.role === 'contract' && /^v?2(?:\.\d+)*$/u.test(spelt)) {
    const message = `This contract follows ODCS ${quoted(spelt)}, which dp does not read: version 3 has another structure.`;
    return refuse(document, context, { rule: 'schema-api-version', message, help: `Migrate the contract to ODCS ${latest} by hand. ${known}`, pointer: '/apiVersion', discriminator: spelt });
  }
  const message = `${title} has no \`apiVersion\` ${quoted(spelt)} that dp knows.${suggestion(nearVersions(spelt, versions))}`;
  return refuse(document, context, { rule: 'schema-api-version', message, help: known, pointer: '/apiVersion', discriminator: spelt });
}

function nearVersions(spelt: string, versions: readonly string[]): string[] {
  const exact = versions.find((version) => version === `v${spelt}` || version === `v${spelt}.0` || version === `${spelt}.0`);
  return exact === undefined ? nearest(spelt, versions, 1) : [exact];
}

interface Refusal {
  readonly rule: string;
  readonly message: string;
  readonly help: string;
  readonly pointer: string;
  readonly discriminator: string;
}

function refuse(document: SourceDocument, { subject }: ChoiceContext, refusal: Refusal): SchemaChoice {
  const { rule, message, help, pointer, discriminator } = refusal;
  // The whole of a broken document would be a finding of many lines: its first one will do.
  const range = document.locate(pointer === '' ? '/apiVersion' : pointer, 'value');
  return { ok: false, draft: { rule, severity: 'error', message, help, at: { document, pointer, range }, subject: { ...subject, path: pointer.slice(1) }, discriminator } };
}
