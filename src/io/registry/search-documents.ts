import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../core/manifest/node-reader.ts';
import { DpError } from '../../core/model/errors.ts';
import { compareText } from '../../core/model/draft.ts';
import type { IndexEntry } from '../../core/registry/index-entry.ts';
import { parseJson } from '../../core/registry/layout.ts';
import type { PublishedProduct } from '../../core/registry/products.ts';
import { snapshotOfVersion } from '../../core/registry/published-snapshot.ts';
import { searchFactsOf, type SearchDocument, type SearchFacts } from '../../core/registry/search.ts';
import { maxVersionJsonBytes, readVersionFile } from '../../core/registry/version-file.ts';
import { writeWhole } from '../files.ts';
import { visitBlobs, type GitRepository } from '../git-read.ts';

const factsVersion = 1;
const noFacts: SearchFacts = { tables: [], columns: [], terms: [], texts: [] };

/**
 * The latest version of every product with its searchable words. They are parsed out of the contracts once for each
 * published version and cached by its git object, which never changes.
 */
export async function readSearchDocuments(repository: GitRepository, folder: string, products: readonly PublishedProduct[]): Promise<SearchDocument[]> {
  const file = join(folder, 'search-facts.jsonl');
  const known = readFacts(file);
  const latest = new Map(products.flatMap(({ latest: entry }) => (entry === undefined ? [] : [[entry.oid, entry] as const])));
  const fresh = await readNew(repository, [...latest.values()].filter(({ oid }) => !known.has(oid)));
  const facts = new Map([...known, ...fresh].filter(([oid]) => latest.has(oid)));
  if (fresh.size > 0) writeFacts(file, facts);
  return products.flatMap((product) => (product.latest === undefined ? [] : [{ product, facts: facts.get(product.latest.oid) ?? noFacts }]));
}

async function readNew(repository: GitRepository, entries: readonly IndexEntry[]): Promise<Map<string, SearchFacts>> {
  const facts = new Map<string, SearchFacts>();
  const byOid = new Map(entries.map((entry) => [entry.oid, entry]));
  await visitBlobs(repository, [...byOid.keys()], {
    maxBytes: maxVersionJsonBytes,
    visit: (oid, blob) => {
      const entry = byOid.get(oid);
      if (entry === undefined || !blob.ok) {
        throw new DpError('git-failed', `The cached mirror of the registry lacks the object ${oid}.`, { hint: 'delete dp\'s cache folder (XDG_CACHE_HOME/dp, else ~/.cache/dp) and try again' });
      }
      const read = readVersionFile(blob.bytes.toString('utf8'), entry);
      const snapshot = read.ok ? snapshotOfVersion(read.file) : undefined;
      if (snapshot !== undefined) facts.set(oid, searchFactsOf(snapshot));
    },
  });
  return facts;
}

function readFacts(file: string): Map<string, SearchFacts> {
  const [first = '', ...lines] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const header = parseJson(first);
  if (!isRecord(header) || header['facts'] !== factsVersion) return new Map();
  return new Map(
    lines.flatMap((line): [string, SearchFacts][] => {
      const value = parseJson(line);
      if (!isRecord(value) || typeof value['oid'] !== 'string') return [];
      return [[value['oid'], { tables: texts(value['tables']), columns: texts(value['columns']), terms: texts(value['terms']), texts: texts(value['texts']) }]];
    }),
  );
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function writeFacts(file: string, facts: ReadonlyMap<string, SearchFacts>): void {
  const lines = [...facts].sort(([a], [b]) => compareText(a, b)).map(([oid, own]) => JSON.stringify({ oid, ...own }));
  writeWhole(file, `${[JSON.stringify({ facts: factsVersion }), ...lines].join('\n')}\n`);
}
