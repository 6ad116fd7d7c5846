import type { RuleInfo } from '../model/rule-info.ts';

const since = '0.1.0';

/** Every `yaml-*` rule: what the text of a document must be before anything else is judged. */
export const yamlRules: readonly RuleInfo[] = [
  {
    id: 'yaml-syntax',
    area: 'yaml',
    severity: 'error',
    title: 'The text is YAML 1.2',
    why: 'A file that no parser can read says nothing. Every later check needs this one.',
    remedy: 'Mend the syntax at the marked place: look at the indentation, an unclosed quote or bracket, a tab, or a colon inside an unquoted text.',
    bad: 'name: orders: daily',
    good: 'name: "orders: daily"',
    since,
  },
  {
    id: 'yaml-empty',
    area: 'yaml',
    severity: 'error',
    title: 'A document is not empty',
    why: 'An empty manifest is nearly always a file that was not saved or not finished.',
    remedy: 'Write the document, or delete the file. `dp init` scaffolds a whole product.',
    since,
  },
  {
    id: 'yaml-several-documents',
    area: 'yaml',
    severity: 'error',
    title: 'One file holds one document',
    why: 'Tools differ on which of several documents they read; what one reviews, another would not see.',
    remedy: 'Split the file at `---` into one file for each document.',
    bad: 'kind: DataContract\n---\nkind: DataContract',
    good: 'kind: DataContract',
    since,
  },
  {
    id: 'yaml-duplicate-key',
    area: 'yaml',
    severity: 'error',
    title: 'A key stands once in its mapping',
    why: 'Parsers keep the first, the last, or refuse: the document means different things to different tools.',
    remedy: 'Keep one of the two entries.',
    bad: 'version: 1.0.0\nversion: 1.1.0',
    good: 'version: 1.1.0',
    since,
  },
  {
    id: 'yaml-alias-bomb',
    area: 'yaml',
    severity: 'error',
    title: 'Aliases stay within bounds',
    why: 'Nested aliases can make a few lines stand for billions of values and stop every tool that reads them.',
    remedy: 'Write the values out, or use fewer levels of aliases.',
    since,
  },
  {
    id: 'yaml-too-large',
    area: 'yaml',
    severity: 'error',
    title: 'A document has at most 1 MiB',
    why: 'The same limit holds for what can be published; a larger file is nearly always data in the wrong place.',
    remedy: 'Split the contract by table or topic, and name the parts in the product as ports of their own.',
    since,
  },
  {
    id: 'yaml-not-utf8',
    area: 'yaml',
    severity: 'error',
    title: 'The file is UTF-8',
    why: 'Names and descriptions would be read as other characters on other machines.',
    remedy: 'Save the file as UTF-8: `iconv -f latin1 -t utf-8 old.yaml > new.yaml`.',
    since,
  },
  {
    id: 'yaml-tag',
    area: 'yaml',
    severity: 'error',
    title: 'Values carry no foreign YAML tags',
    why: 'Tags ask a parser to build its own kinds of objects; other tools refuse the document or, worse, obey.',
    remedy: 'Remove the tag, and quote the value if it is meant as text.',
    bad: 'version: !version 1.0.0',
    good: 'version: 1.0.0',
    since,
  },
  {
    id: 'yaml-merge-key',
    area: 'yaml',
    severity: 'warning',
    title: 'Documents do not rely on merge keys',
    why: 'YAML 1.2 dropped `<<`. dp merges as YAML 1.1 did, but tools that follow the standard see an unknown key.',
    remedy: 'Write the merged keys out.',
    bad: 'base: &base {logicalType: string}\nproperty:\n  <<: *base',
    good: 'property:\n  logicalType: string',
    since,
  },
  {
    id: 'yaml-ambiguous-scalar',
    area: 'yaml',
    severity: 'info',
    title: 'Plain values mean the same in YAML 1.1 and 1.2',
    why: 'Many data tools still read YAML 1.1, where `no` is false, 012 is ten and 2026-01-31 is a date.',
    remedy: 'Quote the value.',
    bad: 'dateIn: 2026-01-31',
    good: 'dateIn: "2026-01-31"',
    since,
  },
];

/** The row of a `yaml-*` rule; a missing row is a bug of ours. */
export function yamlRule(id: string): RuleInfo {
  const rule = yamlRules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`no rule row for ${id}`);
  return rule;
}
