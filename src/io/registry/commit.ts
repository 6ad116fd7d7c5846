import { DpError } from '../../core/model/errors.ts';
import { gitBytes, gitText, type GitIdentity } from '../git.ts';
import { isObjectId } from '../git-read.ts';
import type { BareRepository } from './bare-repository.ts';

/** A commit to be: files added to what `parent` holds. */
export interface Addition {
  readonly path: string;
  readonly content: string;
}

export interface CommitRequest {
  /** `undefined` for the first commit of a registry. */
  readonly parent: string | undefined;
  readonly additions: readonly Addition[];
  readonly message: string;
  readonly identity: GitIdentity;
  /** A ref of the throw-away repository that nobody else uses. */
  readonly ref: string;
}

/**
 * Writes one commit without work tree or index, and checks that it adds exactly the files asked for, as plain files.
 * @throws DpError `git-failed` where it would do anything else
 */
export async function writeCommit(repository: BareRepository, request: CommitRequest): Promise<string> {
  const commit = await gitText(['fast-import', '--quiet', '--done', '--date-format=raw'], { ...repository, input: importStream(request) });
  if (!isObjectId(commit)) throw wrongCommit('fast-import named no commit');
  await verifyCommit(repository, commit, request);
  return commit;
}

function importStream(request: CommitRequest): Buffer {
  const { identity, parent, additions, message, ref } = request;
  const person = `${identity.name} <${identity.email}> ${String(Math.floor(identity.date.getTime() / 1000))} +0000`;
  return Buffer.concat([
    Buffer.from(`commit ${ref}\nmark :1\nauthor ${person}\ncommitter ${person}\n`),
    data(message),
    Buffer.from(parent === undefined ? '' : `from ${parent}\n`),
    ...additions.flatMap(({ path, content }) => [Buffer.from(`M 100644 inline ${path}\n`), data(content)]),
    Buffer.from('\nget-mark :1\ndone\n'),
  ]);
}

function data(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from(`data ${String(bytes.length)}\n`), bytes, Buffer.from('\n')]);
}

async function verifyCommit(repository: BareRepository, commit: string, request: CommitRequest): Promise<void> {
  const { parent } = request;
  const range = parent === undefined ? ['--root', commit] : [parent, commit];
  const output = await gitBytes(['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', '--no-commit-id', ...range], repository);
  const fields = output.toString('utf8').split('\0').filter((field) => field !== '');
  const added = new Set<string>();
  for (let index = 0; index < fields.length; index += 2) {
    const [change = '', path = ''] = [fields[index], fields[index + 1]];
    if (!/^:000000 100644 0+ [0-9a-f]+ A$/u.test(change)) throw wrongCommit(`${path} would not be added as a plain file`);
    added.add(path);
  }
  const missing = request.additions.find(({ path }) => !added.delete(path));
  const [extra] = added;
  if (missing !== undefined) throw wrongCommit(`${missing.path} would not be added`);
  if (extra !== undefined) throw wrongCommit(`${extra} would be added too`);
}

function wrongCommit(reason: string): DpError {
  return new DpError('git-failed', `dp stops before pushing, because git built another commit than was planned: ${reason}.`, { hint: 'report this: it should not happen' });
}
