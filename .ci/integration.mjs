// Runs the tests that need more than Node and git; sets up what they need: one Python environment for each lock file, and Chromium.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const locks = join(root, '.ci', 'python');
const environments = join(root, 'node_modules', '.cache', 'dp-python');

const paths = Object.fromEntries(readdirSync(locks).sort().map((file) => [basename(file, '.txt'), setUp(join(locks, file))]));
const env = { ...process.env, DP_PYTHON: JSON.stringify(paths), DP_CHROMIUM: findChromium() };
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', join(root, '.ci', 'vitest.integration.config.ts')], { cwd: root, env, stdio: 'inherit' });
process.exitCode = status ?? 1;

/** Makes the environment of one lock file, unless it is there already, and returns its folder of programs. */
function setUp(lock) {
  const folder = join(environments, basename(lock, '.txt'));
  const stamp = join(folder, '.lock-hash');
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return join(folder, 'bin');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(environments, { recursive: true });
  makeEnvironment(folder);
  must(join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '--requirement', lock]);
  writeFileSync(stamp, hash);
  return join(folder, 'bin');
}

function makeEnvironment(folder) {
  if (spawnSync('python3', ['-m', 'venv', folder], { stdio: 'ignore' }).status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  // Debian ships Python without venv; where this is root of such a machine, it can be had.
  installPackages(['python3', 'python3-venv']);
  must('python3', ['-m', 'venv', folder]);
}

/** The browser that reports are opened in: the one named in DP_CHROMIUM, else Debian's. */
function findChromium() {
  const path = process.env.DP_CHROMIUM ?? '/usr/bin/chromium';
  if (existsSync(path)) return path;
  installPackages(['chromium']);
  if (existsSync(path)) return path;
  console.error(`Set-up of the integration tests stopped: there is no Chromium at ${path}. Install it, or name it in DP_CHROMIUM.`);
  process.exit(1);
}

/** Installs packages of Debian, where this is root of such a machine. */
function installPackages(names) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  must('apt-get', ['update', '-qq']);
  must('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names]);
}

function must(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 2, 'inherit'] });
  if (status === 0) return;
  console.error(`Set-up of the integration tests stopped: ${program} ${args.join(' ')} ended with ${status ?? error?.message}.`);
  process.exit(1);
}
