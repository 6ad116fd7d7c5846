import { DpError } from '../../model/errors.ts';
import type { Bump } from '../../model/semver.ts';
import type { DocumentView, UnitView } from './node.ts';

/** What `dp diff` said of a document against what it replaces; absent where nothing was compared. */
export interface ChangeVerdict {
  readonly verdict: 'identical' | 'compatible' | 'warning' | 'breaking';
  readonly demanded: Bump;
  readonly declared: Bump;
  readonly isEnough: boolean;
}

/** How a port names a contract. */
export interface ContractName {
  readonly contractId: string | undefined;
  readonly version: string | undefined;
}

/** Everything that rules may look at beside the document they judge. */
export interface World {
  readonly units: readonly UnitView[];
  /** The contract that a port of a unit names: the unit's own, then the workspace's, then a published one. */
  contractOf(unit: UnitView, name: ContractName): DocumentView | undefined;
  /** Every contract document of an id. */
  contractsOf(id: string): readonly DocumentView[];
  /** Whether contracts of other products could be looked up at all. */
  readonly knowsPublished: boolean;
  changeOf(view: DocumentView): ChangeVerdict | undefined;
  /** Builds something of the whole workspace once a run. */
  once<T>(key: object, build: (world: World) => T): T;
}

/** One evaluation: the date is an input, never the clock. */
export interface Run {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly world: World;
  /** Counts the work of patterns, so that no pack can make dp hang. */
  readonly spend: (units: number) => void;
}

/** About half a second on a slow machine: a thousand times what a large document with the whole catalogue takes. */
const mostPatternWork = 500_000_000;

/** A run over one document. Errors: `configuration` when its patterns would take too long. */
export function startRun(world: World, today: string): Run {
  let spent = 0;
  return {
    today,
    world,
    spend(units) {
      spent += units;
      if (spent > mostPatternWork) {
        throw new DpError('configuration', 'The patterns of the active policy packs would take too long on this document.', {
          hint: 'Make the patterns shorter or the texts they look at smaller: `dp policy list` shows the active packs.',
        });
      }
    },
  };
}
