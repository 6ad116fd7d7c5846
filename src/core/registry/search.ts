import MiniSearch from 'minisearch';
import type { DataContract } from '../model/contract.ts';
import { compareText } from '../model/draft.ts';
import type { ProductSnapshot } from '../model/snapshot.ts';
import { columnsOf } from '../lineage/column-refs.ts';
import { parseKey } from './grammar.ts';
import type { PublishedProduct } from './products.ts';

/** What of a version's contracts and prose can be found; computed once for each published version. */
export interface SearchFacts {
  readonly tables: readonly string[];
  readonly columns: readonly string[];
  /** Business names and synonyms. */
  readonly terms: readonly string[];
  readonly texts: readonly string[];
}

const maxItems = 5000;
const longestText = 1000;

/** The searchable words of a version. */
export function searchFactsOf(snapshot: ProductSnapshot): SearchFacts {
  const { product, contracts } = snapshot;
  const columns = contracts.flatMap((contract) => columnsOf(contract).map(({ column }) => column));
  const tables = contracts.flatMap((contract) => contract.tables);
  const synonyms = [product, ...product.outputPorts, ...tables, ...columns].flatMap((thing) => thing.synonyms.map(({ synonym }) => synonym));
  const businessNames = [...tables, ...columns].flatMap(({ businessName }) => businessName ?? []);
  const texts = [
    product.description.usage,
    product.description.limitations,
    ...product.outputPorts.map(({ description }) => description),
    ...contracts.flatMap(contractTexts),
    ...columns.map(({ description }) => description),
  ];
  return {
    tables: distinct(tables.flatMap(({ name, physicalName }) => [name, physicalName ?? name])),
    columns: distinct(columns.map(({ name }) => name)),
    terms: distinct([...businessNames, ...synonyms]),
    texts: distinct(texts.flatMap((text) => (text === undefined ? [] : [text.slice(0, longestText)]))),
  };
}

function contractTexts(contract: DataContract): (string | undefined)[] {
  return [contract.name, contract.description.purpose, contract.description.usage, ...contract.tables.map(({ description }) => description)];
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items.filter((item) => item !== ''))].slice(0, maxItems);
}

/** One product as search sees it: its latest version. */
export interface SearchDocument {
  readonly product: PublishedProduct;
  readonly facts: SearchFacts;
}

/** Exact restrictions besides the query. Several values of one facet: any of them; tags: all of them. */
export interface SearchFacets {
  readonly domain: readonly string[];
  readonly owner: readonly string[];
  readonly status: readonly string[];
  readonly tag: readonly string[];
  readonly type: readonly string[];
}

export type SearchField = 'name' | 'domain' | 'purpose' | 'tags' | 'owners' | 'tables' | 'columns' | 'terms' | 'texts';

export interface SearchHit {
  readonly document: SearchDocument;
  /** Higher is better; 0 where there was no query. */
  readonly score: number;
  /** Where the query was found: field → words of the product. */
  readonly matched: Readonly<Partial<Record<SearchField, readonly string[]>>>;
}

const fields: readonly SearchField[] = ['name', 'domain', 'purpose', 'tags', 'owners', 'tables', 'columns', 'terms', 'texts'];
const boost: Readonly<Record<SearchField, number>> = { name: 8, terms: 4, tags: 4, tables: 3, columns: 3, domain: 2, owners: 2, purpose: 2, texts: 1 };

/**
 * Products that match all words of a query, else any of them, best first; typing mistakes and beginnings of words count.
 * An empty query lists what the facets leave, by key.
 */
export function searchProducts(documents: readonly SearchDocument[], query: string, facets: SearchFacets): SearchHit[] {
  const kept = documents.filter((document) => fits(document, facets));
  if (wordsOf(query).length === 0) return kept.map((document) => ({ document, score: 0, matched: {} }));
  const byKey = new Map(kept.map((document) => [document.product.key, document]));
  const index = new MiniSearch({
    fields: [...fields],
    tokenize: wordsOf,
    processTerm: (term) => term,
    extractField: (item: SearchDocument, field) => (field === 'id' ? item.product.key : valuesOf(item, field).join('\n')),
  });
  index.addAll(kept);
  const options = { boost, prefix: (term: string) => term.length > 2, fuzzy: (term: string) => (term.length > 3 ? 0.2 : false) };
  const strict = index.search(query, { ...options, combineWith: 'AND' });
  const found = strict.length > 0 ? strict : index.search(query, options);
  return found
    .flatMap((result): SearchHit[] => {
      const document = byKey.get(String(result.id));
      return document === undefined ? [] : [{ document, score: Math.round(result.score * 1000) / 1000, matched: matchedOf(document, result.match) }];
    })
    .sort((a, b) => b.score - a.score || compareText(a.document.product.key, b.document.product.key));
}

function matchedOf(document: SearchDocument, match: Readonly<Record<string, readonly string[]>>): SearchHit['matched'] {
  const entries = fields.flatMap((field): [SearchField, string[]][] => {
    const terms = Object.keys(match).filter((term) => match[term]?.includes(field) === true);
    if (terms.length === 0) return [];
    const isList = field === 'tags' || field === 'columns' || field === 'tables' || field === 'terms' || field === 'owners';
    const values = isList ? valuesOf(document, field).filter((value) => wordsOf(value).some((word) => terms.includes(word))) : terms;
    return [[field, [...new Set(values)].sort(compareText)]];
  });
  return Object.fromEntries(entries);
}

function valuesOf(document: SearchDocument, field: string): readonly string[] {
  const { latest, key } = document.product;
  switch (field) {
    case 'name':
      return [parseKey(key)?.name ?? key];
    case 'domain':
      return [parseKey(key)?.domain ?? ''];
    case 'purpose':
      return [latest?.purpose ?? ''];
    case 'tags':
      return latest?.tags ?? [];
    case 'owners':
      return latest?.owners ?? [];
    case 'tables':
      return document.facts.tables;
    case 'columns':
      return document.facts.columns;
    case 'terms':
      return document.facts.terms;
    default:
      return document.facts.texts;
  }
}

/** Words in lower case: `order_id` and `orderId` are found as a whole and by their parts. */
export function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}_]+/u).flatMap((whole) => {
    if (whole === '') return [];
    const parts = whole.replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2').split('_').filter((part) => part !== '');
    const words = parts.length > 1 ? [whole, ...parts] : [whole];
    return words.map((word) => word.toLowerCase());
  });
}

function fits(document: SearchDocument, facets: SearchFacets): boolean {
  const { key, latest, status } = document.product;
  const any = (wanted: readonly string[], values: readonly (string | undefined)[]): boolean => wanted.length === 0 || wanted.some((value) => values.some((own) => own?.toLowerCase() === value.toLowerCase()));
  const statuses = [latest?.status, ...(status.retired === undefined ? [] : ['retired']), ...((status.versions.get(latest?.version ?? '')?.deprecations.length ?? 0) > 0 ? ['deprecated'] : [])];
  return (
    any(facets.domain, [parseKey(key)?.domain]) &&
    any(facets.owner, latest?.owners ?? []) &&
    any(facets.status, statuses) &&
    any(facets.type, [latest?.type]) &&
    facets.tag.every((tag) => any([tag], latest?.tags ?? []))
  );
}

/** The values a facet has in the registry, for a message about one that it has not. */
export function facetValues(documents: readonly SearchDocument[], facet: keyof SearchFacets): string[] {
  const values = documents.flatMap(({ product: { key, latest, status } }): (string | undefined)[] => {
    switch (facet) {
      case 'domain':
        return [parseKey(key)?.domain];
      case 'owner':
        return [...(latest?.owners ?? [])];
      case 'status':
        return [latest?.status, ...(status.retired === undefined ? [] : ['retired'])];
      case 'tag':
        return [...(latest?.tags ?? [])];
      case 'type':
        return [latest?.type];
    }
  });
  return [...new Set(values.flatMap((value) => value ?? []))].sort(compareText);
}
