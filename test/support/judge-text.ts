import { attachFixes } from '../../src/core/fix/attach-fixes.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';
import { settleFindings } from '../../src/core/model/draft.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { judgeReferences } from '../../src/core/references/judge-references.ts';
import { withoutReplaced } from '../../src/core/references/replaced-drafts.ts';
import { noSettings } from '../../src/core/workspace/settings.ts';
import type { Workspace } from '../../src/core/workspace/workspace.ts';
import { sha256 } from '../../src/io/hash.ts';
import { judgeDocument } from '../../src/io/judge-document.ts';

export type Kind = 'DataProduct' | 'DataContract';

/** A workspace of one text; a product has only its manifest. */
export function workspaceOf(kind: Kind, text: string | Uint8Array): Workspace {
  const root = '/work';
  const settings = noSettings(root);
  const isProduct = kind === 'DataProduct';
  const loaded = parseYaml(isProduct ? '/work/dataproduct.yaml' : '/work/orders.odcs.yaml', text);
  return {
    root,
    settings,
    products: isProduct ? [{ folder: root, settings, manifest: loaded, otherManifests: [], product: readProduct(loaded.document), contracts: [], files: ['dataproduct.yaml'] }] : [],
    looseContracts: isProduct ? [] : [{ ...loaded, contract: readContract(loaded.document), settings }],
  };
}

/** All that YAML, schemas and references say of one text, one finding for each slip, as `dp validate` has it. */
export async function judgeText(kind: Kind, text: string): Promise<Finding[]> {
  const workspace = workspaceOf(kind, text);
  const loaded = workspace.products[0]?.manifest ?? workspace.looseContracts[0];
  if (loaded === undefined) return [];
  const role = kind === 'DataProduct' ? 'manifest' : 'contract';
  const own = await judgeDocument({ loaded, role, subject: { product: null, key: null, contract: null } });
  const references = judgeReferences({ workspace, selected: workspace, published: undefined });
  return settleFindings(await attachFixes([...withoutReplaced(own, references), ...references]), sha256);
}
