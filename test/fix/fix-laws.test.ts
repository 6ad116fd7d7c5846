import fc from 'fast-check';
import { Lexer } from 'yaml';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/core/fix/apply-edits.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import type { Finding, Fix } from '../../src/core/model/finding.ts';
import { judgeText, type Kind } from '../support/judge-text.ts';

/** The ways in which one and the same document may be written. */
interface Layout {
  readonly eol: string;
  readonly mark: string;
  readonly hasFinalBreak: boolean;
  readonly hasHeader: boolean;
  readonly isSpaced: boolean;
  readonly isAnnotated: boolean;
  readonly properties: keyof typeof propertyLists;
  readonly order: readonly number[];
}

const propertyLists = {
  none: [],
  empty: ['customProperties: []'],
  bare: ['customProperties:'],
  block: ['customProperties:', '  # whose money it is', '  - property: costCentre', '    value: "${CENTRE:-17}" # by finance', '  - {property: canvas, vendor: acme, value: theirs}'],
  flush: ['customProperties:', '- property: costCentre', '  value: 17', '- property: notes', '  value: |', '    two', '    lines'],
  flow: ['customProperties: [{property: costCentre, value: "${CENTRE:-17}"}, {property: canvas, vendor: acme, value: theirs}]'],
} as const;

const misplacedInProduct: Readonly<Record<string, readonly string[]>> = {
  'canvas, block': ['canvas:', '  value: One figure for ${TEAM:-all} # of us', '  consumers:', '    # the first', '    - persona: Finance analyst', '      useCases: [Revenue]'],
  'canvas, flow': ['canvas: {value: "One figure", consumers: [{persona: Finance analyst}]}'],
  'publish, flush list': ['publish:', '- dataproduct.yaml', '- "*.yaml"'],
  'pipeline, literal': ['pipeline:', '  engine: duckdb', '  steps:', '    - name: orders', '      description: |', '        reads  ', '', '        and writes'],
  'owner, plain': ['owner: maria@acme.example'],
  'owner, mapping': ['owner:', '  name: Maria Keller', '  email: maria@acme.example'],
  'owner, noted': ['owner: maria@acme.example # since May'],
};

const misplacedInContract: Readonly<Record<string, readonly string[]>> = {
  'stream, block': ['stream:', '  ordering: key', '  key: order_id'],
  'errorHandling, flow': ['errorHandling: {late: {action: drop}} # so far'],
  'sla, mapping': ['sla:', '  latency: 24 h', '  availability: 99.9'],
  'slas, list': ['slas:', '  - property: latency', '    value: 1', '    unit: d'],
  'owners, list': ['owners:', '  - maria@acme.example', '  - jonas@acme.example'],
};

const headOf: Readonly<Record<Kind, (apiVersion: string) => readonly (readonly string[])[]>> = {
  DataProduct: (apiVersion) => [
    [`apiVersion: ${apiVersion}`],
    ['kind: DataProduct'],
    ['id: urn:dp:sales:orders'],
    ['status: active'],
    ['description:', '  purpose: >-', '    Every order.', '', '    And its lines.'],
    ['outputPorts:', '  - name: orders', '    version: 1.0.0'],
  ],
  DataContract: (apiVersion) => [[`apiVersion: ${apiVersion}`], ['kind: DataContract'], ['id: sales-orders'], ['version: 1.0.0'], ['status: active'], ['schema:', '  - name: orders', '    properties:', '      - {name: order_id, logicalType: string}']],
};

const versions: Readonly<Record<Kind, readonly string[]>> = { DataProduct: ['v0.9.0', 'v1.0.0', 'v1.1.0'], DataContract: ['v3.0.2', 'v3.1.0', 'v3.2.0'] };

const layouts = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
  hasFinalBreak: fc.boolean(),
  hasHeader: fc.boolean(),
  isSpaced: fc.boolean(),
  isAnnotated: fc.boolean(),
  properties: fc.constantFrom(...(Object.keys(propertyLists) as (keyof typeof propertyLists)[])),
  order: fc.array(fc.nat(99), { minLength: 12, maxLength: 12 }),
});

function write(sections: readonly (readonly string[])[], layout: Layout): string {
  const ordered = sections.map((lines, index) => ({ lines, rank: layout.order[index] ?? 0 })).sort((a, b) => a.rank - b.rank);
  const lines = ordered.flatMap(({ lines: own }) => [...(layout.isSpaced ? [''] : []), ...(layout.isAnnotated ? [`# about ${own[0] ?? ''}`] : []), ...own]);
  const text = [...(layout.hasHeader ? ['# yaml-language-server: $schema=../schema.json', ''] : []), ...lines].join(layout.eol);
  return `${layout.mark}${text}${layout.hasFinalBreak ? layout.eol : ''}`;
}

function commentsOf(text: string): string[] {
  return [...new Lexer().lex(text)].filter((token, index, tokens) => token.startsWith('#') && tokens[index - 1] !== '\u001f').sort();
}

function identity({ rule, subject, message }: Finding): string {
  return `${rule} ${subject.path} ${message}`;
}

/** What of a list is left when each item of another is taken out once. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return list.filter((item) => {
    const index = left.indexOf(item);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** The lines of a text that no edit touches. */
function untouchedLines(text: string, { edits }: Fix): string[] {
  let start = 0;
  return text.split('\n').flatMap((line) => {
    const end = start + line.length + 1;
    const isTouched = edits.some(({ startOffset, endOffset }) => startOffset < end && endOffset > start);
    start = end;
    return isTouched ? [] : [line];
  });
}

function withoutMark(line: string): string {
  return line.replace(/^\uFEFF/u, '');
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let index = 0;
  for (const line of whole) if (line === part[index]) index += 1;
  return index === part.length;
}

function expectLaws(text: string, after: string, { finding, fix }: { finding: Finding; fix: Fix }): void {
  expect(commentsOf(after)).toEqual(commentsOf(text));
  const lines = after.split('\n');
  expect(isSubsequence(untouchedLines(text, fix).map(withoutMark), lines.map(withoutMark)), after).toBe(true);
  expect(after.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
  if (text.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  expect(after.split('${').length).toBe(text.split('${').length);
  expect(finding.fix).toBe(fix);
}

async function expectEveryFixToHold(kind: Kind, text: string): Promise<void> {
  const before = await judgeText(kind, text);
  const mendable = before.filter(({ rule }) => rule === 'reference-misplaced-key' || rule === 'reference-dp-property-near-miss');
  expect(mendable.length, text).toBeGreaterThan(0);
  for (const finding of mendable) {
    const { fix } = finding;
    if (fix === null) throw new Error(`no fix for ${finding.message}\n${text}`);
    const after = applyEdits(text, fix.edits);
    const rest = before.filter((other) => other !== finding).map(identity);
    expect(without((await judgeText(kind, after)).map(identity), rest), after).toEqual([]);
    expectLaws(text, after, { finding, fix });
  }
}

describe('a fix removes its finding, adds none, and keeps every comment and every line it does not touch', () => {
  const cases = (Object.entries({ DataProduct: misplacedInProduct, DataContract: misplacedInContract }) as [Kind, typeof misplacedInProduct][]).flatMap(([kind, misplaced]) => Object.keys(misplaced).map((name) => ({ kind, name, lines: misplaced[name] ?? [] })));

  it.each(cases)('$kind: $name, however the document is written', async ({ kind, lines }) => {
    await fc.assert(
      fc.asyncProperty(layouts, fc.constantFrom(...versions[kind]), async (layout, apiVersion) => {
        // A list written as a flow cannot take a comment along: the fix is left to the author.
        const hasComment = layout.isAnnotated || lines.some((line) => line.includes('#'));
        fc.pre(!(hasComment && (layout.properties === 'flow' || layout.properties === 'empty')));
        await expectEveryFixToHold(kind, write([...headOf[kind](apiVersion), lines, propertyLists[layout.properties]].filter((section) => section.length > 0), layout));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['without its vendor', ['  - property: canvas # why', '    value: {value: One figure}']],
    ['with another letter case', ['  - {property: Canvas, value: {value: One figure}}']],
    ['with its vendor misspelled', ['  - value: {value: One figure}', '    vendor: "DP"', '    property: canvas']],
    ['with its name last', ['  -', '    value: {value: One figure}', '    # its name', '    property: "dp:canvas"']],
  ])('near miss: canvas %s, however the document is written', async (_, lines) => {
    await fc.assert(
      fc.asyncProperty(layouts, fc.constantFrom(...versions.DataProduct), async (layout, apiVersion) => {
        await expectEveryFixToHold('DataProduct', write([...headOf.DataProduct(apiVersion), ['customProperties:', '  - {property: canvas, vendor: acme, value: "${A:-b}"}', ...lines]], layout));
      }),
      { numRuns: 40 },
    );
  });

  const manifest = 'apiVersion: v1.1.0\nkind: DataProduct\nid: a\nstatus: active\n';
  const contract = 'apiVersion: v3.2.0\nkind: DataContract\nid: a\nversion: 1.0.0\nstatus: active\n';

  it.each<[string, Kind, string]>([
    ['the first key of an input port', 'DataProduct', `${manifest}inputPorts:\n  - sourceSystem: {system: Web shop}\n    name: shop\n  - name: other\n`],
    ['the last key of an input port', 'DataProduct', `${manifest}inputPorts:\n- name: shop\n  # where it comes from\n  sourceSystem:\n    system: Web shop # the old one\n# other ports follow\n- name: other\n`],
    ['an input port that has properties', 'DataProduct', `${manifest}inputPorts:\n  - name: shop\n    customProperties:\n      - property: x\n        value:\n          - 1\n      # that was all\n    sourceSystem: {system: Web shop}`],
    ['a column', 'DataContract', `${contract}schema:\n  - name: orders\n    properties:\n      - name: email\n        masking: hash\n\n      - name: customer\n        logicalType: object\n        properties:\n          - {name: phone, personalData: true}\n`],
    ['the items of a list', 'DataContract', `${contract}schema:\n  - name: orders\n    properties:\n      - name: emails\n        logicalType: array\n        items:\n          logicalType: string\n          lawfulBasis: contract\n`],
    ['a value that spans lines', 'DataProduct', `${manifest}canvas:\n  value: "One figure\n    for all,\\\n    and more"\n  consumers: [\n    {persona: A},\n    {persona: B}]\ncustomProperties:\n  - property: x\n    value: >+\n      kept\n\n\ntags: [a]\n`],
    ['an owner where the team is a list', 'DataContract', `${contract.replace('v3.2.0', 'v3.1.0')}owner: maria\nteam:\n  - username: jonas\n    role: steward\n`],
    ['an owner where the team has members', 'DataProduct', `${manifest}team:\n  name: Orders\n  members:\n    - {username: jonas, role: steward}\n  description: Who we are\nowner: maria\n`],
    ['an owner where the team has none', 'DataProduct', `${manifest}team: # of sales\n  name: Orders # for short\n\nowner: maria\n`],
    ['an owner whom the team names already', 'DataProduct', `${manifest}owner: maria\n\n# who\nteam: {members: [{username: maria, role: owner}]}\n`],
    ['an owner with a name that YAML would misread', 'DataProduct', `${manifest}owner: "yes"\n`],
    ['service levels beside others', 'DataContract', `${contract}slo:\n  retention: {value: 3, unit: d}\n  latency: 99.5%\nslaProperties:\n  - {property: frequency, value: 1, unit: d}\n`],
  ])('%s', async (_, kind, text) => {
    await expectEveryFixToHold(kind, text);
    await expectEveryFixToHold(kind, text.replaceAll('\n', '\r\n'));
  });

  it.each([
    ['{"apiVersion": "v1.1.0", "kind": "DataProduct", "id": "a", "canvas": {"value": "One figure"}, "status": "active"}'],
    ['{"canvas": {"value": "One figure"}, "apiVersion": "v1.0.0", "kind": "DataProduct", "id": "a", "status": "active", "owner": "maria@acme.example"}'],
    ['{\n  "apiVersion": "v1.1.0",\n  "kind": "DataProduct",\n  "id": "a",\n  "customProperties": [{"property": "x", "value": 1}],\n  "status": "active",\n  "owner": {"name": "Maria", "email": "maria@acme.example"},\n  "publish": ["dataproduct.yaml"]\n}\n'],
    ['{"apiVersion": "v1.1.0", "kind": "DataProduct", "id": "a", "status": "active", "customProperties": [{"property": "canvas", "value": {"value": "One figure"}}, {"value": [], "property": "publish", "vendor": "DP"}]}'],
  ])('JSON stays JSON: %s', async (text) => {
    const before = await judgeText('DataProduct', text);
    await expectEveryFixToHold('DataProduct', text);
    for (const { fix } of before) expect(() => JSON.parse(applyEdits(text, fix?.edits ?? [])) as unknown).not.toThrow();
  });
});

describe('no fix is offered', () => {
  it.each([
    ['when an alias would stand before its anchor', 'customProperties: [{property: x, value: 1}]\nowner: &who maria@acme.example\ntags: [*who]\n'],
    ['when a list written as a flow would have to take a comment', 'customProperties: []\ncanvas:\n  value: One figure # for all\n'],
    ['when the value is empty', 'canvas:\n'],
    ['when customProperties is an alias', 'tags: &tags []\ncustomProperties: *tags\ncanvas: {value: One figure}\n'],
    ['when a key stands twice', 'canvas: {value: One}\ncanvas: {value: Two}\n'],
    ['when an owner has facts that a member has no key for', 'owner: {name: Maria, phone: "1"}\n'],
    ['when the team says something else of the owner', 'owner: maria\nteam: {members: [{username: maria, role: steward}]}\n'],
  ])('%s', async (_, body) => {
    const text = `apiVersion: v1.1.0\nkind: DataProduct\nid: a\nstatus: active\n${body}`;
    const found = (await judgeText('DataProduct', text)).filter(({ rule }) => rule === 'reference-misplaced-key');
    expect(found.map(({ fix }) => fix)).toEqual(found.map(() => null));
    expect(found.length).toBeGreaterThan(0);
    expect(parseYaml('x', text).document.data).toBeDefined();
  });
});
