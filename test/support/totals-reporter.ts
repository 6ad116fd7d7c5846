import { appendFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** Prints `N passed, N failed, N skipped` last, alone on its line, so that CI can read it (and adds the counts to DP_TOTALS_FILE); a file that fails to load counts as failed. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== 'pending') counts[state] += 1;
      }
      counts.failed += module.errors().length;
    }
    const file = process.env['DP_TOTALS_FILE'];
    if (file !== undefined && file !== '') appendFileSync(file, `${JSON.stringify(counts)}\n`);
    process.stdout.write(`\n${String(counts.passed)} passed, ${String(counts.failed)} failed, ${String(counts.skipped)} skipped\n`);
  }
}
