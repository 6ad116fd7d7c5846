import { defaultOf } from './answers.ts';
import type { Answer, Answers, Question } from './question.ts';

export interface InitCommand {
  readonly folder: string;
  readonly template: string;
  readonly isDefaultTemplate: boolean;
  readonly from: string | undefined;
  readonly questions: readonly Question[];
  readonly answers: Answers;
}

const ownFlags: readonly string[] = ['name', 'domain'];

/** The command line that makes the same product without a question; answers that equal their default are left out. */
export function initCommandLine(command: InitCommand): string {
  const { folder, template, isDefaultTemplate, from, questions, answers } = command;
  const words = ['dp', 'init', shellWord(folder), '--yes'];
  if (!isDefaultTemplate) words.push('--template', shellWord(template));
  if (from !== undefined) words.push('--from', shellWord(from));
  for (const question of questions) {
    const answer = answers[question.key];
    if (answer === undefined || isSame(answer, defaultOf(question, answers))) continue;
    if (ownFlags.includes(question.key)) words.push(`--${question.key}`, shellWord(String(answer)));
    else for (const value of valuesOf(answer)) words.push('--set', shellWord(`${question.key}=${value}`));
  }
  return words.join(' ');
}

/** The flag that answers a question, with what to put in its place. */
export function answerFlag(question: Question): string {
  return ownFlags.includes(question.key) ? `--${question.key} <${question.key}>` : `--set ${question.key}=<${question.key}>`;
}

function valuesOf(answer: Answer): readonly string[] {
  if (typeof answer !== 'object') return [String(answer)];
  return answer.length === 0 ? [''] : answer;
}

function isSame(a: Answer, b: Answer | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A word as a POSIX shell takes it literally. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
