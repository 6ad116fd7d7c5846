import { findContract } from '../../model/snapshot.ts';
import type { DocumentView, PolicyUnit } from './node.ts';
import type { ChangeVerdict, ContractName, World } from './run.ts';
import { viewUnit } from './view.ts';

export interface WorldInput {
  /** Every product of the workspace and every contract without a product, judged or not. */
  readonly units: readonly PolicyUnit[];
  /** Products and contracts of a registry that those of the workspace name; `undefined` where none was asked. */
  readonly published?: readonly PolicyUnit[] | undefined;
  /** What `dp diff` says of a document, by its file; absent where nothing was compared. */
  readonly changes?: ReadonlyMap<string, ChangeVerdict> | undefined;
}

/** Everything that rules may look at, with contracts found by id and version. */
export function policyWorld(input: WorldInput): World {
  const units = input.units.map(viewUnit);
  const published = (input.published ?? []).map(viewUnit);
  const byId = new Map<string, DocumentView[]>();
  for (const view of [...units, ...published].flatMap((unit) => unit.contracts)) {
    const id = view.contract?.id;
    if (id === undefined) continue;
    const known = byId.get(id);
    if (known === undefined) byId.set(id, [view]);
    else known.push(view);
  }
  const built = new Map<object, unknown>();
  const world: World = {
    units,
    knowsPublished: input.published !== undefined,
    contractOf: (unit, name) => choose(unit.contracts, name) ?? choose(name.contractId === undefined ? [] : (byId.get(name.contractId) ?? []), name),
    contractsOf: (id) => byId.get(id) ?? [],
    changeOf: ({ source }) => input.changes?.get(source.file),
    once<T>(key: object, build: (world: World) => T): T {
      if (!built.has(key)) built.set(key, build(world));
      return built.get(key) as T;
    },
  };
  return world;
}

function choose(views: readonly DocumentView[], name: ContractName): DocumentView | undefined {
  const contract = findContract(views.flatMap((view) => view.contract ?? []), name);
  return contract === undefined ? undefined : views.find((view) => view.contract === contract);
}
