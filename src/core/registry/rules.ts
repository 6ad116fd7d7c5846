import type { RuleInfo } from '../model/rule-info.ts';

const since = '0.1.0';

/** Every rule that the registry judges by. Refusals of `dp publish` are errors; what readers meet besides is a warning. */
export const registryRules: readonly RuleInfo[] = [
  {
    id: 'registry-name',
    area: 'registry',
    severity: 'error',
    title: 'A published product has a domain and a name that fit the registry',
    why: 'Domain and name become folders that every consumer, on every system, must be able to create and type.',
    remedy: 'Use a-z, 0-9 and -, at most 63 characters. A title for people goes into `description`.',
    bad: 'domain: Sales & Marketing\nname: Orders',
    good: 'domain: sales\nname: orders',
    since,
  },
  {
    id: 'registry-version',
    area: 'registry',
    severity: 'error',
    title: 'A published version is strict SemVer 2.0 without build metadata',
    why: 'Consumers pin versions and tools order them; build metadata would make two versions equal in order but not in content.',
    remedy: 'Write major.minor.patch, with -rc.1 and the like for pre-releases.',
    bad: 'version: v1.2',
    good: 'version: 1.2.0',
    since,
  },
  {
    id: 'registry-version-immutable',
    area: 'registry',
    severity: 'error',
    title: 'A published version never changes',
    why: 'Whoever built against a version must find the same bytes tomorrow.',
    remedy: 'Set the next free version in the manifest, then publish again.',
    since,
  },
  {
    id: 'registry-contract-immutable',
    area: 'registry',
    severity: 'error',
    title: 'A published contract version never changes',
    why: 'Consumers pin a contract by id and version; two contents under one version would make what they get depend on the version of the product.',
    remedy: 'Set the next free version in the contract and in the output port that promises it, then publish again.',
    since,
  },
  {
    id: 'registry-version-behind',
    area: 'registry',
    severity: 'error',
    title: 'A version is above every published version of its own minor',
    why: 'A lower version that appears later would change what an existing range of versions means. Backports to an older minor are fine.',
    remedy: 'Set the next free version in the manifest, then publish again.',
    since,
  },
  {
    id: 'registry-version-case',
    area: 'registry',
    severity: 'error',
    title: 'Versions differ in more than letter case',
    why: 'Some file systems hold 1.0.0-RC.1 and 1.0.0-rc.1 for the same file.',
    remedy: 'Use another pre-release name.',
    since,
  },
  {
    id: 'registry-contract-owned',
    area: 'registry',
    severity: 'error',
    title: 'A contract id belongs to the product that published it first',
    why: 'Consumers find the product behind a contract by its id; two owners would make that a matter of luck.',
    remedy: 'Give the contract an id of its own, or read the other product through an input port.',
    since,
  },
  {
    id: 'registry-product-moved',
    area: 'registry',
    severity: 'error',
    title: 'A moved product is published under its new key',
    why: 'Consumers follow the move; new versions under the old key would split its history.',
    remedy: 'Set domain and name to where it moved.',
    since,
  },
  {
    id: 'registry-product-retired',
    area: 'registry',
    severity: 'error',
    title: 'A retired product gets no new versions',
    why: 'Consumers were told that it ends.',
    remedy: 'Publish the data as a new product.',
    since,
  },
  {
    id: 'registry-base-yanked',
    area: 'registry',
    severity: 'info',
    title: 'A change is not compared with a yanked version',
    why: 'Nobody should build against a yanked version any more, so the gate looks at the greatest version below that was not yanked.',
    remedy: 'Nothing to do, as long as the version that is compared with is the one your readers use.',
    since,
  },
  {
    id: 'registry-file',
    area: 'registry',
    severity: 'error',
    title: 'Published files are small, plain and safe to write anywhere',
    why: 'A version is copied to every reader of the registry. A path that leaves its folder, or a link, could write where nobody expects it.',
    remedy: 'Leave the file out of `publish`, make it smaller or rename it; data and model files belong in storage, with a link and a hash in the manifest.',
    since,
  },
  {
    id: 'registry-entry-skipped',
    area: 'registry',
    severity: 'warning',
    title: 'What lies in a registry keeps to its layout',
    why: 'dp reads only files of its grammar, so that a hostile or broken entry cannot pose as a product; others are skipped and named.',
    remedy: 'Ask the owners of the registry to remove the entry.',
    since,
  },
  {
    id: 'registry-rewritten',
    area: 'registry',
    severity: 'warning',
    title: 'The history of a registry only grows',
    why: 'A tip that does not descend from the one seen before means that published versions may be gone or other than they were.',
    remedy: 'Ask the owners of the registry what happened. A publisher who is sure goes on with --accept-rewritten-history.',
    since,
  },
  {
    id: 'registry-tampered',
    area: 'registry',
    severity: 'warning',
    title: 'What was published is still what was published',
    why: 'A version that was edited or removed afterwards is not what its consumers built against.',
    remedy: 'Ask the owners of the registry to restore it; `git log -- <path>` in the registry shows who changed it.',
    since,
  },
];

/** The rule of an id of this area. */
export function registryRule(id: string): RuleInfo {
  const rule = registryRules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`there is no registry rule ${id}`);
  return rule;
}
