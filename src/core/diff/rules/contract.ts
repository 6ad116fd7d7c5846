import type { DiffRule } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };

/** DIFF, section 2: contract identity and version. */
export const contractRules = [
  {
    id: 'contract-id-changed', on: 'contract', levels: 'E/E', bump: 'major', isAlways: true, mirror: noDirection,
    title: 'The contract has another id',
    effect: 'Another id is another contract: ports and consumers that name the old one find nothing.',
    remedy: 'Keep the id. If this is a new contract, publish it beside the old one; if two unrelated files were compared, compare the right ones.',
  },
  {
    id: 'contract-version-not-semver', on: 'contract', levels: 'W/W', bump: 'none', isAlways: true, mirror: { none: 'A version in order needs no word.' },
    title: 'The contract changed and its version is not a semantic version',
    effect: 'Nobody can tell from such a version whether the change is safe to take.',
    remedy: 'Write the version as MAJOR.MINOR.PATCH, for example 1.0.0.',
  },
  {
    id: 'contract-version-decreased', on: 'contract', levels: 'E/E', bump: 'none', isAlways: true, isGate: true, mirror: { none: 'A growing version is the normal case.' },
    title: 'The version of the contract is lower than before',
    effect: 'Readers would take the older contract for the newer one.',
    remedy: 'Raise the version above the one it is compared with.',
  },
  {
    id: 'contract-version-not-bumped', on: 'contract', levels: 'E/E', bump: 'none', isAlways: true, isGate: true, mirror: 'contract-version-larger-than-needed',
    title: 'The contract changed and its version did not',
    effect: 'A released version never changes: two contents under one version cannot be told apart.',
    remedy: 'Raise the version as far as the changes need.',
  },
  {
    id: 'contract-version-bump-too-small', on: 'contract', levels: 'E/E', bump: 'none', isAlways: true, isGate: true, mirror: 'contract-version-larger-than-needed',
    title: 'The version of the contract was raised too little',
    effect: 'Readers trust the version: by this one they would take the change without looking.',
    remedy: 'Raise the version as far as the changes need, or take the larger changes back.',
  },
  {
    id: 'contract-version-larger-than-needed', on: 'contract', levels: 'I/I', bump: 'none', isAlways: true, isGate: true, mirror: 'contract-version-bump-too-small',
    title: 'The version of the contract was raised more than the changes need',
    effect: 'Readers will prepare for more than there is.',
    remedy: 'Fine if it is meant; else take the smaller version.',
  },
  {
    id: 'contract-api-version-upgraded', on: 'contract', levels: 'I/I', bump: 'patch', mirror: 'contract-api-version-downgraded',
    title: 'The contract is written in a newer version of the standard',
    effect: 'Both were compared in one model; tools that know only the older standard may not read the file.',
    remedy: 'Check that the tools of your readers know the newer version.',
  },
  {
    id: 'contract-api-version-downgraded', on: 'contract', levels: 'W/I', bump: 'minor', mirror: 'contract-api-version-upgraded',
    title: 'The contract is written in an older version of the standard',
    effect: 'What only the newer version can say is lost.',
    remedy: 'Keep the newer apiVersion, unless a reader cannot take it.',
  },
  {
    id: 'contract-name-changed', on: 'contract', levels: 'I/I', bump: 'minor', mirror: noDirection,
    title: 'The contract has another name',
    effect: 'The id is the reference, so nothing dangles.',
    remedy: 'Nothing to do; tell those who search by name.',
  },
  {
    id: 'contract-domain-changed', on: 'contract', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'The contract belongs to another domain',
    effect: 'Searches, access rules and reports by domain no longer find it where it was.',
    remedy: 'Tell the consumers, and move the product in the registry as well if it moved.',
  },
  {
    id: 'contract-tenant-changed', on: 'contract', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'The contract belongs to another tenant',
    effect: 'Access and billing by tenant change for its readers.',
    remedy: 'Make sure that the present readers keep their access.',
  },
  {
    id: 'contract-data-product-changed', on: 'contract', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The contract names another data product',
    effect: 'The field is deprecated in the standard: ports say which product offers a contract.',
    remedy: 'Leave dataProduct out and name the contract in an output port.',
  },
  {
    id: 'contract-author-metadata-changed', on: 'contract', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'Tags, links, creation time or custom properties of the contract changed',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'contract-description-changed', on: 'contract', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The context or the links in the description of the contract changed',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'contract-added', on: 'contract', levels: 'I/I', bump: 'patch', mirror: 'contract-removed',
    title: 'A contract was added that no output port names',
    effect: 'Nobody can read it through the product yet.',
    remedy: 'Name it in an output port, by contractId and version.',
  },
  {
    id: 'contract-removed', on: 'contract', levels: 'W/I', bump: 'minor', mirror: 'contract-added',
    title: 'A contract was removed that no output port named',
    effect: 'Readers who found it by its file lose it.',
    remedy: 'Make sure that nobody relies on it.',
  },
] as const satisfies readonly DiffRule[];
