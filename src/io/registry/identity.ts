import { runGit, type GitIdentity } from '../git.ts';
import type { World } from '../world.ts';

/**
 * Author and committer of what dp commits to a registry: git's own variables, else the user's git settings, else dp.
 * Never guessed from the machine.
 */
export async function publisherIdentity(world: World, folder: string): Promise<GitIdentity> {
  const { env } = world;
  const name = env['GIT_AUTHOR_NAME'] ?? env['GIT_COMMITTER_NAME'] ?? (await setting(world, folder, 'user.name')) ?? 'dp';
  const email = env['GIT_AUTHOR_EMAIL'] ?? env['GIT_COMMITTER_EMAIL'] ?? (await setting(world, folder, 'user.email')) ?? 'dp@localhost';
  return { name: plain(name) || 'dp', email: plain(email) || 'dp@localhost', date: world.now() };
}

async function setting(world: World, folder: string, key: string): Promise<string | undefined> {
  const result = await runGit(['config', '--get', key], { world, cwd: folder });
  const value = result.stdout.toString('utf8').trim();
  return result.exitCode === 0 && value !== '' ? value : undefined;
}

// What git itself leaves out of a name.
function plain(text: string): string {
  return text.replaceAll(/[<>\n\r\u0000]/gu, '').trim();
}
