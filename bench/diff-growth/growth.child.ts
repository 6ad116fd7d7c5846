// Compares one pair that is made in memory, after one round to warm up, and reports what the comparison took.
import { diffContracts } from '../../src/core/diff/diff-contracts.ts';
import { diffProducts } from '../../src/core/diff/diff-products.ts';
import type { DiffResult } from '../../src/core/diff/result.ts';
import { diffSettings } from '../../src/core/diff/settings.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';
import type { DataContract } from '../../src/core/model/contract.ts';
import { settleFindings } from '../../src/core/model/draft.ts';
import type { ProductSnapshot } from '../../src/core/model/snapshot.ts';
import { sha256 } from '../../src/io/hash.ts';
import { contractText, type Field, fieldsOf, manifestText } from '../harness/mesh.ts';
import { measured, report } from '../harness/phase.ts';

const [scenario = '', sizeText = ''] = process.argv.slice(2);
const size = Number(sizeText);
const options = { settings: diffSettings(), today: '2026-01-01' };

function contractOf(id: string, fields: readonly Field[]): DataContract {
  return readContract(parseYaml(`${id}.odcs.yaml`, contractText({ id, version: '1.0.0', fields, isTerse: true })).document);
}

/** Every name is another one; with ids the rename is certain, without it is guessed. */
function renamed(columns: number, withIds: boolean): () => DiffResult {
  const fields = fieldsOf(columns).map((field) => ({ ...field, ...(withIds ? { id: `id-${field.name}` } : {}) }));
  const pair = { old: contractOf('orders', fields), new: contractOf('orders', fields.map((field) => ({ ...field, name: `new_${field.name}` }))) };
  return () => diffContracts(pair, options);
}

/** One product with so many ports and contracts, one column of each changed. */
function product(contracts: number): () => DiffResult {
  const ids = Array.from({ length: contracts }, (_, index) => `orders-${String(index)}`);
  const side = (isRequired: boolean): ProductSnapshot => ({
    origin: 'bench',
    product: readProduct(parseYaml('dataproduct.yaml', manifestText({ name: 'orders', version: '1.0.0', contractIds: ids, isTerse: true })).document),
    contracts: ids.map((id) => contractOf(id, fieldsOf(5).map((field, index) => (index === 3 ? { ...field, isRequired } : field)))),
  });
  const [before, after] = [side(true), side(false)];
  if (before.product.outputPorts.length !== contracts) throw new Error('the manifest is too large for dp');
  return () => diffProducts(before, after, options);
}

const scenarios: Readonly<Record<string, () => () => DiffResult>> = {
  'renamed-by-id': () => renamed(size, true),
  'renamed-by-guess': () => renamed(size, false),
  product: () => product(size),
};
const compare = scenarios[scenario]?.();
if (compare === undefined) throw new Error(`no scenario ${scenario}`);
const compareAll = (): number => settleFindings(compare().drafts, sha256).length;
compareAll();
const { value, cost } = await measured(compareAll);
report({ parse: { cpuMs: 0, wallMs: 0 }, diff: cost, changes: value });
