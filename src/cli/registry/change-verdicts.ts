import { diffContracts, type DiffOptionsAt } from '../../core/diff/diff-contracts.ts';
import { matchPorts } from '../../core/diff/compare/match-ports.ts';
import { pairContracts } from '../../core/diff/pair-contracts.ts';
import type { DiffResult } from '../../core/diff/result.ts';
import type { ProductSnapshot } from '../../core/model/snapshot.ts';
import type { ChangeVerdict } from '../../core/policy/targets/run.ts';

/** What publishing found of each document against what is published, by its file: rules about changes judge by it. */
export type ChangeVerdicts = Map<string, ChangeVerdict>;

/** Notes the verdict on a product and on each contract that both sides have. Of several bases the one that is not kept to counts. */
export function noteVerdicts(verdicts: ChangeVerdicts, compared: { readonly base: ProductSnapshot; readonly candidate: ProductSnapshot; readonly result: DiffResult }, options: DiffOptionsAt): void {
  const { base, candidate, result } = compared;
  const sides = { old: base, new: candidate };
  const note = (file: string, { verdict, bump: { demanded, declared, ok } }: DiffResult): void => {
    if (verdicts.get(file)?.isEnough !== false) verdicts.set(file, { verdict, demanded, declared, isEnough: ok });
  };
  note(candidate.product.document.file, result);
  const ports = matchPorts({ old: base.product.outputPorts, new: candidate.product.outputPorts });
  for (const pair of pairContracts(sides, ports).pairs) note(pair.new.document.file, diffContracts(pair, options));
}
