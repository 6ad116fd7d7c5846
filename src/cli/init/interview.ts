import type { ChalkInstance } from 'chalk';
import { DpError } from '../../core/model/errors.ts';
import { defaultOf, type GivenAnswer } from '../../core/template/answers.ts';
import { checkAnswer, type Answer, type Answers, type Question } from '../../core/template/question.ts';
import type { Conversation, OutputStream } from '../../io/world.ts';
import { printable } from '../terminal.ts';

export interface InterviewOptions {
  readonly questions: readonly Question[];
  readonly given: readonly GivenAnswer[];
  readonly conversation: Conversation;
  readonly screen: OutputStream;
  readonly colour: ChalkInstance;
}

/** Asks every question that is not answered yet, in the template's order, until each answer fits. Error: `interrupted`. */
export async function interview(options: InterviewOptions): Promise<Answers> {
  const answers: Record<string, Answer> = {};
  let section: string | undefined;
  options.screen.write(`${options.colour.dim('Enter takes what stands in brackets, - leaves it empty, Ctrl-C stops without writing anything.')}\n`);
  for (const question of options.questions) {
    const known = givenAnswer(question, options.given);
    if (known !== undefined) {
      answers[question.key] = known;
      continue;
    }
    if (question.section !== undefined && question.section !== section) {
      section = question.section;
      options.screen.write(`\n${options.colour.bold(printable(section))}\n`);
    }
    answers[question.key] = await askOne(question, answers, options);
  }
  options.screen.write('\n');
  return answers;
}

function givenAnswer(question: Question, given: readonly GivenAnswer[]): Answer | undefined {
  const own = given.filter(({ key }) => key === question.key);
  if (own.length === 0) return undefined;
  const rank = Math.max(...own.map((answer) => answer.rank));
  const values = own.filter((answer) => answer.rank === rank).flatMap(({ value }) => value);
  const checked = checkAnswer(question, question.type === 'list' ? values : values[0]);
  return checked.ok ? checked.value : undefined;
}

async function askOne(question: Question, answers: Answers, options: InterviewOptions): Promise<Answer> {
  const { screen, colour, conversation } = options;
  const usual = question.isRequired ? undefined : defaultOf(question, answers);
  screen.write(`${colour.dim(`  ${printable(hintOf(question))}`)}\n`);
  for (;;) {
    const line = await conversation.ask(`  ${printable(question.title)}${choicesOf(question)}${usualText(usual)}: `);
    if (line === undefined) throw new DpError('interrupted', 'The questions were not answered to the end; nothing was written.');
    const checked = line.trim() === '' && usual !== undefined ? checkAnswer(question, usual) : checkAnswer(question, readLine(question, line));
    if (checked.ok) return checked.value;
    screen.write(`  ${colour.red('✖')} It ${printable(checked.problem)}.\n`);
  }
}

function readLine(question: Question, line: string): string | readonly string[] {
  const text = line.trim() === '-' ? '' : line;
  return question.type === 'list' ? text.split(';') : text;
}

function hintOf(question: Question): string {
  return question.type === 'list' ? `${question.description} Several: separated by ;` : question.description;
}

function choicesOf(question: Question): string {
  if (question.type === 'boolean') return ' (yes, no)';
  return question.enum === undefined ? '' : ` (${question.enum.join(', ')})`;
}

function usualText(usual: Answer | undefined): string {
  const text = typeof usual === 'object' ? usual.join('; ') : String(usual ?? '');
  return text === '' ? '' : ` [${printable(text)}]`;
}
