import { didYouMean } from '../model/nearest.ts';
import { checkAnswer, type Answer, type Answers, type Question } from './question.ts';
import { renderText } from './render-text.ts';

/** One answer that the user gave, and where: `--set`, `--name`, the name of an answers file. */
export interface GivenAnswer {
  readonly key: string;
  readonly value: unknown;
  readonly source: string;
  /** The higher wins: a flag over an answers file over what the workspace says. */
  readonly rank: number;
}

export type Resolution =
  | { readonly ok: true; readonly answers: Answers }
  | { readonly ok: false; readonly missing: readonly Question[]; readonly problems: readonly string[]; readonly unknown: readonly string[] };

/**
 * Answers every question from what was given and from the defaults, or tells all at once what stands in the way.
 * Defaults are rendered over the answers before them, so that a purpose can name the product.
 */
export function resolveAnswers(questions: readonly Question[], given: readonly GivenAnswer[]): Resolution {
  const keys = questions.map(({ key }) => key);
  const unknown = [...new Set(given.filter(({ key }) => !keys.includes(key)).map(({ key, source }) => `${source}: there is no question ${JSON.stringify(key)}.${didYouMean(key, keys)}`))];
  const answers: Record<string, Answer> = {};
  const missing: Question[] = [];
  const problems: string[] = [];
  const keep = (question: Question, value: unknown, name: string): void => {
    const checked = checkAnswer(question, value);
    if (checked.ok) answers[question.key] = checked.value;
    else problems.push(`${name} ${checked.problem}`);
  };
  for (const question of questions) {
    const choice = chooseGiven(question, given);
    if (!choice.ok) problems.push(choice.problem);
    else if (choice.value !== undefined) keep(question, choice.value, question.key);
    else if (question.isRequired) missing.push(question);
    // A default may name any answer before it, so there is none to render once one of those is missing or wrong.
    else if (missing.length + problems.length === 0) keep(question, defaultOf(question, answers), `the default of ${question.key}`);
  }
  if (missing.length + problems.length + unknown.length > 0) return { ok: false, missing, problems, unknown };
  return { ok: true, answers };
}

type Choice = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

function chooseGiven(question: Question, given: readonly GivenAnswer[]): Choice {
  const own = given.filter(({ key }) => key === question.key);
  const rank = Math.max(...own.map((answer) => answer.rank));
  const best = own.filter((answer) => answer.rank === rank);
  const [first] = best;
  if (first === undefined) return { ok: true, value: undefined };
  if (best.length === 1) return { ok: true, value: first.value };
  if (question.type === 'list') return { ok: true, value: best.flatMap(({ value }) => value) };
  const isSame = best.every(({ value }) => value === first.value);
  return isSame ? { ok: true, value: first.value } : { ok: false, problem: `${question.key} is given more than once (${best.map(({ source }) => source).join(', ')}) with different values` };
}

/** What a question is answered with when nobody says otherwise; it may name answers before it. Error: `template`. */
export function defaultOf(question: Question, answers: Answers): Answer | undefined {
  const render = (text: string): string => renderText(text, { name: `the default of ${question.key}`, values: answers });
  if (typeof question.default === 'string') return render(question.default);
  if (typeof question.default === 'object') return question.default.map(render);
  return question.default;
}
