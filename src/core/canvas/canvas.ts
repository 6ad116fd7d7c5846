import type { Member, SupportChannel } from '../model/common.ts';
import type { NeedVerdict } from './judge-need.ts';

/** A need of a consumer, and what the port's contract says to it. */
export interface CanvasNeed {
  readonly port: string | undefined;
  readonly freshness: string | undefined;
  readonly format: string | undefined;
  readonly integration: string | undefined;
  readonly priority: string | undefined;
  readonly verdict: NeedVerdict;
  readonly reasons: readonly string[];
}

export interface CanvasConsumer {
  readonly persona: string;
  readonly useCases: readonly string[];
  readonly painPoints: readonly string[];
  readonly needs: readonly CanvasNeed[];
}

export interface CanvasExposure {
  readonly type: string;
  readonly name: string;
  readonly url: string | undefined;
  readonly owner: string | undefined;
  readonly port: string | undefined;
  readonly columns: readonly string[];
}

/** Where data comes from: a contract of another product, or a system outside the mesh. */
export interface CanvasSource {
  readonly port: string;
  readonly contract: string | undefined;
  readonly version: string | undefined;
  readonly system: string | undefined;
  readonly acquisition: string | undefined;
  readonly owner: string | undefined;
}

export interface CanvasDelivery {
  readonly server: string;
  readonly type: string;
  readonly environment: string | undefined;
  readonly format: string | undefined;
  readonly place: string | undefined;
}

export interface CanvasPromise {
  readonly property: string;
  readonly value: string;
  readonly element: string | undefined;
  readonly description: string | undefined;
}

export interface CanvasGovernance {
  /** Classes in use, the most sensitive first, with the number of columns of each. */
  readonly classes: readonly { readonly classification: string; readonly columns: number }[];
  readonly roles: readonly { readonly role: string; readonly access: string | undefined; readonly approvers: readonly string[] }[];
  /** `undefined` where the contract says nothing. */
  readonly hasPersonalData: boolean | undefined;
  readonly personalColumns: readonly string[];
  readonly personalData: readonly string[];
  readonly lawfulBasis: string | undefined;
  readonly dataResidency: readonly string[];
}

export interface CanvasOutput {
  readonly port: string;
  readonly version: string | undefined;
  readonly type: string | undefined;
  readonly description: string | undefined;
  /** `id version`, and whether its file was found. */
  readonly contract: string | undefined;
  readonly isContractFound: boolean;
  readonly tables: readonly { readonly name: string; readonly granularity: string | undefined; readonly columns: number }[];
  readonly deliveries: readonly CanvasDelivery[];
  readonly promises: readonly CanvasPromise[];
  readonly qualityRules: number;
  readonly dimensions: readonly string[];
  readonly governance: CanvasGovernance;
  readonly stream: readonly { readonly property: string; readonly value: string }[];
  readonly errorHandling: readonly { readonly records: string; readonly handling: string }[];
  readonly examples: readonly { readonly title: string; readonly file: string | undefined; readonly shows: string | undefined }[];
}

export interface CanvasModel {
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly artifacts: readonly string[];
  readonly featurePipelines: readonly string[];
  readonly trainingData: readonly string[];
  readonly metrics: readonly { readonly name: string; readonly value: string; readonly bound: string; readonly isKept: boolean | undefined; readonly measuredOn: string }[];
  readonly card: readonly { readonly name: string; readonly value: string }[];
}

/** The data product canvas: everything that manifest, contracts and team say of it, in the order in which people ask. */
export interface Canvas {
  readonly key: string;
  readonly name: string;
  readonly domain: string | undefined;
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly status: string | undefined;
  readonly type: string | undefined;
  readonly tenant: string | undefined;
  readonly tags: readonly string[];
  readonly purpose: string | undefined;
  readonly usage: string | undefined;
  readonly limitations: string | undefined;
  readonly value: string | undefined;
  readonly team: string | undefined;
  readonly members: readonly Pick<Member, 'username' | 'name' | 'role'>[];
  readonly support: readonly Pick<SupportChannel, 'channel' | 'url' | 'scope' | 'tool' | 'description'>[];
  readonly consumers: readonly CanvasConsumer[];
  readonly exposures: readonly CanvasExposure[];
  readonly sources: readonly CanvasSource[];
  readonly pipeline: readonly { readonly name: string; readonly value: string }[];
  readonly outputs: readonly CanvasOutput[];
  readonly model: CanvasModel | undefined;
  readonly registry: string | undefined;
}
