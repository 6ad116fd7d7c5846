// A publisher in a process of its own, for tests that kill it or run it as another user. Says what came of it as JSON.
import { DpError } from '../../src/core/model/errors.ts';
import { prepareCandidate, type Candidate } from '../../src/core/registry/candidate.ts';
import { parseGitUrl } from '../../src/io/git-url.ts';
import { sha256 } from '../../src/io/hash.ts';
import { realChance } from '../../src/io/registry/clock.ts';
import { withPublisher } from '../../src/io/registry/publish.ts';

interface Order {
  readonly registry: string;
  /** For each product its files' texts by path. */
  readonly products: readonly Readonly<Record<string, string>>[];
}

const order = JSON.parse(process.argv[2] ?? '') as Order;
const world = { cwd: process.cwd(), env: process.env, signal: new AbortController().signal };

const candidates = order.products.map((files): Candidate => {
  const prepared = prepareCandidate({ folder: '/mesh', defaultDomain: undefined, files: Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) })) }, sha256);
  if (prepared?.ok !== true) throw new Error('a candidate is refused');
  return prepared.candidate;
});

try {
  const result = await withPublisher(
    {
      remote: { world, url: parseGitUrl(order.registry, { baseDir: world.cwd }) },
      candidates,
      gate: () => ({ isOk: true, demanded: 'patch', drafts: [] }),
      identity: { name: 'Ada', email: 'ada@acme.example', date: new Date('2026-11-22T09:00:00Z') },
      chance: realChance(world),
      onProgress: () => undefined,
    },
    async (publisher) => await publisher.apply(),
  );
  const outcomes = result.plan.products.map(({ candidate, status }) => `${candidate.product}@${candidate.version} ${status === 'planned' && result.commit !== undefined ? 'published' : status}`);
  process.stdout.write(JSON.stringify({ outcomes }));
} catch (error) {
  if (!(error instanceof DpError)) throw error;
  process.stdout.write(JSON.stringify({ code: error.code, message: error.message }));
}
