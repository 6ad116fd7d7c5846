import type { Command } from 'commander';
import { nearest } from '../../core/model/nearest.ts';
import { facetValues, searchProducts, type SearchDocument, type SearchFacets, type SearchHit } from '../../core/registry/search.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { withProgress } from '../progress.ts';
import { addRegistryFlags, openReader, type RegistryFlags } from '../registry/registry-flags.ts';
import { writeAnswer } from '../registry/report-warnings.ts';
import { productNotes, versionNotes } from '../registry/version-notes.ts';
import { oneLine, wrap } from '../reporters/display.ts';
import type { ReportContext } from '../reporters/report.ts';
import { plural } from '../reporters/wording.ts';
import { printable } from '../terminal.ts';

const examples = `
Names, descriptions, tables, columns, tags and business terms are searched; a typing mistake or the beginning of a word is enough.

Examples:
  $ dp search revenue
  $ dp search order_id --domain sales
  $ dp search --tag gdpr --status active      no words: everything that fits`;

const facetNames = ['domain', 'owner', 'status', 'tag', 'type'] as const;

interface SearchFlags extends RegistryFlags {
  readonly limit: string;
  readonly domain: readonly string[];
  readonly owner: readonly string[];
  readonly status: readonly string[];
  readonly tag: readonly string[];
  readonly type: readonly string[];
}

export const command: CommandModule = {
  register(program, context) {
    const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];
    addRegistryFlags(addReportFlags(program, { formats: ['text', 'json'] }))
      .argument('[query...]', 'words to look for')
      .option('--domain <domain>', 'only products of this domain (repeatable: any of them)', collect, [])
      .option('--owner <owner>', 'only products of this team or owner (repeatable)', collect, [])
      .option('--status <status>', 'only products of this status: active, draft, deprecated … (repeatable)', collect, [])
      .option('--tag <tag>', 'only products with this tag (repeatable: all of them)', collect, [])
      .option('--type <type>', 'only products of this type: sourceAligned, aggregate … (repeatable)', collect, [])
      .option('--limit <count>', 'show so many at most', '20')
      .addHelpText('after', examples)
      .action(async (query: string[], flags: SearchFlags, self: Command) => {
        await run(context.world, { query: query.join(' '), flags, self });
        context.finish(0);
      });
  },
};

interface Call {
  readonly query: string;
  readonly flags: SearchFlags;
  readonly self: Command;
}

async function run(world: World, { query, flags, self }: Call): Promise<void> {
  const limit = /^\d{1,6}$/u.test(flags.limit) ? Number(flags.limit) : self.error(`error: --limit takes a number, not ${flags.limit}.`, { exitCode: 2 });
  const reader = await openReader(world, flags);
  const documents = await withProgress(world, 'Reading contracts', async () => await reader.searchDocuments());
  const hits = searchProducts(documents, query, flags);
  const shown = hits.slice(0, limit);
  const options = readReportFlags(self);
  if (hits.length === 0 && !options.isQuiet) tellUnknownFacets(world, documents, flags);
  await writeAnswer(world, reader, {
    ...options,
    answer: { command: 'search', products: shown.length, sections: { search: shown.map(entryOf) }, text: (_report, style) => page({ query, hits, shown }, style) },
  });
}

function tellUnknownFacets(world: World, documents: readonly SearchDocument[], facets: SearchFacets): void {
  for (const name of facetNames) {
    const values = facetValues(documents, name);
    for (const value of facets[name]) {
      if (values.some((known) => known.toLowerCase() === value.toLowerCase())) continue;
      const near = nearest(value, values);
      world.stderr.write(`No product has the ${name} ${printable(value)}.${near.length === 0 ? '' : ` Did you mean ${near.map(printable).join(', ')}?`}\n`);
    }
  }
}

function entryOf({ document, score, matched }: SearchHit): Record<string, unknown> {
  const { key, latest, status } = document.product;
  return {
    product: key,
    version: latest?.version ?? null,
    score,
    purpose: latest?.purpose ?? null,
    status: latest?.status ?? null,
    type: latest?.type ?? null,
    tags: latest?.tags ?? [],
    owners: latest?.owners ?? [],
    matched,
    notes: notesOf(document),
    isRetired: status.retired !== undefined,
  };
}

function notesOf({ product: { latest, status } }: SearchDocument): string[] {
  return [...productNotes(status), ...(latest === undefined ? [] : versionNotes(status, latest.version))];
}

function page(found: { readonly query: string; readonly hits: readonly SearchHit[]; readonly shown: readonly SearchHit[] }, style: ReportContext): string {
  const { hits, shown } = found;
  const { colour } = style;
  if (hits.length === 0) return 'Nothing found.';
  const blocks = shown.map((hit) => block(hit, style));
  const left = hits.length - shown.length;
  const count = `${plural(hits.length, 'product')}${left === 0 ? '' : `, ${String(left)} not shown (--limit)`}`;
  return [...blocks, colour.dim(count)].join('\n\n');
}

const indent = '  ';

function block({ document, matched }: SearchHit, { colour, width }: ReportContext): string {
  const { latest, key } = document.product;
  const facts = [latest?.status, latest?.type, latest?.owners[0]].flatMap((fact) => (fact === undefined ? [] : [oneLine(fact)]));
  const purpose = latest?.purpose === undefined ? [] : wrap(firstSentence(oneLine(latest.purpose)), width - indent.length).map((line) => `${indent}${line}`);
  const places = (['terms', 'tables', 'columns', 'tags'] as const).flatMap((field) => {
    const values = matched[field] ?? [];
    return values.length === 0 ? [] : [`${indent}${colour.dim(field.padEnd(8))}${values.slice(0, 8).map(oneLine).join(', ')}${values.length > 8 ? ' …' : ''}`];
  });
  const notes = notesOf(document).map((note) => `${indent}${colour.yellow(oneLine(note))}`);
  return [`${colour.bold.cyan(key)} ${latest?.version ?? ''}  ${colour.dim(facts.join(' · '))}`, ...purpose, ...places, ...notes].join('\n');
}

function firstSentence(text: string): string {
  const end = /[.!?](?=\s)/u.exec(text);
  return end === null ? text : text.slice(0, end.index + 1);
}
