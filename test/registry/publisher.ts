import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { createSandbox, productFiles, type ProductText, type Sandbox } from './support.ts';

export interface PublisherRun {
  readonly registry: string;
  readonly products: readonly ProductText[];
  readonly env?: Readonly<Record<string, string>>;
  /** As a user without rights of its own; where the tests themselves are such a user, as that. */
  readonly isUnprivileged?: boolean;
}

let program: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const outfile = join(createSandbox().path, 'publisher.mjs');
  const banner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
  await build({ entryPoints: [join(import.meta.dirname, 'publisher-process.ts')], outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', banner: { js: banner }, logLevel: 'silent' });
  return outfile;
}

/** Starts a publisher in a process of its own. */
export async function startPublisher(sandbox: Sandbox, run: PublisherRun): Promise<ChildProcess> {
  program ??= bundle();
  const script = join(sandbox.path, 'publisher.mjs');
  copyFileSync(await program, script);
  const order = { registry: run.registry, products: run.products.map((product) => Object.fromEntries(productFiles(product).map(({ path, bytes }) => [path, Buffer.from(bytes).toString('utf8')]))) };
  const nobody = run.isUnprivileged === true && process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  return spawn(process.execPath, [script, JSON.stringify(order)], { cwd: sandbox.path, env: { ...sandbox.env, ...run.env }, stdio: ['ignore', 'pipe', 'inherit'], ...nobody });
}

/** Runs a publisher to its end, and gives what it says. */
export async function runPublisher(sandbox: Sandbox, run: PublisherRun): Promise<unknown> {
  const child = await startPublisher(sandbox, run);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  await new Promise((resolve) => child.on('close', resolve));
  return JSON.parse(said) as unknown;
}

/** Lets any user of this machine read the sandbox and write its registry, and lets git trust it. */
export function openToAll(sandbox: Sandbox): void {
  writeFileSync(join(sandbox.path, 'home', '.gitconfig'), '[safe]\n\tdirectory = *\n');
  execFileSync('chmod', ['-R', 'a+rwX', sandbox.path]);
}
