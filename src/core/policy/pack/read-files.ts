import { isRecord } from '../../manifest/node-reader.ts';
import { joinPointer } from '../../model/pointer.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import { isScalar } from '../assertions/assertion.ts';
import type { Report } from '../language/scope.ts';
import type { Definition, PackFiles } from './model.ts';
import { type PackProblem, problemList } from './problem.ts';
import { type Shape, shapeOf } from './shape.ts';

const definitionKeys = ['name', 'aliases', 'logicalType', 'format', 'classification', 'businessName', 'description', 'url'] as const;

/** Definitions of the pack's own file and of its `definitions/` folder. */
export function readDefinitions(files: PackFiles, own: { readonly shape: Shape; readonly report: Report }): { definitions: Definition[]; problems: PackProblem[] } {
  const problems: PackProblem[] = [];
  const read = (shape: Shape, key: string, document: SourceDocument): Definition[] => shape.children(key, 'a definition', definitionKeys).flatMap((item) => readDefinition(item, document));
  const further = (files.definitions ?? []).flatMap((document) => {
    const list = problemList(document);
    const shape = shapeOf(document.data, '', { noun: 'a file of definitions', keys: ['apiVersion', 'kind', 'definitions'], report: list.report });
    if (shape !== undefined) checkKind(shape, 'Definitions', list.report);
    const found = shape === undefined ? [] : read(shape, 'definitions', document);
    problems.push(...list.problems);
    return found;
  });
  const definitions = [...read(own.shape, 'definitions', files.main), ...further];
  const seen = new Map<string, Definition>();
  for (const definition of definitions) {
    for (const name of [definition.name, ...definition.aliases]) {
      const other = seen.get(name);
      if (other !== undefined) problems.push({ message: `The term ${name} is defined twice.`, at: definition.at, related: { at: other.at, message: `${other.name} is defined here.` } });
      else seen.set(name, definition);
    }
  }
  return { definitions, problems };
}

/** The definitions that an example brings along. */
export function definitionsIn(value: unknown, at: string, document: SourceDocument): Definition[] {
  if (!Array.isArray(value)) return [];
  const { report } = problemList(document);
  return value.flatMap((item: unknown, index) => {
    const shape = shapeOf(item, joinPointer(at, index), { noun: 'a definition', keys: definitionKeys, report });
    return shape === undefined ? [] : readDefinition(shape, document);
  });
}

function readDefinition(shape: Shape, document: SourceDocument): Definition[] {
  const name = shape.requiredText('name');
  const definition = {
    aliases: shape.texts('aliases') ?? [],
    logicalType: shape.oneOf('logicalType', ['string', 'date', 'timestamp', 'time', 'number', 'integer', 'object', 'array', 'boolean', 'map', 'vector']),
    format: shape.text('format'),
    classification: shape.text('classification'),
    businessName: shape.text('businessName'),
    description: shape.text('description'),
    url: shape.text('url'),
    at: { document, pointer: shape.at },
  };
  return name === undefined ? [] : [{ name, ...definition }];
}

/** `apiVersion` and `kind` of a file of a pack. */
export function checkKind(shape: Shape, kind: string, report: Report): void {
  const { raw, at } = shape;
  if (raw['kind'] !== kind) report(joinPointer(at, 'kind'), `kind must be ${kind}.`);
  const version = raw['apiVersion'];
  if (version === 'dp/v1') return;
  const isNewer = typeof version === 'string' && /^dp\/v[0-9]+$/u.test(version);
  report(joinPointer(at, 'apiVersion'), isNewer ? `The file was written by a newer dp (${version}); this one reads dp/v1.` : 'apiVersion must be dp/v1.');
}

const longestList = 100_000;

/** Lists of values: those in the pack's own file by name, those in files of their own by path. */
export function readLists(files: PackFiles, own: { readonly shape: Shape; readonly report: Report }): { lists: Map<string, ReadonlySet<string>>; problems: PackProblem[] } {
  const problems: PackProblem[] = [];
  const lists = new Map<string, ReadonlySet<string>>();
  const add = (name: string, value: unknown, reportAt: (message: string) => void): void => {
    if (!Array.isArray(value) || value.length === 0 || value.length > longestList || !value.every(isScalar)) reportAt(`${name} must be a list of values.`);
    else lists.set(name, new Set(value.map(String)));
  };
  for (const { name, value, at } of own.shape.entries('lists')) {
    add(name, value, (message) => {
      own.report(at, message);
    });
  }
  for (const [path, document] of files.lists ?? []) {
    add(path, isRecord(document.data) ? document.data['values'] : document.data, (message) => {
      problems.push({ message, at: { document, pointer: '' } });
    });
  }
  return { lists, problems };
}

/** Whether a path stays in the folder that it is relative to. */
export function isPathWithin(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.includes('\\') && !/^[A-Za-z]:/u.test(path) && !path.split('/').some((part) => part === '..' || part === '' || part === '.');
}

/**
 * The paths of the list files that a pack's rules name (`oneOfList: lists/domains.yaml`), for whoever reads the files.
 * Paths that leave the pack are not among them: the check of the pack refuses the rule.
 */
export function listPathsOf(documents: readonly SourceDocument[]): string[] {
  const paths = new Set<string>();
  const visit = (value: unknown, depth: number): void => {
    if (depth > 30) return;
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    if (!isRecord(value)) return;
    for (const [key, item] of Object.entries(value)) {
      if (key === 'oneOfList' && typeof item === 'string' && /\.ya?ml$/u.test(item) && isPathWithin(item)) paths.add(item);
      visit(item, depth + 1);
    }
  };
  for (const { data } of documents) if (isRecord(data)) visit(data['rules'], 0);
  return [...paths].sort();
}
