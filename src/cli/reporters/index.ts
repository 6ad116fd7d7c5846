import type { Format, Reporter } from './report.ts';

/** One line a format; only the one asked for is loaded. */
const loaders: Readonly<Record<Format, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.ts')).text,
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  junit: async () => (await import('./junit.ts')).junit,
  github: async () => (await import('./github.ts')).github,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  markdown: async () => (await import('./markdown.ts')).markdown,
};

/** The reporter of a format. */
export async function loadReporter(format: Format): Promise<Reporter> {
  return await loaders[format]();
}
