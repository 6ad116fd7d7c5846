import { describe, expect, test } from 'vitest';
import { dpProperties } from '../../src/core/manifest/dp-property.ts';
import { loadSchema, loadValidator, schemaNames } from '../../src/io/validators.ts';
import { judgeText } from './judge-fixture.ts';

const ownNames = schemaNames.filter((name) => !/^od[pc]s-/u.test(name));

/** One slip in each of dp's own formats, and the one finding it must yield. */
const slips: Readonly<Record<string, readonly [yaml: string, finding: string]>> = {
  'accepted-change': ['{apiVersion: dp/v1, kind: AcceptedChange, fingerprint: 1f4c, rule: field-removed, reason: All readers moved in March, owner: ada, until: "2026-12-31"}', '1:56 schema-pattern'],
  canvas: ['{consumers: [{persona: Analyst, needs: [{port: orders, freshnes: 24 h}]}]}', '1:56 schema-additional-properties'],
  consumers: ['{schema: 1, consumers: [{kind: product, name: invoices, isDirect: true, via: [], findings: []}]}', '1:92 schema-min-items'],
  dataResidency: ['[]', '1:1 schema-min-items'],
  errorHandling: ['{late: {action: ignore}}', '1:17 schema-enum'],
  examples: ['[{port: orders, title: Revenue}]', '1:2 schema-one-of'],
  exposures: ['[{type: dashbord, name: Revenue}]', '1:9 schema-enum'],
  lawfulBasis: ['legitimate-interest', '1:1 schema-enum'],
  lock: ['{schema: 1, packs: [{url: https://git.acme.example/p.git, commit: 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12}]}', '1:21 schema-required'],
  masking: ['{policy: mask_email}', '1:1 schema-required'],
  mlModel: ['{task: regression, artifacts: [{path: ../model.onnx}]}', '1:39 schema-pattern'],
  output: ['{schemaVersion: "1", tool: {name: dp, version: 0.1.0}, command: validate, ok: true, findings: []}', '1:1 schema-required'],
  personalData: ['{categories: []}', '1:14 schema-min-items'],
  pipeline: ['{engine: duckdb, style: batch}', '1:25 schema-enum'],
  'policy-pack': ['{apiVersion: dp/v1, kind: PolicyPack, metadata: {name: acme, version: 1.0.0}, rules: [{id: A-1, title: Named, for: tables}]}', '1:87 schema-one-of'],
  publish: ['[/etc/passwd]', '1:2 schema-pattern'],
  registry: ['{format: 1, name: ""}', '1:19 schema-min-length'],
  'registry-event': ['{schema: 1, action: review, at: yesterday, actor: ada}', '1:33 schema-pattern'],
  'registry-owners': ['{apiVersion: dp/v1, kind: RegistryOwners, domains: {Sales: {actors: [ci]}}}', '1:53 schema-property-names'],
  'registry-status': ['{schema: 1, action: yank, version: 1.0.0, at: "2026-11-22T09:30:00Z"}', '1:1 schema-required'],
  'registry-version': ['{schema: 1, product: orders, version: 1.0.0, digest: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", manifest: {}, files: {a.txt: {sha256: 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae, text: ""}}}', '1:22 schema-pattern'],
  sourceSystem: ['{system: Webshop, acquisition: download}', '1:32 schema-enum'],
  stream: ['{deliveryGuarantee: exactly-one}', '1:21 schema-enum'],
  template: ['{apiVersion: dp/v1, kind: Template, id: sql, version: 1.0.0, title: SQL, description: SQL, questions: {properties: {name: {type: text, title: Name, description: Name}}}}', '1:130 schema-enum'],
  waiver: ['{apiVersion: dp/v1, kind: Waiver, id: W-1, rule: acme/SEC-001, scope: {contract: payments}, owner: a, approvedBy: b, reason: Masking ships with release 12, created: "2026-11-22", expires: "2027-02-28"}', '1:64 schema-required'],
  workspace: ['{apiVersion: dp/v1, kind: Workspace, policy: {}}', '1:38 schema-additional-properties'],
};

describe("dp's own schemas", () => {
  test('exist for each of its own properties', () => {
    expect(Object.keys(dpProperties).filter((name) => !ownNames.includes(name))).toEqual([]);
  });

  test('each have a slip that they are tried on', () => {
    expect(Object.keys(slips).sort()).toEqual([...ownNames].sort());
  });

  test.each(ownNames)('%s accepts its own examples', async (name) => {
    const { examples } = await loadSchema(name);
    const accepted: readonly unknown[] = Array.isArray(examples) ? examples : [];
    expect(accepted.length).toBeGreaterThan(0);
    const validator = await loadValidator(name);
    expect(accepted.map((example) => validator.check(example))).toEqual(accepted.map(() => []));
  });

  test.each(Object.entries(slips))('%s answers one slip with one finding', async (name, [yaml, finding]) => {
    const found = await judgeText(`${name}.yaml`, `${yaml}\n`);
    expect(found.map(({ line, column, rule }) => `${String(line)}:${String(column)} ${rule}`)).toEqual([finding]);
  });

  test('refuse a path that leaves the folder wherever a path may stand', async () => {
    const found = await Promise.all(['../secrets.md', 'docs/../../secrets.md', '/etc/passwd', '..'].map(async (path) => await judgeText('publish.yaml', JSON.stringify([path]))));
    expect(found.map((findings) => findings.map(({ rule }) => rule))).toEqual(Array.from({ length: 4 }, () => ['schema-pattern']));
    expect(await judgeText('publish.yaml', '["docs/..hidden/*.md", "a..b/c.md"]')).toEqual([]);
  });
});
