import { isRecord } from '../manifest/node-reader.ts';
import { DpError } from '../model/errors.ts';
import { didYouMean } from '../model/nearest.ts';
import { diffRuleIds, findDiffRule } from './rules/index.ts';
import { type DiffMode, diffModes, type DiffOptions, diffProfiles, type DiffSettings, diffSettings, type OverrideLevel, overrideLevels } from './settings.ts';

/**
 * Reads dp.yaml's `diff:`, which its schema has accepted; `mode` is the command line's, and wins.
 * Errors: `configuration` for an unknown profile or rule, or a rule that no setting may move.
 */
export function readDiffSettings(written: Readonly<Record<string, unknown>>, mode?: DiffMode): DiffSettings {
  const profile = written['profile'];
  const knownProfile = typeof profile === 'string' ? findProfile(profile) : undefined;
  return diffSettings({
    mode: mode ?? diffModes.find((known) => known === written['mode']),
    profile: knownProfile,
    rules: readRules(written['rules']),
    options: readOptions(written['options']),
  });
}

function findProfile(name: string): keyof typeof diffProfiles {
  const names = Object.keys(diffProfiles) as (keyof typeof diffProfiles)[];
  const found = names.find((known) => known === name);
  if (found !== undefined) return found;
  throw new DpError('configuration', `dp.yaml names the diff profile ${JSON.stringify(name)}, which dp does not have.${didYouMean(name, names)}`, { hint: `diff: {profile: ${names.join(' | ')}}` });
}

function readRules(written: unknown): Record<string, OverrideLevel> {
  if (!isRecord(written)) return {};
  return Object.fromEntries(
    Object.entries(written).flatMap(([id, level]) => {
      const rule = findDiffRule(id);
      if (rule === undefined) throw new DpError('configuration', `dp.yaml sets the level of ${JSON.stringify(id)}, which is no rule of dp diff.${didYouMean(id, diffRuleIds())}`, { hint: 'dp rules' });
      if (rule.isAlways === true) throw new DpError('configuration', `dp.yaml sets the level of ${id}, which holds always and everywhere.`, { hint: `remove ${id} from diff.rules` });
      const known = overrideLevels.find((name) => name === level);
      return known === undefined ? [] : [[id, known] as const];
    }),
  );
}

function readOptions(written: unknown): Partial<DiffOptions> {
  if (!isRecord(written)) return {};
  const oneOf = <T extends string>(key: string, values: readonly T[]): T | undefined => values.find((value) => value === written[key]);
  const texts = (key: string): string[] | undefined => {
    const list = written[key];
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : undefined;
  };
  const options = {
    selectStar: typeof written['selectStar'] === 'boolean' ? written['selectStar'] : undefined,
    widening: oneOf('widening', ['breaking', 'warn', 'info']),
    enum: oneOf('enum', ['open', 'closed']),
    extensibleEnums: texts('extensibleEnums'),
    sla: oneOf('sla', ['strict', 'warn']),
    constraints: oneOf('constraints', ['strict', 'warn']),
    noticeDays: typeof written['noticeDays'] === 'number' ? written['noticeDays'] : undefined,
    environments: texts('environments'),
    classificationOrder: texts('classificationOrder'),
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
