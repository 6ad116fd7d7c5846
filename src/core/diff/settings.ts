/** Who is protected: deployed readers, new readers of old data, both, or nobody (DIFF, "Principles" 2). */
export const diffModes = ['consumers', 'history', 'full', 'none'] as const;
export type DiffMode = (typeof diffModes)[number];

export const overrideLevels = ['breaking', 'warning', 'info', 'ignore'] as const;
export type OverrideLevel = (typeof overrideLevels)[number];

export interface DiffOptions {
  /** Readers use `SELECT *`, so that a new column hits them. */
  readonly selectStar: boolean;
  /** What a wider type means; unset: a warning, and breaking where every reader is typed by the schema. */
  readonly widening: 'breaking' | 'warn' | 'info' | undefined;
  /** Whether readers cope with values that are new to them. */
  readonly enum: 'open' | 'closed';
  /** Columns (`table.column`) whose readers were told that new values will come; the custom property `extensibleEnum` says the same. */
  readonly extensibleEnums: readonly string[];
  readonly sla: 'strict' | 'warn';
  readonly constraints: 'strict' | 'warn';
  readonly noticeDays: number;
  /** Environments whose servers count in full. */
  readonly environments: readonly string[];
  /** From open to secret. */
  readonly classificationOrder: readonly string[];
}

/** dp.yaml's `diff:` (INTERFACE), read. */
export interface DiffSettings {
  readonly mode: DiffMode;
  readonly profile: DiffProfile;
  /** Levels of single rules, by id. */
  readonly rules: Readonly<Record<string, OverrideLevel>>;
  readonly options: DiffOptions;
}

const defaultOptions: DiffOptions = {
  selectStar: false,
  widening: undefined,
  enum: 'open',
  extensibleEnums: [],
  sla: 'strict',
  constraints: 'warn',
  noticeDays: 30,
  environments: ['prod'],
  classificationOrder: ['public', 'internal', 'confidential', 'restricted', 'secret'],
};

/** Named sets of options; a workspace's own options win over its profile's. */
export const diffProfiles = {
  /** Readers are people and jobs that use SQL: they survive a longer text or a new value, with a warning. */
  warehouse: {},
  /** Readers are programs compiled against the schema, with sized buffers and closed enums; a new field does not disturb them. */
  stream: { widening: 'breaking', enum: 'closed', constraints: 'strict' },
  /** Readers may be of any kind: whatever could disturb one of them breaks. */
  strict: { selectStar: true, widening: 'breaking', enum: 'closed', sla: 'strict', constraints: 'strict' },
} as const satisfies Readonly<Record<string, Partial<DiffOptions>>>;
export type DiffProfile = keyof typeof diffProfiles;

/** What dp.yaml may say under `diff:` once its schema has accepted it. */
export interface WrittenDiffSettings {
  readonly mode?: DiffMode | undefined;
  readonly profile?: DiffProfile | undefined;
  readonly rules?: Readonly<Record<string, OverrideLevel>> | undefined;
  readonly options?: Partial<DiffOptions> | undefined;
}

/** The settings in force: defaults, then the profile, then what is written. */
export function diffSettings(written: WrittenDiffSettings = {}): DiffSettings {
  const profile = written.profile ?? 'warehouse';
  return {
    mode: written.mode ?? 'consumers',
    profile,
    rules: written.rules ?? {},
    options: { ...defaultOptions, ...diffProfiles[profile], ...written.options },
  };
}
