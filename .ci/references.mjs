// Writes docs/rules.md from the rule catalogue, docs/cli.md from the command tree, docs/diff.md from the diff table and its fixtures and docs/policy-language.md from the tables of policies.
// With --check it writes nothing and ends with 1 when one of them is stale.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { cliPage } from './references/cli-page.mjs';
import { diffPage } from './references/diff-page.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isCheck = process.argv.includes('--check');

const { buildProgram, createNodeWorld, describeDiffRule, diffProfiles, diffSettings, languagePage, ruleAreas, ruleSections, rulesMarkdown, rulesOf } = await loadSources();
const program = await buildProgram(createNodeWorld(), () => {}, { load: undefined, isReference: true });

const pages = [
  { path: join(root, 'docs', 'rules.md'), text: rulesMarkdown(ruleAreas().flatMap(rulesOf)) },
  { path: join(root, 'docs', 'cli.md'), text: cliPage(program) },
  { path: join(root, 'docs', 'diff.md'), text: diffPage({ sections: ruleSections, describe: describeDiffRule, profiles: diffProfiles, defaults: diffSettings().options, root }) },
  { path: join(root, 'docs', 'policy-language.md'), text: languagePage() },
];
const stale = pages.filter(({ path, text }) => readIfThere(path) !== `${text}\n`);
for (const { path, text } of stale) {
  const name = relative(root, path);
  if (isCheck) console.error(`${name} is stale: ${firstDifference(readIfThere(path), `${text}\n`)}`);
  else {
    writeFileSync(path, `${text}\n`);
    console.log(`wrote ${name}`);
  }
}
if (isCheck && stale.length > 0) {
  console.error('Run `npm run docs` and commit what it writes.');
  process.exitCode = 1;
}

/** The program from its sources, so that the pages never lag behind a build. */
async function loadSources() {
  // Below node_modules, where the sources find the packages, package.json and the generated validators.
  const file = join(root, 'node_modules', '.cache', 'dp', `references-${String(process.pid)}.mjs`);
  mkdirSync(dirname(file), { recursive: true });
  try {
    await build({
      stdin: {
        contents: [
          "export { buildProgram } from './src/cli/program.ts';",
          "export { ruleSections } from './src/core/diff/rules/index.ts';",
          "export { diffProfiles, diffSettings } from './src/core/diff/settings.ts';",
          "export { describeDiffRule } from './src/core/rules/describe-diff-rule.ts';",
          "export { rulesMarkdown } from './src/cli/rule-pages.ts';",
          "export { ruleAreas, rulesOf } from './src/core/rules/index.ts';",
          "export { languagePage } from './src/core/policy/language-page.ts';",
          "export { createNodeWorld } from './src/io/node-world.ts';",
        ].join('\n'),
        resolveDir: root,
      },
      outfile: file,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    });
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(file, { force: true });
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

function firstDifference(before, after) {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const index = fresh.findIndex((line, position) => line !== old[position]);
  if (index < 0) return `it has ${String(old.length - fresh.length)} lines too many at its end.`;
  return `line ${String(index + 1)} is "${old[index] ?? ''}" and should be "${fresh[index]}".`;
}
