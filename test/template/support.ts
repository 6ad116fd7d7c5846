import { resolveAnswers, type GivenAnswer } from '../../src/core/template/answers.ts';
import { renderTree, type RenderedFile, type TemplateFile } from '../../src/core/template/render-tree.ts';
import type { Answers } from '../../src/core/template/question.ts';
import { loadTemplate } from '../../src/io/templates.ts';

/** Files of a template by path, with their text. */
function templateFiles(files: Readonly<Record<string, string>>): TemplateFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, content: Buffer.from(text) }));
}

/** Renders files over answers as `dp init` does. */
export function renderFiles(files: Readonly<Record<string, string>>, answers: Answers = {}): RenderedFile[] {
  return renderTree(templateFiles(files), { answers, template: { id: 'orders-template', version: '1.0.0' }, dpVersion: '0.1.0' });
}

/** Answers given as `--set` would. */
export function given(answers: Readonly<Record<string, unknown>>): GivenAnswer[] {
  return Object.entries(answers).map(([key, value]) => ({ key, value, source: '--set', rank: 3 }));
}

const requiredAnswers = { name: 'orders', domain: 'sales', owner: 'orders-team@acme.example' };

/** The built-in template's files, by path, for some answers. */
export function renderSqlDuckdb(answers: Readonly<Record<string, unknown>> = {}): Map<string, string> {
  const template = loadTemplate('sql-duckdb');
  const resolved = resolveAnswers(template.descriptor.questions, given({ ...requiredAnswers, ...answers }));
  if (!resolved.ok) throw new Error(`the answers were refused: ${JSON.stringify(resolved)}`);
  const tree = renderTree(template.files, { answers: resolved.answers, template: template.descriptor, dpVersion: '0.1.0' });
  return new Map(tree.map(({ path, content }) => [path, typeof content === 'string' ? content : new TextDecoder().decode(content)]));
}
