// Makes a fresh clone ready: installs from the lock file and builds, both only when something changed.
// Imports nothing but Node, because nothing else is there yet. Two at once wait for each other.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const lockPath = join(root, '.setup.lock');
const installStamp = join(modules, '.dp-install');
const buildStamp = join(root, 'dist', '.dp-build');
const waitLimitMs = 10 * 60 * 1000;

checkNode();
const release = await takeLock();
try {
  const installed = hashOf([join(root, 'package-lock.json'), join(root, 'package.json')], process.version);
  if (read(installStamp) !== installed) {
    console.error('Installing packages (once) ...');
    npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    writeFileSync(installStamp, installed);
  }
  const built = hashOf(['src', 'schemas', '.ci/build', '.ci/build.mjs'].flatMap((path) => filesIn(join(root, path))), installed);
  if (read(buildStamp) !== built) {
    console.error('Building ...');
    node([join(root, '.ci', 'build.mjs')]);
    writeFileSync(buildStamp, built);
  }
} finally {
  release();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`dp needs Node 20.19 or newer; this is ${process.version}. Install one from nodejs.org or with your version manager, then run the command again.`);
  process.exit(2);
}

async function takeLock() {
  const started = Date.now();
  for (;;) {
    try {
      const handle = openSync(lockPath, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      const free = () => rmSync(lockPath, { force: true });
      for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { free(); process.exit(130); });
      return free;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned()) rmSync(lockPath, { force: true });
    else if (Date.now() - started > waitLimitMs) {
      console.error(`Another set-up holds ${lockPath} for more than ten minutes. If none is running, delete that file.`);
      process.exit(2);
    } else await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Whether the process that holds the lock is gone. */
function isAbandoned() {
  const holder = Number(read(lockPath));
  if (!Number.isInteger(holder) || holder <= 0) return false;
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function npm(args) {
  // Set whenever npm runs a script; `node .ci/setup.mjs` by hand falls back to the npm on the path.
  const cli = process.env.npm_execpath;
  const usable = cli !== undefined && /npm-cli\.[cm]?js$/u.test(cli);
  if (usable) node([cli, ...args]);
  else finish(spawnSync('npm', args, options()), 'npm');
}

function node(args) {
  finish(spawnSync(process.execPath, args, options()), args[0]);
}

function options() {
  const { NODE_ENV, ...env } = process.env;
  return { cwd: root, stdio: ['ignore', 2, 'inherit'], env: { ...env, npm_config_production: undefined } };
}

function finish(result, what) {
  if (result.status === 0) return;
  release();
  console.error(`Set-up stopped: ${relative(root, what) || what} ended with ${String(result.status ?? result.signal ?? result.error?.message)}.`);
  process.exit(result.status ?? 1);
}

function hashOf(paths, seed) {
  const hash = createHash('sha256').update(seed);
  for (const path of paths) hash.update(relative(root, path)).update(readFileSync(path));
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true }).map((entry) => join(path, entry)).filter((entry) => statSync(entry).isFile()).sort();
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
