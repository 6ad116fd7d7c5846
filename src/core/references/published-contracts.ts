/** What a registry knows of a contract id and version. A version that is `undefined` asks for the only one there is. */
export type PublishedContract =
  | { readonly kind: 'found' }
  | { readonly kind: 'other-versions'; readonly versions: readonly string[] }
  | { readonly kind: 'unknown' };

/** Contracts of published products, looked up before anything is judged: judging itself asks nobody. */
export interface PublishedContracts {
  resolve(contractId: string, version: string | undefined): PublishedContract;
}

/** A contract as a port names it. */
export interface ContractReference {
  readonly contractId: string;
  readonly version: string | undefined;
}
