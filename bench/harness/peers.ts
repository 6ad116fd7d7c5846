import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A peer as installed, or why it can't be had here. */
export type Peer = { readonly folder: string } | { readonly missing: string };

interface Installing {
  readonly cache: string;
  log(line: string): void;
}

/** Packages of npm with exact versions, in a folder of their own; nothing of theirs runs while they are installed. */
export function npmPeer(packages: readonly string[], place: Installing): Peer {
  return installOnce(`npm-${packages.join('+')}`, place, (folder) => {
    writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
    return [['npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--save-exact', ...packages]]];
  });
}

/** A package of PyPI with its exact version, in a virtual environment of its own. */
export function pypiPeer(requirement: string, place: Installing): Peer {
  return installOnce(`pypi-${requirement}`, place, (folder) => [
    ['python3', ['-m', 'venv', folder]],
    [join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', requirement]],
  ]);
}

type Step = readonly [file: string, args: readonly string[]];

function installOnce(name: string, place: Installing, steps: (folder: string) => readonly Step[]): Peer {
  const folder = join(place.cache, 'peers', name.replace(/[^A-Za-z0-9.=+_-]/gu, '_'));
  const stamp = join(folder, '.installed');
  if (existsSync(stamp)) return { folder };
  place.log(`installing ${name} (once) ...`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, args] of steps(folder)) {
    const { status, stderr, error } = spawnSync(file, args, { cwd: folder, encoding: 'utf8', env: plainEnvironment() });
    if (status === 0) continue;
    const reason = (error?.message ?? stderr).trim().split('\n').at(-1) ?? '';
    return { missing: `could not be installed: ${file} ended with ${String(status)}${reason === '' ? '' : ` (${reason})`}` };
  }
  writeFileSync(stamp, '');
  return { folder };
}

// What npm tells the scripts it runs would make an npm below it install into this repository.
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^npm_(?!config_(?:registry|cafile|https?_?proxy|userconfig|cache)$)/iu.test(key) && key !== 'NODE_ENV'));
}

/** The address of a module of an npm peer, to import. */
export function moduleOf(peer: { readonly folder: string }, name: string): string {
  return createRequire(join(peer.folder, 'package.json')).resolve(name);
}
