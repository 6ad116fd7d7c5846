// Runs the tests that need more than Node and git; sets up what they need: one Python environment for each lock file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const locks = join(root, '.ci', 'python');
const environments = join(root, 'node_modules', '.cache', 'dp-python');

const paths = Object.fromEntries(readdirSync(locks).sort().map((file) => [basename(file, '.txt'), setUp(join(locks, file))]));
const env = { ...process.env, DP_PYTHON: JSON.stringify(paths) };
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
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    must('apt-get', ['update', '-qq']);
    must('apt-get', ['install', '-y', '-qq', 'python3', 'python3-venv']);
  }
  must('python3', ['-m', 'venv', folder]);
}

function must(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 2, 'inherit'] });
  if (status === 0) return;
  console.error(`Set-up of the integration tests stopped: ${program} ${args.join(' ')} ended with ${status ?? error?.message}.`);
  process.exit(1);
}
