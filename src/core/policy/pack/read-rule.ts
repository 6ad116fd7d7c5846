import { isRecord } from '../../manifest/node-reader.ts';
import { nearest } from '../../model/nearest.ts';
import { joinPointer } from '../../model/pointer.ts';
import { findTarget, namesInRules } from '../targets/index.ts';
import { type TargetName, targetNames } from '../targets/node.ts';
import type { PackRule, RuleTest } from './model.ts';
import { type PartScope, readParams, readWeight } from './read-parts.ts';
import { type Shape, shapeOf } from './shape.ts';

export const ruleKeys: readonly string[] = [
  'id', 'title', 'area', 'why', 'severity', 'enforcement', 'stage', 'effectiveFrom', 'appliesTo', 'for', 'when', 'must', 'check', 'params', 'message', 'fix', 'maps', 'tests',
];

/** The pack that a rule belongs to. */
export interface RuleOwner {
  readonly name: string;
  readonly version: string;
}

/** Reads one rule; `undefined` where it has no id to speak of. */
export function readRule(shape: Shape, owner: RuleOwner, scope: PartScope): PackRule | undefined {
  const id = shape.requiredText('id');
  const title = shape.requiredText('title');
  if (id !== undefined && !/^[A-Za-z0-9][A-Za-z0-9-]*$/u.test(id)) scope.report(joinPointer(shape.at, 'id'), `${id} is no id of a rule: letters, digits and hyphens only.`, 'value');
  const weight = readWeight(shape);
  const isRetired = weight.stage === 'retired';
  const check = readCheck(shape, scope);
  if (!isRetired) reportJudgement(shape, scope);
  const fix = shape.child('fix', 'fix', ['hint', 'set']);
  const applies = shape.child('appliesTo', 'appliesTo', ['kind', 'status', 'when']);
  return {
    id: id ?? '',
    name: `${owner.name}/${id ?? ''}`,
    packName: owner.name,
    packVersion: owner.version,
    document: scope.document,
    at: shape.at,
    title: title ?? '',
    area: shape.text('area'),
    why: shape.text('why'),
    ...weight,
    kind: applies?.oneOf('kind', ['product', 'contract']),
    statuses: applies?.texts('status'),
    appliesWhen: applies?.raw['when'],
    targets: readTargets(shape, scope),
    when: shape.raw['when'],
    must: shape.raw['must'],
    check,
    params: readParams(shape, scope),
    message: shape.text('message'),
    hint: fix?.text('hint'),
    set: readSet(fix),
    maps: shape.texts('maps') ?? [],
    tests: readTests(shape),
  };
}

function reportJudgement(shape: Shape, { report }: PartScope): void {
  const [hasMust, hasCheck] = [shape.has('must'), shape.has('check')];
  if (hasMust === hasCheck) report(shape.at, hasMust ? 'A rule has either must or check, not both.' : 'A rule needs must (what has to hold) or check (a built-in check).');
  if (hasMust && !shape.has('for')) report(shape.at, 'A rule with must needs for: what it looks at, such as columns.');
}

function readTargets(shape: Shape, { report }: PartScope): TargetName[] {
  const written = shape.raw['for'];
  if (written === undefined) return [];
  const at = joinPointer(shape.at, 'for');
  const list: readonly unknown[] = Array.isArray(written) ? written : [written];
  if (list.length === 0) report(at, 'for names what the rule looks at, such as columns.');
  return list.flatMap((name, index) => {
    const target = typeof name === 'string' ? findTarget(name) : undefined;
    if (target !== undefined) return [target.name];
    const text = String(name);
    const near = Object.hasOwn(namesInRules, text) ? [namesInRules[text] ?? ''] : nearest(text, targetNames);
    report(Array.isArray(written) ? joinPointer(at, index) : at, `There is no target ${text}. ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : `There are ${targetNames.join(', ')}.`}`);
    return [];
  });
}

function readCheck(shape: Shape, { report }: PartScope): PackRule['check'] {
  const written = shape.raw['check'];
  if (written === undefined) return undefined;
  if (!isRecord(written) || typeof written['name'] !== 'string') {
    report(joinPointer(shape.at, 'check'), 'check is a mapping with the name of a built-in check and its parameters.');
    return undefined;
  }
  const params = Object.fromEntries(Object.entries(written).filter(([key]) => key !== 'name'));
  return { name: written['name'], params };
}

function readSet(fix: Shape | undefined): PackRule['set'] {
  if (fix === undefined || !fix.has('set')) return undefined;
  return Object.fromEntries(fix.entries('set').map(({ name, value }) => [name, value]));
}

function readTests(shape: Shape): RuleTest[] {
  return shape.children('tests', 'an example', ['name', 'given', 'today', 'expect']).flatMap((test) => {
    const name = test.requiredText('name');
    const given = Object.fromEntries(test.entries('given').map((entry) => [entry.name, entry.value]));
    if (!test.has('given')) test.requiredText('given');
    const expect = test.children('expect', 'an expected finding', ['at', 'message']).map((item) => ({ at: readPath(item), message: item.text('message') }));
    if (!test.has('expect')) test.requiredText('expect');
    return name === undefined ? [] : [{ name, given, today: test.date('today'), expect, at: test.at }];
  });
}

// The keyed path of a document itself is the empty text.
function readPath(shape: Shape): string {
  const { at } = shape.raw;
  return at === '' ? '' : (shape.requiredText('at') ?? '');
}

/** A rule's own mapping as a shape with its closed list of keys. */
export function ruleShape(value: unknown, at: string, { report }: PartScope): Shape | undefined {
  return shapeOf(value, at, { noun: 'a rule', keys: ruleKeys, report });
}
