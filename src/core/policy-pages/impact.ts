import { compareText } from '../model/draft.ts';
import { code, type Page, plain } from '../page/page.ts';
import type { PolicyRecord } from '../policy/evaluate.ts';

/** What one rule would do to the products that were judged. */
export interface RuleImpact {
  readonly rule: string;
  /** Products with at least one finding that nothing excuses. */
  readonly failing: readonly string[];
  readonly findings: number;
  readonly waived: number;
  /** Products that the rule looks at. */
  readonly subjects: number;
  /** Products that fail now and did not under the packs in force; `null` where nothing was compared. */
  readonly newlyFailing: readonly string[] | null;
}

function productOf({ subject }: PolicyRecord): string {
  return subject.key ?? subject.product ?? subject.contract ?? '';
}

/** Who would fail by which rule, the rule that hurts most first. `before` are the records under what is in force now. */
export function impactOf(records: readonly PolicyRecord[], before: readonly PolicyRecord[] | undefined): RuleImpact[] {
  const failingBefore = new Set((before ?? []).filter(({ outcome }) => outcome === 'fail').map((record) => JSON.stringify([record.rule, productOf(record)])));
  const rules = [...new Set(records.map(({ rule }) => rule))].sort(compareText);
  return rules
    .map((rule): RuleImpact => {
      const own = records.filter((record) => record.rule === rule && record.outcome !== 'not-applicable');
      const failed = own.filter(({ outcome }) => outcome === 'fail');
      const failing = namesOf(failed);
      return {
        rule,
        failing,
        findings: failed.length,
        waived: own.filter(({ outcome }) => outcome === 'waived').length,
        subjects: namesOf(own).length,
        newlyFailing: before === undefined ? null : failing.filter((product) => !failingBefore.has(JSON.stringify([rule, product]))),
      };
    })
    .sort((a, b) => (b.newlyFailing ?? b.failing).length - (a.newlyFailing ?? a.failing).length || b.failing.length - a.failing.length || b.findings - a.findings || compareText(a.rule, b.rule));
}

function namesOf(records: readonly PolicyRecord[]): string[] {
  return [...new Set(records.map(productOf))].sort(compareText);
}

const mostNames = 5;

/** The impact as a page: rules that nobody breaks are only counted. */
export function impactPage(impacts: readonly RuleImpact[], products: number): Page {
  const hurting = impacts.filter(({ findings }) => findings > 0);
  const hasNew = impacts.some(({ newlyFailing }) => newlyFailing !== null);
  const rows = hurting.map(({ rule, failing, findings, waived, subjects, newlyFailing }) => [
    code(rule),
    plain(`${String(failing.length)} of ${String(subjects)}`, 'bad'),
    ...(hasNew ? [plain(String(newlyFailing?.length ?? 0), (newlyFailing?.length ?? 0) > 0 ? 'bad' : 'good')] : []),
    plain(String(findings)),
    plain(String(waived)),
    plain(listed(newlyFailing !== null && newlyFailing.length > 0 ? newlyFailing : failing)),
  ]);
  const quiet = impacts.length - hurting.length;
  const title = `Impact on ${String(products)} product${products === 1 ? '' : 's'}`;
  const rest = plain(`${String(quiet)} rule${quiet === 1 ? '' : 's'} that nobody breaks.`, 'good');
  if (rows.length === 0) return { title, blocks: [{ kind: 'paragraph', cells: [rest] }] };
  return { title, blocks: [{ kind: 'table', header: ['rule', 'products that fail', ...(hasNew ? ['new'] : []), 'findings', 'waived', 'which'], rows }, { kind: 'paragraph', cells: [rest] }] };
}

function listed(names: readonly string[]): string {
  const left = names.length - mostNames;
  return `${names.slice(0, mostNames).join(', ')}${left > 0 ? ` and ${String(left)} more` : ''}`;
}
