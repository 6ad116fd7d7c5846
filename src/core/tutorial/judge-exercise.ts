import type { Canvas } from '../canvas/canvas.ts';
import type { DiffResult } from '../diff/result.ts';
import type { Finding } from '../model/finding.ts';
import { productKey } from '../model/product.ts';
import { failsRun } from '../policy/weight.ts';
import type { LoadedProduct } from '../workspace/workspace.ts';
import type { Requirement } from './exercise.ts';

/** What the judgements of dp say of an exercise's folder. */
export interface TutorialFacts {
  readonly products: readonly LoadedProduct[];
  readonly canvases: readonly Canvas[];
  /** Of `dp validate`, policies included where the exercise asks for them. */
  readonly findings: readonly Finding[];
  /** Of `dp diff` against the registry, where the exercise asks for it. */
  readonly diffs: readonly { readonly against: string | null; readonly result: Pick<DiffResult, 'verdict' | 'bump'>; readonly isExpired: boolean }[];
  /** A judgement that could not be made, in dp's words. */
  readonly obstacle: string | undefined;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** One requirement, judged: what was asked for, whether it holds, and what to do where it does not. */
export interface Check {
  readonly claim: string;
  readonly ok: boolean;
  readonly hint: string | null;
}

/** Judges the requirements of an exercise by what dp found, in their order. An obstacle makes one more check, which fails. */
export function judgeExercise(requirements: readonly Requirement[], facts: TutorialFacts): Check[] {
  const checks = requirements.map((requirement) => {
    const { claim, hint } = judge(requirement, facts);
    return { claim, ok: hint === null, hint };
  });
  return facts.obstacle === undefined ? checks : [...checks, { claim: 'dp can judge the folder', ok: false, hint: facts.obstacle }];
}

interface Judged {
  readonly claim: string;
  /** `null` where it holds. */
  readonly hint: string | null;
}

function judge(requirement: Requirement, facts: TutorialFacts): Judged {
  switch (requirement.kind) {
    case 'product':
      return { claim: `the folder holds the product ${requirement.key} with a contract`, hint: productHint(requirement.key, facts) };
    case 'clean':
      return { claim: `dp validate finds no ${requirement.level === 'error' ? 'error' : 'error or warning'}`, hint: cleanHint(requirement.level, facts) };
    case 'columns':
      return { claim: `the table ${requirement.table} has ${requirement.columns.join(', ')}`, hint: columnsHint(requirement, facts) };
    case 'canvas':
      return { claim: 'the canvas says who uses the product, and their needs are met', hint: canvasHint(facts) };
    case 'published':
      return { claim: `the registry holds ${requirement.version} as it stands here`, hint: publishedHint(requirement.version, facts) };
    case 'reviewed':
      return { claim: 'dp diff finds the version large enough for the change', hint: reviewedHint(facts) };
    case 'waived':
      return { claim: `a mandatory rule of your pack finds ${requirement.table}.${requirement.column}, and a waiver excuses it`, hint: waivedHint(requirement, facts) };
    case 'nothing-else-waived':
      return { claim: `nothing but ${requirement.table}.${requirement.column} is excused`, hint: elseHint(requirement, facts) };
  }
}

function productHint(key: string, { products }: TutorialFacts): string | null {
  const [only, ...others] = products;
  if (only === undefined || others.length > 0) return `There ${only === undefined ? 'is no product' : `are ${String(products.length)} products`} in the folder; one is asked for.`;
  if (productKey(only.product) !== key) return `The product here is ${productKey(only.product) || 'unnamed'}.`;
  return only.contracts.length === 0 ? 'The product has no contract.' : null;
}

function cleanHint(level: 'error' | 'warning', { products, findings, today }: TutorialFacts): string | null {
  if (products.length === 0) return 'There is nothing to validate.';
  const fails = findings.filter((finding) => failsRun(finding, { level, isExplicit: level === 'warning', today }));
  const [first] = fails;
  if (first === undefined) return null;
  return `${String(fails.length)} to mend; the first, ${first.rule}: ${first.message} Type dp validate.`;
}

function columnsOf({ products }: TutorialFacts, table: string): string[] {
  const tables = products.flatMap(({ contracts }) => contracts.flatMap(({ contract }) => contract.tables));
  return tables.filter(({ name }) => name === table).flatMap(({ columns }) => columns.map(({ name }) => name));
}

function columnsHint({ table, columns }: { readonly table: string; readonly columns: readonly string[] }, facts: TutorialFacts): string | null {
  const there = columnsOf(facts, table);
  const missing = columns.filter((name) => !there.includes(name));
  return missing.length === 0 ? null : `Missing: ${missing.join(', ')}.`;
}

function canvasHint({ canvases }: TutorialFacts): string | null {
  const [canvas] = canvases;
  if (canvas === undefined || !isAnswered(canvas.value)) return 'The canvas has no value: say in a sentence what is better with this product.';
  const [consumer] = canvas.consumers;
  if (consumer === undefined || !isAnswered(consumer.persona)) return 'The canvas names no consumer.';
  const lists = [['useCases', consumer.useCases], ['painPoints', consumer.painPoints]] as const;
  for (const [name, answers] of lists) if (!answers.some(isAnswered)) return `${consumer.persona} has no ${name}.`;
  const needs = canvas.consumers.flatMap((each) => each.needs);
  if (needs.length === 0) return `${consumer.persona} has no needs.`;
  const unmet = needs.find(({ verdict }) => verdict !== 'met');
  return unmet === undefined ? null : `A need is ${unmet.verdict === 'unknown' ? 'not checkable' : unmet.verdict}: ${unmet.reasons.join('; ')}. Type dp canvas orders.`;
}

// The task shows what to fill in between parentheses.
function isAnswered(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '' && !/^\(.*\)$/u.test(text.trim());
}

function publishedHint(version: string, { products, diffs }: TutorialFacts): string | null {
  const declared = products[0]?.product.version;
  if (declared !== version) return `The folder declares ${declared ?? 'no version'}.`;
  const [diff] = diffs;
  if (diff === undefined) return 'The registry could not be asked. Type dp registry init registry.git.';
  if (diff.against === null) return 'It was never published. Type dp publish --yes.';
  if (diff.against !== `registry:${version}`) return `The registry has ${diff.against}.`;
  return diff.result.verdict === 'identical' ? null : 'The folder differs from what was published. Type dp diff.';
}

function reviewedHint({ diffs }: TutorialFacts): string | null {
  const [diff] = diffs;
  if (diff === undefined || diff.against === null) return 'There is no published version to compare with: exercise 4 makes it.';
  if (diff.result.verdict === 'identical') return 'Nothing differs from what was published.';
  const { bump } = diff.result;
  if (diff.isExpired) return 'What was accepted has ended. Type dp diff.';
  return bump.ok ? null : `The change is ${diff.result.verdict} and needs a ${bump.demanded} version; declared is ${bump.declared}. Type dp diff.`;
}

interface Place {
  readonly table: string;
  readonly column: string;
}

function isAt({ subject }: Finding, { table, column }: Place): boolean {
  return subject.path.endsWith(`schema[name=${table}].properties[name=${column}]`) || subject.path.includes(`schema[name=${table}].properties[name=${column}].`);
}

function waivedHint(place: Place, { findings }: TutorialFacts): string | null {
  const own = findings.filter(({ policy }) => policy !== null && policy.pack !== 'dp' && policy.enforcement !== 'advisory' && policy.stage === 'enforced');
  const found = own.filter((finding) => isAt(finding, place));
  if (found.length === 0) return `No mandatory, enforced rule of your own finds ${place.column}: write policies/acme.yaml. Type dp policy test.`;
  return found.some(({ waiver }) => waiver !== null) ? null : 'The rule finds it, and no waiver excuses it: write waivers/W-1.yaml.';
}

function elseHint(place: Place, { findings }: TutorialFacts): string | null {
  const other = findings.find((finding) => finding.waiver !== null && !isAt(finding, place));
  return other === undefined ? null : `The waiver ${other.waiver?.id ?? ''} also excuses ${other.subject.path}: narrow its scope, and describe the column.`;
}
