import type { Finding } from '../../core/model/finding.ts';

const foldFrom = 5;

/** Findings that are told as one entry: the first, and those like it. */
export type FindingGroup = readonly [Finding, ...Finding[]];

/** Joins the same rule five times or more in one file into one group; all else stays alone, in the order given. */
export function foldFindings(findings: readonly Finding[]): FindingGroup[] {
  const alike = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.file, finding.rule, finding.severity, finding.waiver?.id]);
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [finding]);
    else group.push(finding);
  }
  const order = new Map(findings.map((finding, index) => [finding, index]));
  return [...alike.values()]
    .flatMap((group): FindingGroup[] => (group.length >= foldFrom ? [group] : group.map((finding): FindingGroup => [finding])))
    .sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}
