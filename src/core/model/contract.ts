import type { CustomProperty, Link, Located, Prose, SupportChannel, Synonym, Team } from './common.ts';
import type { SourceDocument } from './source-document.ts';

export interface EnumValue extends Located {
  readonly id: string | undefined;
  readonly value: unknown;
  readonly label: string | undefined;
  readonly description: string | undefined;
}

/** A foreign key. Ends are `table.column` paths or `schema/…/properties/…` references, as written. */
export interface Relationship extends Located {
  readonly type: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export const qualityOperators = [
  'mustBe',
  'mustNotBe',
  'mustBeGreaterThan',
  'mustBeGreaterOrEqualTo',
  'mustBeLessThan',
  'mustBeLessOrEqualTo',
  'mustBeBetween',
  'mustNotBeBetween',
] as const;
export type QualityOperator = (typeof qualityOperators)[number];

export interface QualityRule extends Located {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly type: string;
  /** ODCS 3.1+ `metric`; `rule` of 3.0 is read into it. */
  readonly metric: string | undefined;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly operators: Readonly<Partial<Record<QualityOperator, unknown>>>;
  readonly unit: string;
  readonly query: string | undefined;
  readonly engine: string | undefined;
  readonly implementation: unknown;
  readonly dimension: string | undefined;
  readonly severity: string | undefined;
  readonly description: string | undefined;
  readonly businessImpact: string | undefined;
  readonly method: string | undefined;
  readonly schedule: string | undefined;
  readonly scheduler: string | undefined;
  readonly tags: readonly string[];
  readonly customProperties: readonly CustomProperty[];
}

interface SchemaElement extends Located {
  readonly id: string | undefined;
  readonly name: string;
  readonly physicalName: string | undefined;
  readonly physicalType: string | undefined;
  readonly logicalType: string | undefined;
  readonly description: string | undefined;
  readonly businessName: string | undefined;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
  readonly synonyms: readonly Synonym[];
  readonly links: readonly Link[];
  readonly customProperties: readonly CustomProperty[];
  readonly quality: readonly QualityRule[];
  readonly relationships: readonly Relationship[];
}

/** A column, a nested field, an array's items (`name` is '') or a map's key or value. */
export interface Column extends SchemaElement {
  /** `logicalTypeOptions` as written; the pointer of an option is `${at}/logicalTypeOptions/<name>`. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly required: boolean;
  readonly unique: boolean;
  readonly primaryKey: boolean;
  readonly primaryKeyPosition: number;
  readonly partitioned: boolean;
  readonly partitionKeyPosition: number;
  readonly classification: string | undefined;
  readonly encryptedName: string | undefined;
  readonly transformSourceObjects: readonly string[];
  readonly transformLogic: string | undefined;
  readonly transformDescription: string | undefined;
  readonly examples: readonly unknown[];
  readonly enum: readonly EnumValue[] | undefined;
  readonly criticalDataElement: boolean;
  readonly semanticType: string;
  readonly columns: readonly Column[];
  readonly items: Column | undefined;
  readonly map: { readonly key: Column | undefined; readonly value: Column | undefined } | undefined;
}

/** A table, view, topic, file or document: ODCS's "schema object". */
export interface Table extends SchemaElement {
  readonly granularity: string | undefined;
  readonly context: unknown;
  readonly columns: readonly Column[];
}

export interface Role extends Located {
  readonly id: string | undefined;
  readonly role: string;
  readonly description: string | undefined;
  readonly access: string | undefined;
  readonly firstLevelApprovers: string | undefined;
  readonly secondLevelApprovers: string | undefined;
}

export interface Server extends Located {
  readonly id: string | undefined;
  readonly server: string;
  readonly type: string;
  readonly description: string | undefined;
  /** No `environment` counts as prod (DIFF, "Settled questions"). */
  readonly environment: string | undefined;
  readonly roles: readonly Role[];
  readonly customProperties: readonly CustomProperty[];
  /** Everything that depends on the type: host, port, database, schema, location, format … as written. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface SlaProperty extends Located {
  readonly id: string | undefined;
  readonly property: string;
  readonly value: unknown;
  readonly valueExt: unknown;
  readonly unit: string | undefined;
  /** `table.column` or `table`; `slaDefaultElement` is applied. */
  readonly element: string | undefined;
  readonly driver: string | undefined;
  readonly description: string | undefined;
  readonly schedule: string | undefined;
  readonly scheduler: string | undefined;
}

export interface Price extends Located {
  readonly amount: number | undefined;
  readonly currency: string | undefined;
  readonly unit: string | undefined;
}

/** A data contract: one ODCS document of any version dp knows, in one shape. */
export interface DataContract extends Located {
  readonly document: SourceDocument;
  readonly apiVersion: string;
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly name: string | undefined;
  readonly status: string | undefined;
  readonly domain: string | undefined;
  readonly tenant: string | undefined;
  readonly dataProduct: string | undefined;
  readonly contractCreatedTs: string | undefined;
  readonly description: Prose;
  readonly tags: readonly string[];
  readonly links: readonly Link[];
  readonly context: unknown;
  readonly tables: readonly Table[];
  readonly servers: readonly Server[];
  readonly slaProperties: readonly SlaProperty[];
  readonly support: readonly SupportChannel[];
  readonly team: Team | undefined;
  readonly roles: readonly Role[];
  readonly price: Price | undefined;
  readonly customProperties: readonly CustomProperty[];
}
