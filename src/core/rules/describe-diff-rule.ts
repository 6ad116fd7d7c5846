import type { DiffRule, LevelLetter, Levels, Trait } from '../diff/rule-row.ts';
import type { ChangeLevel, ModeLevels, RuleInfo } from '../model/rule-info.ts';
import type { Bump } from '../model/semver.ts';
import type { Severity } from '../model/finding.ts';

/** The circumstances that move a level, as `dp explain` says them after "where". */
const traitWords: Readonly<Record<Trait, string>> = {
  'was-undeclared': 'nothing was declared before',
  'no-longer-declared': 'nothing is declared any more',
  'typed-readers': 'every reader is typed by the schema (streams, APIs, Avro, Protobuf)',
  'positional-format': 'readers go by position (CSV and other files without names)',
  temporal: 'it is a date or a time',
  'same-paradigm': 'old and new are read alike',
  limitations: 'the limitations changed',
  'last-one': 'it was the last one',
  'no-end-date': 'no end date is named',
  'short-notice': 'the end is nearer than the notice period',
  'past-end-of-life': 'its end of life has passed',
  'from-deprecated': 'it was deprecated',
  'compatible-contents': 'the new contents keep every promise of the old ones',
  'threshold-crossed': 'a threshold is crossed',
  'select-star': 'dp.yaml says that readers use SELECT *',
  'widening-info': 'dp.yaml says widening: info',
  'widening-warn': 'dp.yaml says widening: warn',
  'widening-breaking': 'dp.yaml says widening: breaking',
  'constraints-strict': 'dp.yaml says constraints: strict',
  'sign-appears': 'negative values become possible',
  'sized-sink': 'a server sizes its columns (MySQL, SQL Server, Oracle, Db2, Teradata)',
  'closed-enum': 'dp.yaml says enum: closed',
  'extensible-enum': 'the column has the custom property extensibleEnum: true',
  'file-layout': 'a server holds files, whose path is what readers open',
  'last-of-environment': 'no other server of its environment is left',
  severe: 'its severity is error, or the column is a critical data element',
  'sla-warn': 'dp.yaml says sla: warn',
  'softer-sla': 'it is none of availability, latency, freshness, retention and time of availability',
  'enough-notice': 'the day is beyond the notice period',
};

const levelOf: Readonly<Record<LevelLetter, ChangeLevel>> = { E: 'breaking', W: 'warning', I: 'info', '-': 'silent' };
const severityOf: Readonly<Record<LevelLetter, Severity>> = { E: 'error', W: 'warning', I: 'info', '-': 'info' };

/** A row of the diff table as the catalogue has it: severity and bump are those of mode `consumers`. */
export function describeDiffRule(rule: DiffRule): RuleInfo {
  return {
    id: rule.id,
    area: 'diff',
    severity: severityOf[lettersOf(rule.levels).consumers],
    title: rule.title,
    why: rule.effect,
    remedy: rule.remedy.replaceAll('{newPort}', 'a new output port of the next major version'),
    since: '0.1.0',
    grade: {
      ...modeLevels(rule, rule.levels, rule.bump),
      cases: (rule.cases ?? []).map((given) => ({ when: traitWords[given.when], ...modeLevels(rule, given.levels, given.bump ?? bumpOf(given.levels, rule.bump)) })),
      mirror: typeof rule.mirror === 'string' ? { rule: rule.mirror } : rule.mirror,
    },
  };
}

function lettersOf(levels: Levels): { readonly consumers: LevelLetter; readonly history: LevelLetter } {
  const [consumers, history] = levels.split('/') as [LevelLetter, LevelLetter];
  return { consumers, history };
}

function modeLevels(rule: DiffRule, levels: Levels, bump: Bump): ModeLevels {
  if (rule.isGate === true) return { consumers: 'gate', history: 'gate', bump };
  const { consumers, history } = lettersOf(levels);
  return { consumers: levelOf[consumers], history: levelOf[history], bump };
}

// DIFF, "Settled questions": bump follows level where a row's level varies; info keeps its own, never above minor.
function bumpOf(levels: Levels, written: Bump): Bump {
  const { consumers } = lettersOf(levels);
  if (consumers === 'E') return 'major';
  if (consumers === 'W') return 'minor';
  return written === 'major' ? 'minor' : written;
}
