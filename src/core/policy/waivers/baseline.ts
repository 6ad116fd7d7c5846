import { isRecord } from '../../manifest/node-reader.ts';
import type { Finding } from '../../model/finding.ts';

/** What `.dp/baseline.json` holds: fingerprints, never counts or lines (POLICY, "Waivers"). */
export interface Baseline {
  readonly schema: 1;
  readonly fingerprints: readonly string[];
}

/** Everything that is found today, for `--write-baseline`. What cannot be waived is not put into a baseline either. */
export function baselineOf(findings: readonly Finding[]): Baseline {
  const fingerprints = findings.filter((finding) => finding.waiver === null || finding.waiver.id === baselineId).filter(isExcusable).map(({ fingerprint }) => fingerprint);
  return { schema: 1, fingerprints: [...new Set(fingerprints)].sort() };
}

export type BaselineReading = { readonly ok: true; readonly baseline: Baseline } | { readonly ok: false; readonly problem: string };

/** Reads the data of a baseline file. */
export function readBaseline(data: unknown): BaselineReading {
  if (!isRecord(data) || data['schema'] === undefined) return { ok: false, problem: 'It is no baseline: `schema` is missing.' };
  if (data['schema'] !== 1) return { ok: false, problem: 'It was written by a newer dp.' };
  const { fingerprints } = data;
  if (!Array.isArray(fingerprints) || !fingerprints.every((item) => typeof item === 'string' && /^[0-9a-f]{20}$/u.test(item))) return { ok: false, problem: '`fingerprints` must be a list of fingerprints.' };
  return { ok: true, baseline: { schema: 1, fingerprints: fingerprints as string[] } };
}

const baselineId = 'baseline';

/** Excuses what the baseline lists. A hard-mandatory rule is never excused. */
export function applyBaseline(findings: readonly Finding[], { fingerprints }: Baseline): Finding[] {
  const known = new Set(fingerprints);
  return findings.map((finding) =>
    finding.waiver === null && isExcusable(finding) && known.has(finding.fingerprint)
      ? { ...finding, waiver: { id: baselineId, owner: '', reason: 'It was there when the baseline was written (.dp/baseline.json).', expires: '' } }
      : finding,
  );
}

function isExcusable({ policy, rule }: Finding): boolean {
  return policy?.enforcement !== 'hard-mandatory' && !rule.startsWith('waiver-');
}
