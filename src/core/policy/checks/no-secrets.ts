import { isRecord } from '../../manifest/node-reader.ts';
import { joinPointer } from '../../model/pointer.ts';
import { keyedPathAt } from '../../manifest/keyed-path-at.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import { type Check, fine, outcomeOf, type Violation } from './check.ts';

/** A token of letters and digits that gives itself away by how it begins. Each is tried at the start of a word only. */
const tokenKinds: readonly (readonly [RegExp, string])[] = [
  [/^(?:AKIA|ASIA)[0-9A-Z]{16}$/u, 'an AWS access key'],
  [/^gh[pousr]_[A-Za-z0-9]{30,}$/u, 'a GitHub token'],
  [/^github_pat_[A-Za-z0-9_]{22,}$/u, 'a GitHub token'],
  [/^glpat-[A-Za-z0-9_-]{20,}$/u, 'a GitLab token'],
  [/^xox[abprs]-[A-Za-z0-9-]{10,}$/u, 'a Slack token'],
  [/^AIza[0-9A-Za-z_-]{35}$/u, 'a Google API key'],
  [/^[rs]k_live_[0-9A-Za-z]{16,}$/u, 'a Stripe key'],
  [/^dapi[0-9a-f]{32}$/u, 'a Databricks token'],
  [/^eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}$/u, 'a signed token (JWT)'],
];
const word = /[A-Za-z0-9_.-]{16,}/gu;
const privateKey = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY-----/u;
const passwordParameter = /(?:password|passwd|pwd|accountkey|sharedaccesskey|client_secret|secret|access_token|auth_token|api_key|apikey)=([^\s;,&"'<>]{3,256})/iu;
const passwordInUrl = /:\/\/[^\s/:@]{1,128}:([^\s/@]{1,128})@/u;
const secretName = /^(?:[a-z]{1,20}_?)?(?:password|passwd|pwd|secret|client_?secret|api_?key|access_?key|secret_?key|private_?key|auth_?token|access_?token)$/iu;
/** Whether a text can hold any of these at all: one look at the whole document spares the rest of the work. */
const anySign =
  /(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30}|github_pat_|glpat-|xox[abprs]-|AIza[0-9A-Za-z_-]{35}|k_live_|dapi[0-9a-f]{32}|eyJ[A-Za-z0-9_-]{10}|-----BEGIN |:\/\/[^\s/:@]{1,128}:[^\s/@]{1,128}@|accountkey|sharedaccesskey|[pP][aA][sS][sS][wW]|[pP][wW][dD]|[sS][eE][cC][rR][eE][tT]|(?:[aA]pi|API|[aA]ccess|ACCESS|[pP]rivate|PRIVATE)_?[kK](?:ey|EY)|(?:[aA]uth|AUTH|[aA]ccess|ACCESS)_?[tT](?:oken|OKEN)|AccountKey|SharedAccessKey/u;

/** What kind of secret a text holds; `undefined` for none. Placeholders such as `${DB_PASSWORD}` are none. */
export function secretIn(text: string): string | undefined {
  if (text.length < 8 || !anySign.test(text)) return undefined;
  if (privateKey.test(text)) return 'a private key';
  if (isReal(passwordInUrl.exec(text)?.[1])) return 'a URL with a password';
  if (isReal(passwordParameter.exec(text)?.[1])) return 'a password in a connection string';
  for (const [token] of text.matchAll(word)) {
    const kind = tokenKinds.find(([pattern]) => pattern.test(token));
    if (kind !== undefined) return kind[1];
  }
  return undefined;
}

function isReal(value: string | undefined): boolean {
  return value !== undefined && !/^(?:\$\{|\{\{|\$[A-Z_]|%[A-Z({]|<|\[|\*+$|x+$|\.{3})/u.test(value);
}

/** Whether an entry by this name holds a secret in clear. */
function isSecretEntry(name: string, value: unknown): boolean {
  return typeof value === 'string' && value.length >= 4 && secretName.test(name) && isReal(value) && !/\s/u.test(value) && !/^(?:vault|arn|secret|env|ref|op|projects|https?):?\/?/u.test(value);
}

interface Found {
  readonly pointer: string;
  readonly what: string;
}

function* secretsIn(value: unknown, pointer: string): Generator<Found> {
  if (typeof value === 'string') {
    const what = secretIn(value);
    if (what !== undefined) yield { pointer, what };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* secretsIn(item, `${pointer}/${String(index)}`);
  } else if (isRecord(value)) {
    const { property, value: own } = value;
    if (typeof property === 'string' && isSecretEntry(property, own)) yield { pointer: `${pointer}/value`, what: `a value for ${property}` };
    else for (const [key, item] of Object.entries(value)) yield* secretsOfEntry(key, item, joinPointer(pointer, key));
  }
}

function* secretsOfEntry(key: string, item: unknown, pointer: string): Generator<Found> {
  const within = [...secretsIn(item, pointer)];
  if (within.length > 0) yield* within;
  else if (isSecretEntry(key, item)) yield { pointer, what: `a value for ${key}` };
}

function violationsIn(source: SourceDocument, allowed: readonly string[]): Violation[] {
  return [...secretsIn(source.data, '')].flatMap(({ pointer, what }) => {
    const path = keyedPathAt(source.data, pointer);
    const { start, end } = source.locate(pointer, 'value');
    if (allowed.some((text) => source.text.slice(start, end).includes(text))) return [];
    return [{ place: { document: source, pointer, part: 'value' as const }, discriminator: path, found: { what, path } }];
  });
}

export const noSecrets: Check = {
  name: 'no-secrets',
  help: 'no text of the document is a password, key or token',
  targets: ['product', 'contract'],
  params: { allow: { kind: 'texts', help: 'texts that are no secrets, though they look like one', fallback: [] } },
  fields: ['what', 'path'],
  message: 'There is {{what}} at {{path}}.',
  prepare: (params) => {
    const allowed = params.texts('allow');
    return ({ view: { source } }) => (anySign.test(source.text) ? outcomeOf(violationsIn(source, allowed)) : fine);
  },
};
