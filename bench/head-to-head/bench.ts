import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Bench, BenchContext, BenchResult, Target } from '../bench.ts';
import { outputOf } from '../harness/process-cost.ts';
import { dpVersion } from '../harness/versions.ts';
import { pypiPeer } from '../harness/peers.ts';
import { type Edit, readEdits, type Verdict } from './edits.ts';

const peerName = 'datacontract-cli';
const peerVersion = '1.2.8';

interface Row {
  readonly edit: Edit;
  readonly ours: Verdict;
  readonly theirs: Verdict | undefined;
}

export const bench: Bench = {
  title: 'Clear single edits of a contract: the verdict of dp and of a peer beside the one that is right for readers.',
  run: async (context) => {
    const edits = readEdits(join(context.root, 'bench'));
    const peer = context.isSmoke ? { missing: 'left out of a smoke run' } : pypiPeer(`${peerName}==${peerVersion}`, context);
    const peerProgram = 'folder' in peer ? join(peer.folder, 'bin', 'datacontract') : undefined;
    const rows = edits.map((edit): Row => {
      context.log(edit.name);
      const [before, after] = writePair(edit, context);
      return { edit, ours: ourVerdict(context, before, after), theirs: peerProgram === undefined ? undefined : peerVerdict(peerProgram, before, after) };
    });
    return await Promise.resolve(resultOf(context, rows, 'folder' in peer ? peerVersion : peer.missing));
  },
};

function writePair(edit: Edit, { work }: BenchContext): [string, string] {
  const folder = join(work, edit.name);
  mkdirSync(folder);
  const write = (side: 'old' | 'new'): string => {
    const file = join(folder, `${side}.odcs.yaml`);
    writeFileSync(file, stringify(edit[side]));
    return file;
  };
  return [write('old'), write('new')];
}

function ourVerdict({ dp }: BenchContext, before: string, after: string): Verdict {
  const printed = outputOf([...dp, 'diff', after, '--against', before, '--format', 'json'], { exitCodes: [0, 1] });
  return (JSON.parse(printed) as { diff: { verdict: Verdict } }).diff.verdict;
}

/**
 * The peer's `breaking` in its default perspective, that of consumers. It prints tables and no summary for machines: an ERROR
 * anywhere is breaking (and the exit code 1), else a WARNING is a warning, else an INFO is compatible; "No changes." is identical.
 */
function peerVerdict(program: string, before: string, after: string): Verdict {
  const { stdout, stderr, status } = spawnSync(program, ['breaking', before, after], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', COLUMNS: '300' } });
  if (/^No changes\.$/mu.test(stdout)) return 'identical';
  if (status === 1 && /│ ERROR /u.test(stdout)) return 'breaking';
  if (status === 0 && /│ WARNING /u.test(stdout)) return 'warning';
  if (status === 0 && /│ INFO /u.test(stdout)) return 'compatible';
  throw new Error(`${program} breaking ended with ${String(status)}: ${stdout}${stderr}`);
}

function resultOf(context: BenchContext, rows: readonly Row[], peer: string): BenchResult {
  const right = (verdictOf: (row: Row) => Verdict | undefined): string => `${String(rows.filter((row) => verdictOf(row) === row.edit.right).length)} of ${String(rows.length)}`;
  const isGateRight = (row: Row): boolean => (row.theirs === 'breaking') === (row.edit.right === 'breaking');
  const hasPeer = rows.some(({ theirs }) => theirs !== undefined);
  const target: Target = { what: 'right verdicts of dp', limit: `${String(rows.length)} of ${String(rows.length)}`, measured: right(({ ours }) => ours), isMet: rows.every(({ ours, edit }) => ours === edit.right) };
  return {
    targets: [target],
    tables: [
      {
        title: 'Edits',
        columns: ['edit', 'right', 'dp', peerName, 'why'],
        rows: rows.map(({ edit, ours, theirs }) => [edit.edit, edit.right, marked(ours, edit), theirs === undefined ? '–' : marked(theirs, edit), edit.why]),
      },
      {
        title: 'Right verdicts',
        columns: ['tool', 'exactly', 'breaking or not'],
        rows: [
          ['dp', right(({ ours }) => ours), `${String(rows.filter(({ ours, edit }) => (ours === 'breaking') === (edit.right === 'breaking')).length)} of ${String(rows.length)}`],
          [peerName, ...(hasPeer ? [right(({ theirs }) => theirs), `${String(rows.filter(isGateRight).length)} of ${String(rows.length)}`] : [peer, peer])],
        ],
      },
    ],
    versions: { dp: dpVersion(context.root), [peerName]: peer },
    notes: ['A verdict that is not the right one is marked with ✗. The peer is asked with its default perspective (consumer); levels it prints are read as breaking (ERROR), warning (WARNING), compatible (INFO) and identical ("No changes.").'],
  };
}

function marked(verdict: Verdict, edit: Edit): string {
  return verdict === edit.right ? verdict : `${verdict} ✗`;
}
