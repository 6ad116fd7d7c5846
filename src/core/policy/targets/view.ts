import type { SourceDocument } from '../../model/source-document.ts';
import type { DataContract } from '../../model/contract.ts';
import { targetOf } from './index.ts';
import type { DocumentKind, DocumentView, Node, PolicyUnit, TargetName, UnitView } from './node.ts';

/** A product and its contracts as policies look at them: things are found when they are first asked for, once. */
export function viewUnit(unit: PolicyUnit): UnitView {
  const contracts: DocumentView[] = [];
  const view: { unit: PolicyUnit; product: DocumentView | undefined; contracts: DocumentView[] } = { unit, product: undefined, contracts };
  if (unit.product !== undefined) view.product = viewDocument('product', unit.product.document, { unit: view });
  for (const contract of unit.contracts) contracts.push(viewDocument('contract', contract.document, { unit: view, contract }));
  return view;
}

function viewDocument(kind: DocumentKind, source: SourceDocument, owner: { readonly unit: UnitView; readonly contract?: DataContract }): DocumentView {
  const found = new Map<TargetName, readonly Node[]>();
  const view: DocumentView = {
    kind,
    source,
    unit: owner.unit,
    contract: owner.contract,
    nodes(name) {
      const known = found.get(name);
      if (known !== undefined) return known;
      const nodes = targetOf(name).nodes(view);
      found.set(name, nodes);
      return nodes;
    },
  };
  return view;
}
