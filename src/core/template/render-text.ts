import { Liquid } from 'liquidjs';
import { DpError } from '../model/errors.ts';
import { maxFileBytes } from '../model/limits.ts';
import { templateFilters } from './filters.ts';

export interface RenderInput {
  /** What is rendered, for messages: a file of the template, or a question's default. */
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const maxRenderMs = 3000;
const maxObjects = 2_000_000;

// `[[ ]]` and `[% %]`, so that the braces of dbt, GitHub and shells pass through untouched.
const engine = createEngine();

/**
 * Renders one text. Only what is handed in can be named: an unknown name or filter, another file, the clock, chance, a loop
 * without end or an output above the size limit is an error. Error: `template`.
 */
export function renderText(text: string, input: RenderInput): string {
  let output: unknown;
  try {
    output = engine.parseAndRenderSync(text, { ...input.values });
  } catch (error) {
    throw new DpError('template', `The template cannot render ${input.name}: ${error instanceof Error ? firstLine(error.message) : String(error)}.`, { cause: error });
  }
  if (typeof output !== 'string' || output.length > maxFileBytes) {
    throw new DpError('template', `The template cannot render ${input.name}: the result is larger than ${String(maxFileBytes)} characters.`);
  }
  return output;
}

function createEngine(): Liquid {
  const liquid = new Liquid({
    tagDelimiterLeft: '[%',
    tagDelimiterRight: '%]',
    outputDelimiterLeft: '[[',
    outputDelimiterRight: ']]',
    // A line that holds a tag alone leaves no line behind.
    trimTagLeft: true,
    trimTagRight: true,
    greedy: false,
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: maxFileBytes,
    renderLimit: maxRenderMs,
    memoryLimit: maxObjects,
    // No file can be included: a template's text is all that is read.
    templates: {},
    relativeReference: false,
    dynamicPartials: false,
  });
  for (const name of ['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string', 'sample']) {
    liquid.registerFilter(name, () => {
      throw new Error(`the filter ${name} would not give the same bytes each time`);
    });
  }
  for (const [name, filter] of Object.entries(templateFilters)) liquid.registerFilter(name, filter);
  return liquid;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/\.$/u, '');
}
