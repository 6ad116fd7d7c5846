import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import type { ChildReport } from '../harness/phase.ts';
import { costOf, outputOf } from '../harness/process-cost.ts';
import { interleave, median, medianRatio } from '../harness/statistics.ts';
import { dpVersion } from '../harness/versions.ts';

const limit = 0.05;

/** A contract of about 10 KB: as many columns as it takes. */
function contractText(): string {
  const column = (index: number): string => `      - name: amount_${String(index)}\n        logicalType: string\n        classification: internal\n        description: Amount number ${String(index)} of the order, in the currency of the shop\n`;
  const head = 'apiVersion: v3.1.0\nkind: DataContract\nid: sales-orders\nversion: 1.0.0\nstatus: active\nschema:\n  - name: orders\n    description: All orders of all shops\n    properties:\n';
  return head + Array.from({ length: 61 }, (_, index) => column(index)).join('');
}

export const bench: Bench = {
  title: 'What policies cost: one contract of 10 KB judged by every rule of the catalogue, against the whole of dp validate.',
  run: async (context) => {
    const { root, dp, code, work, isSmoke } = context;
    const text = contractText();
    const file = join(work, 'orders.odcs.yaml');
    mkdirSync(work, { recursive: true });
    writeFileSync(file, text);
    const rounds = isSmoke ? 1 : 15;
    const catalogue = join(root, 'policies', 'catalogue');
    const found = { findings: 0 };
    const rules = (): number => {
      const { diff, changes } = JSON.parse(outputOf([process.execPath, join(code, 'rules.child.mjs'), catalogue, file])) as ChildReport;
      found.findings = changes;
      return diff.cpuMs;
    };
    const validate = (): number => costOf([...dp, 'validate', file, '--offline'], { cwd: work, exitCodes: [0, 1] }).cpuMs;
    const [own = [], whole = []] = interleave(rounds, [rules, validate]);
    const ratio = medianRatio(own, whole);
    const percent = `${(ratio * 100).toFixed(1)} %`;
    context.log(percent);
    return await Promise.resolve({
      targets: [{ what: 'CPU of judging by all rules / dp validate', limit: `< ${String(limit * 100)} %`, measured: percent, isMet: ratio < limit }],
      tables: [{ title: `Medians of ${String(rounds)} interleaved rounds, ${String(readFileSync(file).length)} bytes`, columns: ['what', 'CPU ms', 'findings'], rows: [['judging by all rules, first time in a process', median(own).toFixed(2), String(found.findings)], ['dp validate, whole process', median(whole).toFixed(1), '–']] }],
      versions: { dp: dpVersion(root) },
      notes: ['Judging is measured by itself, once the rules are compiled and the contract is parsed; dp validate is the process from start to report.'],
    });
  },
};
