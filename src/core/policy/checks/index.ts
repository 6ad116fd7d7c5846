import type { Check } from './check.ts';
import { consistentColumns, matchesDefinition } from './columns.ts';
import { dataResidency } from './data-residency.ts';
import { breakingChangeWithoutBump, classificationThroughLineage } from './lineage.ts';
import { noSecrets } from './no-secrets.ts';
import { differentPeople, escalationContact, uniqueInWorkspace } from './people.ts';
import { personalDataByName } from './personal-data-by-name.ts';
import { contractResolves, needsMet } from './ports.ts';
import { coversDimensions, executableQuality } from './quality.ts';

/** Every built-in check, sorted by name. */
export const checks: readonly Check[] = [
  breakingChangeWithoutBump,
  classificationThroughLineage,
  consistentColumns,
  contractResolves,
  coversDimensions,
  dataResidency,
  differentPeople,
  escalationContact,
  executableQuality,
  matchesDefinition,
  needsMet,
  noSecrets,
  personalDataByName,
  uniqueInWorkspace,
];

const byName: ReadonlyMap<string, Check> = new Map(checks.map((check) => [check.name, check]));

/** The check of a name, if there is one. */
export function findCheck(name: string): Check | undefined {
  return byName.get(name);
}
