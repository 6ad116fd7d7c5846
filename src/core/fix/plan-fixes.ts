import { parseYaml } from '../manifest/parse-yaml.ts';
import type { Fix, TextEdit } from '../model/finding.ts';
import type { SourceDocument } from '../model/source-document.ts';
import { applyEdits, clash } from './apply-edits.ts';
import type { Mending } from './attach-fixes.ts';
import { expectedData, isSameData } from './expected-data.ts';
import { planEdits } from './plan-edits.ts';
import { openYaml } from './yaml-source.ts';

interface Plan {
  readonly mending: Mending;
  readonly edits: readonly TextEdit[];
}

/** Plans that clash with others are proved one by one; of more than so many in a text the rest waits for the next run. */
const maxProvedAlone = 50;

/** The fixes that keep their promise, by what they mend. */
export function planFixes(mendings: readonly Mending[]): Map<Mending, Fix> {
  const byDocument = new Map<SourceDocument, Mending[]>();
  for (const mending of mendings) byDocument.set(mending.document, [...(byDocument.get(mending.document) ?? []), mending]);
  const fixes = new Map<Mending, Fix>();
  for (const [document, own] of byDocument) {
    for (const { mending, edits } of provedPlans(document, plansFor(document, own))) fixes.set(mending, { title: mending.repair.title, edits });
  }
  return fixes;
}

function plansFor(document: SourceDocument, mendings: readonly Mending[]): Plan[] {
  const source = openYaml(document);
  if (source === undefined) return [];
  return mendings.flatMap((mending) => {
    const edits = planEdits(source, mending.repair);
    return edits === undefined || edits.length === 0 ? [] : [{ mending, edits: edits.map((edit) => ({ file: document.file, ...edit })) }];
  });
}

// What does not clash is proved in one reading; a file may have hundreds of columns with the same slip.
function provedPlans(document: SourceDocument, plans: readonly Plan[]): readonly Plan[] {
  const together: Plan[] = [];
  const alone: Plan[] = [];
  for (const plan of plans) (clashesWith(plan, together) ? alone : together).push(plan);
  const isProved = keepsPromise(document, together);
  const rest = (isProved ? alone : plans).slice(0, maxProvedAlone);
  return [...(isProved ? together : []), ...rest.filter((plan) => keepsPromise(document, [plan]))];
}

function clashesWith(plan: Plan, others: readonly Plan[]): boolean {
  return others.some((other) => other.edits.some((a) => plan.edits.some((b) => clash(a, b))));
}

function keepsPromise(document: SourceDocument, plans: readonly Plan[]): boolean {
  const edits = plans.flatMap((plan) => plan.edits);
  const hasClash = plans.some(({ edits: own }) => own.some((a, index) => own.slice(index + 1).some((b) => clash(a, b))));
  if (hasClash) return false;
  const expected = plans.reduce<unknown>((data, { mending }) => (data === undefined ? undefined : expectedData(data, mending.repair)), document.data);
  return expected !== undefined && isSameData(parseYaml(document.file, applyEdits(document.text, edits)).document.data, expected);
}
