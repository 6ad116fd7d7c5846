/** What a bench is handed. */
export interface BenchContext {
  /** The repository. */
  readonly root: string;
  /** `dp` as a command line. */
  readonly dp: readonly string[];
  /** Where the compiled `*.child.ts` files of this bench lie, as `.mjs`. */
  readonly code: string;
  /** Where peers are installed; outlives the run. */
  readonly cache: string;
  /** An empty folder, deleted after the run. */
  readonly work: string;
  /** Smallest sizes, no peers, nothing written: does the bench still run? */
  readonly isSmoke: boolean;
  log(line: string): void;
}

export interface Target {
  readonly what: string;
  readonly limit: string;
  readonly measured: string;
  /** `null`: could not be measured here, and `measured` says why. */
  readonly isMet: boolean | null;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface BenchResult {
  readonly targets: readonly Target[];
  readonly tables: readonly Table[];
  /** What was measured against what, by version; a peer that can't be had says why. */
  readonly versions: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** One folder of bench/ with a `bench.ts` that exports `bench`. */
export interface Bench {
  readonly title: string;
  run(context: BenchContext): Promise<BenchResult>;
}
