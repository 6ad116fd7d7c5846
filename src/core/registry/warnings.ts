import { settleFindings, type FindingDraft } from '../model/draft.ts';
import type { Finding } from '../model/finding.ts';
import type { Sha256 } from '../model/fingerprint.ts';
import { documentOfData } from './data-document.ts';
import { markerPath, readRegistryPath, registryFormat, versionPath } from './layout.ts';
import { contestedContracts, type PublishedProduct } from './products.ts';
import type { RegistryIndex } from './registry-index.ts';
import { registryRule } from './rules.ts';
import { rule as contested } from '../references/rules/reference-contract-contested.ts';

/** Something about the registry that its readers should know, whatever they asked for. */
export interface RegistryWarning {
  readonly rule: 'registry-rewritten' | 'registry-tampered' | 'registry-entry-skipped' | 'reference-contract-contested';
  /** In the registry's tree. */
  readonly path: string;
  readonly message: string;
  readonly contract: string | null;
}

/** Everything that an index says is wrong with its registry; the gravest first. */
export function registryWarnings(
  index: RegistryIndex,
  products: ReadonlyMap<string, PublishedProduct>,
  facts: { readonly shown: string; readonly rewrittenFrom: string | undefined },
): RegistryWarning[] {
  const warnings: RegistryWarning[] = [];
  const warn = (rule: RegistryWarning['rule'], path: string, message: string): void => void warnings.push({ rule, path, message, contract: null });
  if (facts.rewrittenFrom !== undefined) {
    warn('registry-rewritten', markerPath, `The history of ${facts.shown} was rewritten or rolled back: ${index.tip} does not descend from ${facts.rewrittenFrom}, which dp saw last.`);
  }
  for (const { path, change, commit } of index.tampered) warn('registry-tampered', path, `${path} was ${change} after it was published (commit ${commit}).`);
  for (const entry of index.entries) {
    const path = versionPath(entry.product, entry.version);
    for (const problem of entry.problems) warn('registry-tampered', path, `${path} is not what was published: ${problem}.`);
  }
  for (const { path, reason } of index.skipped) warn('registry-entry-skipped', path, `${path} is not read: ${reason}.`);
  const format = index.marker?.format ?? registryFormat;
  if (format > registryFormat) warn('registry-entry-skipped', markerPath, `${facts.shown} has layout ${String(format)}, written by a newer dp: some of it may not be shown.`);
  for (const [contract, keys] of contestedContracts(products)) {
    warnings.push({ rule: 'reference-contract-contested', path: `products/${keys[0] ?? ''}`, message: `The contract id ${contract} is promised by ${keys.join(' and ')}.`, contract });
  }
  return warnings;
}

/** Warnings as findings; their file is `registry:<path>`. */
export function warningFindings(warnings: readonly RegistryWarning[], sha256: Sha256): Finding[] {
  return settleFindings(
    warnings.map((warning): FindingDraft => {
      const rule = warning.rule === contested.id ? contested : registryRule(warning.rule);
      const what = readRegistryPath(warning.path);
      const key = what.kind === 'version' || what.kind === 'event' ? what.product : null;
      return {
        rule: rule.id,
        severity: 'warning',
        message: warning.message,
        at: { document: documentOfData(`registry:${warning.path}`, {}), pointer: '' },
        subject: { product: key?.split('/')[1] ?? null, key, contract: warning.contract, path: warning.path },
        help: rule.remedy,
      };
    }),
    sha256,
  );
}
