import { parseYaml } from '../manifest/parse-yaml.ts';
import { readContract } from '../manifest/read-contract.ts';
import { pointerOf } from '../model/common.ts';
import type { DataContract } from '../model/contract.ts';
import type { FindingDraft } from '../model/draft.ts';
import { parseVersion, type Bump } from '../model/semver.ts';
import { refusal, type Candidate } from './candidate.ts';
import { newestFirst, nextFreeVersion } from './choose-version.ts';
import { contractFiles } from './published-snapshot.ts';
import { bytesOf, type PublishedFile, type VersionFile } from './version-file.ts';

/** A contract as a published version of a product holds it. */
export interface HeldContract {
  readonly id: string;
  readonly version: string;
  /** Of its file's bytes, lower-case hex. */
  readonly sha256: string;
  readonly holder: { readonly product: string; readonly version: string };
}

/**
 * The contracts that published versions hold under an id that the candidate has as well. Looks into all of them only
 * where one is there with other bytes: what is asked besides is the next free version, and parsing is what costs.
 */
export function heldContracts(files: readonly VersionFile[], candidate: Candidate): HeldContract[] {
  const own = new Set(candidate.contracts.map(({ sha256 }) => sha256));
  const versions = candidate.contracts.flatMap(({ contract }) => contract.version ?? []);
  const parse = memoized();
  const suspects = readHeld(files, (file) => (!own.has(file.sha256) && mayHaveVersion(file, versions) ? parse(file) : undefined));
  if (candidate.contracts.every(({ contract, sha256 }) => conflictOf({ contract, sha256 }, suspects) === undefined)) return [];
  const ids = new Set(candidate.contracts.map(({ contract }) => contract.id));
  return readHeld(files, parse).filter(({ id }) => ids.has(id));
}

// Text that spells a version neither plainly nor with a YAML escape does not have it.
function mayHaveVersion({ content }: PublishedFile, versions: readonly string[]): boolean {
  return content.kind === 'base64' || content.text.includes('\\') || versions.some((version) => content.text.includes(version));
}

function memoized(): (file: PublishedFile) => DataContract {
  const known = new Map<string, DataContract>();
  return (file) => {
    const contract = known.get(file.sha256) ?? readContract(parseYaml(file.path, bytesOf(file)).document);
    known.set(file.sha256, contract);
    return contract;
  };
}

function readHeld(files: readonly VersionFile[], read: (file: PublishedFile) => DataContract | undefined): HeldContract[] {
  return files.flatMap(({ product, version, files: all }) =>
    contractFiles(all).flatMap((file) => {
      const contract = read(file);
      if (contract?.id === undefined || contract.version === undefined) return [];
      return [{ id: contract.id, version: contract.version, sha256: file.sha256, holder: { product, version } }];
    }),
  );
}

/** Refuses each contract of a candidate whose id and version are published with other bytes. */
export function contractRefusals(candidate: Candidate, held: readonly HeldContract[], demanded: Bump): FindingDraft[] {
  return candidate.contracts.flatMap(({ contract, sha256 }) => {
    const other = conflictOf({ contract, sha256 }, held);
    if (other === undefined) return [];
    const { id, version, holder } = other;
    const taken = held.filter((one) => one.id === id).map((one) => one.version);
    const draft = refusal(candidate.snapshot.product, {
      rule: 'registry-contract-immutable',
      message: `The contract ${JSON.stringify(id)} ${version} is published with other content: sha256:${other.sha256} in ${holder.product} ${holder.version}, sha256:${sha256} here.`,
      help: helpOf(version, taken, demanded),
      discriminator: `${id} ${version}`,
    });
    return [{ ...draft, at: { document: contract.document, pointer: pointerOf(contract, 'version') }, subject: { ...draft.subject, contract: id, path: 'version' } }];
  });
}

function helpOf(version: string, taken: readonly string[], demanded: Bump): string {
  const strict = [...new Set(taken)].filter((other) => parseVersion(other) !== undefined);
  if (parseVersion(version) === undefined) return 'Set a version in the contract that was never published, then dp publish.';
  return `The next free version of the contract is ${nextFreeVersion(strict, version, demanded)}: set it in the contract, then dp publish.`;
}

// Several may hold it, by what was published before this was refused: the greatest is named.
function conflictOf(own: Candidate['contracts'][number], held: readonly HeldContract[]): HeldContract | undefined {
  const { contract, sha256 } = own;
  const others = held.filter((other) => other.id === contract.id && other.version === contract.version && other.sha256 !== sha256);
  const [greatest] = newestFirst(others.map(({ holder }) => holder.version));
  return others.find(({ holder }) => holder.version === greatest);
}
