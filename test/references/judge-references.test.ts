import { describe, expect, it } from 'vitest';
import type { MendableDraft } from '../../src/core/fix/attach-fixes.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';
import { judgeReferences, unresolvedContracts } from '../../src/core/references/judge-references.ts';
import { withoutReplaced } from '../../src/core/references/replaced-drafts.ts';
import { noSettings } from '../../src/core/workspace/settings.ts';
import type { LoadedProduct, Workspace } from '../../src/core/workspace/workspace.ts';
import { publishedFrom } from '../support/reference-fixtures.ts';

const settings = noSettings('/work');

/** A product folder of two texts. */
function product(folder: string, manifest: string, contracts: readonly string[] = []): LoadedProduct {
  const loaded = parseYaml(`/work/${folder}/dataproduct.yaml`, manifest);
  const read = contracts.map((text, index) => parseYaml(`/work/${folder}/${String(index)}.odcs.yaml`, text));
  return { folder: `/work/${folder}`, settings, manifest: loaded, otherManifests: [], product: readProduct(loaded.document), contracts: read.map((parsed) => ({ ...parsed, contract: readContract(parsed.document) })), files: [] };
}

function workspace(...products: LoadedProduct[]): Workspace {
  return { root: '/work', settings, products, looseContracts: [] };
}

function manifest(name: string, ports = ''): string {
  return `apiVersion: v1.1.0\nkind: DataProduct\nid: urn:${name}\nname: ${name}\ndomain: sales\n${ports}`;
}

function brief(drafts: readonly MendableDraft[]): string[] {
  return drafts.map(({ rule, at, subject }) => `${rule} ${at.document.file.slice('/work/'.length)} ${String(subject.key)} ${String(subject.contract)}`).sort();
}

describe('judgeReferences', () => {
  const contract = 'apiVersion: v3.2.0\nkind: DataContract\nid: sales-orders\nversion: 1.0.0\nschema:\n  - {name: orders}\n  - {name: orders}\n';
  const orders = product('orders', manifest('orders', 'outputPorts: [{name: orders, version: 1.0.0, contractId: sales-orders}]\n'), [contract]);
  const copy = product('copy', manifest('copy', 'outputPorts: [{name: orders, version: 1.0.0, contractId: sales-orders}]\n'), [contract]);

  it('gives findings only to what is selected, though it looks at the whole workspace', () => {
    const all = workspace(orders, copy);
    const ofCopy = ['reference-contract-contested copy/dataproduct.yaml sales/copy null', 'reference-duplicate-contract copy/0.odcs.yaml sales/copy sales-orders', 'reference-duplicate-table copy/0.odcs.yaml sales/copy sales-orders'];
    expect(brief(judgeReferences({ workspace: all, selected: { products: [copy], looseContracts: [] }, published: undefined }))).toEqual(ofCopy);
    expect(brief(judgeReferences({ workspace: all, selected: all, published: undefined }))).toEqual([...ofCopy, ...ofCopy.map((line) => line.replaceAll('copy', 'orders'))].sort());
    expect(judgeReferences({ workspace: all, selected: { products: [], looseContracts: [] }, published: undefined })).toEqual([]);
  });

  it('judges a contract that was named outright and that no walk of the workspace meets', () => {
    const parsed = parseYaml('/work/.hidden/orders.odcs.yaml', contract);
    const loose = { ...parsed, contract: readContract(parsed.document), settings };
    expect(brief(judgeReferences({ workspace: workspace(), selected: { products: [], looseContracts: [loose] }, published: undefined }))).toEqual(['reference-duplicate-table .hidden/orders.odcs.yaml null sales-orders']);
  });

  it('names a registry in its advice when one is given from outside', () => {
    const reader = product('reader', manifest('reader', 'inputPorts: [{name: customers, version: 1.0.0, contractId: crm-customers}]\n'));
    const input = { workspace: workspace(reader), selected: workspace(reader), published: undefined };
    expect(judgeReferences({ ...input, isRegistryGiven: true }).map(({ severity, help }) => [severity, help?.includes('--offline')])).toEqual([['warning', true]]);
    expect(judgeReferences(input).map(({ severity, help }) => [severity, help?.includes('--offline')])).toEqual([['warning', false]]);
    expect(judgeReferences({ ...input, published: publishedFrom({}) }).map(({ severity }) => severity)).toEqual(['error']);
  });

  it('looks at each of many products a bounded number of times', () => {
    let reads = 0;
    const counted = (loaded: LoadedProduct): LoadedProduct => ({
      ...loaded,
      get product() {
        reads += 1;
        return loaded.product;
      },
    });
    const readsOf = (count: number): number => {
      reads = 0;
      const all = workspace(...Array.from({ length: count }, (_, index) => counted(product(`p${String(index)}`, manifest('same').replace('urn:same', 'urn:one')))));
      const found = judgeReferences({ workspace: all, selected: all, published: undefined });
      expect(found).toHaveLength(count);
      expect(Math.max(...found.map(({ related }) => related?.length ?? 0))).toBeLessThanOrEqual(3);
      return reads;
    };
    expect(readsOf(400)).toBe(10 * readsOf(40));
  });
});

describe('unresolvedContracts', () => {
  it('lists what the workspace does not hold, each once and sorted, for the registry to be asked', () => {
    const ports = (direction: string, ...list: string[]): string => `${direction}: [${list.join(', ')}]\n`;
    const reader = product(
      'reader',
      manifest(
        'reader',
        ports('inputPorts', '{name: b, version: 2.0.0, contractId: b}', '{name: a, version: 1.0.0, contractId: a}', '{name: again, version: 1.0.0, contractId: a}', '{name: any, contractId: c}', '{name: shop}') +
          ports('outputPorts', '{name: own, version: 1.0.0, contractId: own}', '{name: old, version: 0.9.0, contractId: own}'),
      ),
      ['apiVersion: v3.2.0\nkind: DataContract\nid: own\nversion: 1.0.0\n'],
    );
    const other = product('other', manifest('other', ports('inputPorts', '{name: x, version: 1.0.0, contractId: x}')));
    expect(unresolvedContracts({ workspace: workspace(reader, other), selected: { products: [reader], looseContracts: [] } })).toEqual([
      { contractId: 'a', version: '1.0.0' },
      { contractId: 'b', version: '2.0.0' },
      { contractId: 'c', version: undefined },
      { contractId: 'own', version: '0.9.0' },
    ]);
  });
});

describe('withoutReplaced', () => {
  it('drops the unknown key that a misplaced-key finding explains, and nothing else', () => {
    const loaded = product('orders', manifest('orders', 'canvas: {value: One}\nkanvas: {}\n'));
    const references = judgeReferences({ workspace: workspace(loaded), selected: workspace(loaded), published: undefined });
    const subject = { product: null, key: null, contract: null, path: '' };
    const schema = (rule: string, pointer: string) => ({ rule, severity: 'error' as const, message: '', subject, at: { document: loaded.manifest.document, pointer } });
    const drafts = [schema('schema-additional-properties', '/canvas'), schema('schema-additional-properties', '/kanvas'), schema('schema-type', '/canvas')];
    expect(references.map(({ rule, at }) => [rule, at.pointer])).toEqual([['reference-misplaced-key', '/canvas']]);
    expect(withoutReplaced(drafts, references)).toEqual(drafts.slice(1));
    expect(withoutReplaced(drafts, [])).toEqual(drafts);
  });
});
