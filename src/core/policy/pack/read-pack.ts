import { didYouMean } from '../../model/nearest.ts';
import { joinPointer } from '../../model/pointer.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import { parseVersion } from '../../model/semver.ts';
import { closeNames } from '../targets/resolve-field.ts';
import { statuses } from '../targets/product.ts';
import { compileRule } from '../compile-rule.ts';
import type { PackFiles, PackRule, PolicyPack } from './model.ts';
import { type PackProblem, problemList } from './problem.ts';
import { checkKind, readDefinitions, readLists } from './read-files.ts';
import { type PartScope, readParams, readReferences, readVocabulary, readWaiverTerms } from './read-parts.ts';
import { readRule, ruleShape } from './read-rule.ts';
import { type Shape, shapeOf } from './shape.ts';

const packKeys = ['apiVersion', 'kind', 'metadata', 'extends', 'vocabulary', 'params', 'lists', 'definitions', 'select', 'overrides', 'waivers', 'rules'] as const;
const metadataKeys = ['name', 'version', 'owner', 'title', 'description'] as const;

/** More rules than any organisation has; beyond, a pack is refused unread. */
export const mostRules = 2000;

export type PackReading = { readonly ok: true; readonly pack: PolicyPack } | { readonly ok: false; readonly problems: readonly PackProblem[] };

/**
 * Reads and checks a pack before it runs (POLICY, "A rule"): an unknown key, target, field, assertion, check or parameter,
 * a pattern that RE2 refuses, a rule that nothing can meet, a date that is none: each is a problem, and one is enough for
 * the pack not to be used. What only several packs together can say is checked by `effectivePolicies`. `isTrusted` spares
 * the rules of a pack that ships with dp, whose tests have checked them, a second compilation.
 */
export function readPack(files: PackFiles, options: { readonly isTrusted?: boolean } = {}): PackReading {
  const list = problemList(files.main);
  const shape = shapeOf(files.main.data, '', { noun: 'a policy pack', keys: packKeys, report: list.report });
  if (shape === undefined) return { ok: false, problems: list.problems };
  checkKind(shape, 'PolicyPack', list.report);
  const scope: PartScope = { document: files.main, report: list.report };
  const metadata = readMetadata(shape, files, list.report);
  const { definitions, problems: definitionProblems } = readDefinitions(files, { shape, report: list.report });
  const { lists, problems: listProblems } = readLists(files, { shape, report: list.report });
  const vocabulary = readVocabulary(shape, scope);
  const params = readParams(shape, scope);
  const { rules, problems: ruleProblems } = readRules(files, { shape, owner: metadata, scope });
  const draft: PolicyPack = {
    origin: files.origin,
    isBuiltIn: files.isBuiltIn,
    document: files.main,
    ...metadata,
    extends: readExtends(shape, scope),
    vocabulary,
    params,
    rules,
    selections: readReferences(shape, 'select', scope),
    overrides: readReferences(shape, 'overrides', scope),
    waivers: readWaiverTerms(shape),
    definitions,
    lists,
    customNames: new Set(),
  };
  const customNames = new Set<string>();
  const compileProblems = ruleProblems.length > 0 || options.isTrusted === true ? [] : checkRules(draft, customNames);
  const problems = [...list.problems, ...definitionProblems, ...listProblems, ...ruleProblems, ...compileProblems];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, pack: { ...draft, customNames } };
}

function readMetadata(shape: Shape, files: PackFiles, report: PartScope['report']) {
  if (!shape.has('metadata')) report('', 'A policy pack needs metadata with a name and a version.');
  const metadata = shape.child('metadata', 'metadata', metadataKeys);
  const name = metadata?.requiredText('name') ?? '';
  const version = metadata?.requiredText('version') ?? '';
  if (name !== '' && !/^[a-z0-9][a-z0-9-]*$/u.test(name)) report('/metadata/name', `${name} is no name of a pack: lower-case letters, digits and hyphens only.`, 'value');
  if (name === 'dp' && !files.isBuiltIn) report('/metadata/name', 'The name dp belongs to the packs that ship with dp.', 'value');
  if (version !== '' && parseVersion(version) === undefined) report('/metadata/version', `${version} is no semantic version, such as 1.0.0.`, 'value');
  return { name, version, owner: metadata?.text('owner'), title: metadata?.text('title'), description: metadata?.text('description') };
}

function readExtends(shape: Shape, { document }: PartScope): PolicyPack['extends'] {
  return (shape.texts('extends') ?? []).map((reference, index) => ({ reference, at: { document, pointer: `/extends/${String(index)}` } }));
}

interface RuleReading {
  readonly shape: Shape;
  readonly owner: { readonly name: string; readonly version: string };
  readonly scope: PartScope;
}

function readRules(files: PackFiles, { shape, owner, scope }: RuleReading): { rules: PackRule[]; problems: PackProblem[] } {
  const problems: PackProblem[] = [];
  const own = rulesIn(shape.raw['rules'], owner, scope);
  const further = (files.rules ?? []).flatMap((document) => {
    const list = problemList(document);
    const rules = rulesOfFile(document, owner, list.report);
    problems.push(...list.problems);
    return rules;
  });
  const rules = [...own, ...further];
  const seen = new Map<string, PackRule>();
  for (const rule of rules) {
    const other = rule.id === '' ? undefined : seen.get(rule.id);
    if (other === undefined) seen.set(rule.id, rule);
    else problems.push(duplicateId(rule, other));
  }
  return { rules, problems };
}

function duplicateId(rule: PackRule, other: PackRule): PackProblem {
  const isTombstone = rule.stage === 'retired' || other.stage === 'retired';
  const message = isTombstone ? `${rule.id} is the id of a retired rule; ids are never used again.` : `${rule.id} is the id of another rule, too.`;
  return { message, at: { document: rule.document, pointer: joinPointer(rule.at, 'id') }, related: { at: { document: other.document, pointer: joinPointer(other.at, 'id') }, message: 'The id stands here first.' } };
}

function rulesOfFile(document: SourceDocument, owner: RuleReading['owner'], report: PartScope['report']): PackRule[] {
  const shape = shapeOf(document.data, '', { noun: 'a file of rules', keys: ['apiVersion', 'kind', 'rules'], report });
  if (shape === undefined) return [];
  checkKind(shape, 'PolicyRules', report);
  return rulesIn(shape.raw['rules'], owner, { document, report });
}

function rulesIn(value: unknown, owner: RuleReading['owner'], scope: PartScope): PackRule[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    scope.report('/rules', 'rules must be a list.');
    return [];
  }
  if (value.length > mostRules) {
    scope.report('/rules', `The pack has ${String(value.length)} rules; ${String(mostRules)} is the limit.`, 'key');
    return [];
  }
  return value.flatMap((item: unknown, index) => {
    const shape = ruleShape(item, joinPointer('/rules', index), scope);
    return shape === undefined ? [] : (readRule(shape, owner, scope) ?? []);
  });
}

/** Compiles every rule for the sake of its problems; what it compiles to is thrown away. */
function checkRules(pack: PolicyPack, customNames: Set<string>): PackProblem[] {
  return pack.rules.flatMap((rule) => {
    const list = problemList(rule.document);
    const vocabulary = new Map([...pack.vocabulary].map(([name, { terms }]) => [name, terms] as const));
    const params = new Map([...pack.params, ...rule.params].map(([name, { value }]) => [name, value] as const));
    reportStatuses(rule, list.report);
    if (rule.stage !== 'retired' || rule.must !== undefined || rule.check !== undefined) {
      compileRule(rule, { vocabulary, params, lists: pack.lists, definitions: pack.definitions, report: list.report, mayKnowMore: pack.extends.length > 0, noteCustom: (name) => customNames.add(name) });
    }
    return list.problems;
  });
}

// Any status may be in use somewhere, but one that nearly is a usual one is misspelt.
function reportStatuses(rule: PackRule, report: PartScope['report']): void {
  for (const [index, status] of (rule.statuses ?? []).entries()) {
    const isUsual = (statuses as readonly string[]).includes(status);
    if (!isUsual && closeNames(status, statuses).length > 0) report(joinPointer(rule.at, 'appliesTo', 'status', index), `There is no status ${status}.${didYouMean(status, statuses)}`, 'value');
  }
}
