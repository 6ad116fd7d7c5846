// The main job, end to end, in a temporary folder: every command and its real output.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const dp = join(dirname(fileURLToPath(import.meta.url)), '..', 'bin', 'dp.js');
const home = mkdtempSync(join(tmpdir(), 'dp-demo-'));
const identity = { GIT_AUTHOR_NAME: 'Demo', GIT_AUTHOR_EMAIL: 'demo@acme.example', GIT_COMMITTER_NAME: 'Demo', GIT_COMMITTER_EMAIL: 'demo@acme.example' };
const isColourful = process.stdout.isTTY && !process.env.NO_COLOR;
const bold = (text) => (isColourful ? `\u001b[1m${text}\u001b[0m` : text);

process.on('exit', () => rmSync(home, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
if (spawnSync('git', ['--version']).error) {
  console.error('The demo needs git on the path. Install it, then run the command again.');
  process.exit(2);
}

say('1. A registry for everybody, and a first data product', 'The registry is a bare git repository. `dp init` scaffolds a product that validates as it is.');
const orders = folder('orders');
run(orders, 'git init -q -b main');
run(home, 'git init -q --bare registry.git', { quietly: true });
run(orders, 'dp registry init ../registry.git');
run(orders, 'dp init . --yes --name orders --domain sales --set owner=orders-team@acme.example --set registry=../registry.git');
run(orders, 'dp validate');
run(orders, 'git add -A', { quietly: true });
run(orders, 'git commit -qm orders', { quietly: true });
run(orders, 'dp publish --yes');

say('2. Another team builds on it', '`--from` adds the input port that reads the published product.');
const revenue = folder('revenue');
run(revenue, 'git init -q -b main', { quietly: true });
run(revenue, 'dp init . --yes --name revenue --domain finance --set owner=finance-data@acme.example --set registry=../registry.git --from sales/orders@1.0.0');
run(revenue, 'git add -A', { quietly: true });
run(revenue, 'git commit -qm revenue', { quietly: true });
run(revenue, 'dp publish --yes');
run(revenue, 'dp search orders');

say('3. A breaking change is caught', 'Somebody lets the amount of an order be empty and calls it 1.1.0. The review says what breaks, for whom, and which version it needs.');
edit(join(orders, 'contracts/orders.odcs.yaml'), (text) => makeOptional(text, 'amount_eur').replaceAll('version: 1.0.0', 'version: 1.1.0'));
edit(join(orders, 'dataproduct.yaml'), (text) => text.replaceAll('version: 1.0.0', 'version: 1.1.0'));
run(orders, 'dp validate');
run(orders, 'dp diff', { code: 1 });
run(orders, 'git commit -qam "Let the amount be empty"', { quietly: true });
run(orders, 'dp publish --yes', { code: 1 });

console.log(`\n${bold('That is the main job.')} Next: README.md has the five-minute tour on a repository of your own.`);

function folder(name) {
  const path = join(home, name);
  mkdirSync(path);
  return path;
}

/** The contract's text with a column that may be empty from now on. */
function makeOptional(text, column) {
  const at = text.indexOf('required: true', text.indexOf(`name: ${column}`));
  return `${text.slice(0, at)}required: false${text.slice(at + 'required: true'.length)}`;
}

function edit(path, change) {
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`the demo's edit of ${relative(home, path)} changed nothing`);
  writeFileSync(path, after);
}

function say(title, text) {
  console.log(`\n${bold(`== ${title}`)}\n${text}`);
}

/** Runs one command line and shows it with its output; stops the demo when it ends otherwise than it should. */
function run(cwd, line, { code = 0, quietly = false } = {}) {
  const [program, ...args] = split(line);
  const command = program === 'dp' ? [process.execPath, [dp, ...args]] : [program, args];
  const env = { ...process.env, ...identity, GIT_CONFIG_GLOBAL: '/dev/null', XDG_CACHE_HOME: join(home, 'cache'), ...(isColourful ? { FORCE_COLOR: '1' } : {}) };
  for (const name of ['DP_REGISTRY', 'GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE']) delete env[name];
  const result = spawnSync(command[0], command[1], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  console.log(`\n${bold(`${relative(home, cwd) || '.'} $ ${line}`)}`);
  const output = `${result.stdout}${result.stderr}`.trimEnd();
  if (output !== '' && !(quietly && result.status === code)) console.log(output);
  if (result.status === code) {
    if (code !== 0) console.log(`(exit code ${code}, as it should be)`);
    return;
  }
  console.error(`\nThe demo stopped: this command ended with ${result.status ?? result.signal}, not ${code}.`);
  process.exit(1);
}

function split(line) {
  return [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map((match) => match[1] ?? match[2]);
}
