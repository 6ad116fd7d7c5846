import type { Member, SupportChannel } from '../../model/common.ts';
import { dayOf, todayNumber } from '../assertions/dates.ts';
import { compilePattern, type Matcher } from '../assertions/pattern.ts';
import type { RuleSurroundings } from '../language/scope.ts';
import type { Node } from '../targets/node.ts';
import type { Run } from '../targets/run.ts';
import { type Check, type CheckParams, fine, notApplicable, type Outcome } from './check.ts';

/** Members that have not left. A last day that cannot be read counts as one that has passed. */
function currentMembers(node: Node, run: Run): Member[] {
  const today = todayNumber(run.today);
  return node.view
    .nodes('members')
    .map(({ model }) => model as Member)
    .filter(({ dateOut }) => dateOut === undefined || (dayOf(dateOut) ?? Number.NEGATIVE_INFINITY) >= today);
}

function roleMatcher(params: CheckParams, name: string, { report }: RuleSurroundings): Matcher | undefined {
  const pattern = compilePattern(params.text(name));
  if (pattern.ok) return pattern.matches;
  report('', pattern.problem);
  return undefined;
}

/** Two roles that different people must hold, as owner and steward. */
export const differentPeople: Check = {
  name: 'different-people',
  help: 'two roles of the team are held by different people',
  targets: ['product', 'contract'],
  params: {
    first: { kind: 'text', help: 'RE2 pattern of the first role', fallback: '(?i)owner' },
    second: { kind: 'text', help: 'RE2 pattern of the second role', fallback: '(?i)steward' },
  },
  fields: ['reason'],
  message: 'The team of {{label}} lacks two different people: {{reason}}.',
  prepare: (params, around) => {
    const [first, second] = [roleMatcher(params, 'first', around), roleMatcher(params, 'second', around)];
    if (first === undefined || second === undefined) return undefined;
    return (node, run): Outcome => {
      const members = currentMembers(node, run);
      const holders = (matches: Matcher): string[] => members.filter(({ role }) => role !== undefined && matches(role, run)).flatMap(({ username, name }) => username ?? name ?? []);
      const [firsts, seconds] = [holders(first), holders(second)];
      const broken = (reason: string): Outcome => ({ kind: 'broken', violations: [{ found: { reason }, place: { document: node.view.source, pointer: '/team' } }] });
      if (seconds.length === 0) return broken('nobody holds the second role');
      if (firsts.length === 0) return broken('nobody holds the first role');
      return seconds.some((person) => firsts.some((other) => other !== person)) ? fine : broken(`${seconds[0] ?? ''} holds both roles`);
    };
  },
};

/** An escalation that ends at a person who is still there. */
export const escalationContact: Check = {
  name: 'escalation-contact',
  help: 'a support channel for escalations leads to a member of the team',
  targets: ['product'],
  params: {},
  fields: ['reason'],
  message: 'Nobody can be reached when an issue of {{label}} stays open: {{reason}}.',
  prepare: () => (node, run) => {
    const channels = node.view.nodes('support').filter(({ model }) => (model as SupportChannel).scope === 'escalation');
    const [first] = channels;
    if (first === undefined) return { kind: 'broken', violations: [{ found: { reason: 'no support channel has scope escalation' }, place: { document: node.view.source, pointer: '/support' } }] };
    const members = currentMembers(node, run);
    if (channels.some(({ model }) => members.some((member) => isBehind(member, model as SupportChannel)))) return fine;
    return { kind: 'broken', violations: [{ found: { reason: `${(first.model as SupportChannel).channel} names no current member of the team` }, place: { document: node.view.source, pointer: first.at } }] };
  },
};

function isBehind({ username, name }: Member, { channel, url, description, invitationUrl }: SupportChannel): boolean {
  const texts = [channel, url, description, invitationUrl].flatMap((text) => text?.toLowerCase() ?? []);
  return [username, name].some((who) => who !== undefined && who !== '' && texts.some((text) => text.includes(who.toLowerCase())));
}

/** No two products of a workspace share an id or a key. */
export const uniqueInWorkspace: Check = {
  name: 'unique-in-workspace',
  help: 'no other product of the workspace has the same id or the same domain and name',
  targets: ['product'],
  params: {},
  fields: ['what', 'other'],
  message: 'The {{what}} of {{label}} is that of another product, too: {{other}}.',
  prepare: () => (node, run) => {
    const index = run.world.once(uniqueInWorkspace, () => indexProducts(run));
    const { id, key } = namesOf(node);
    const twinOf = (map: ReadonlyMap<string, readonly Node[]>, name: string | undefined): Node | undefined => (name === undefined ? undefined : map.get(name)?.find((other) => other.view !== node.view));
    const violations = ([['id', twinOf(index.ids, id), '/id'], ['name', twinOf(index.keys, key), '/name']] as const).flatMap(([what, twin, pointer]) => {
      if (twin === undefined) return [];
      const { source } = twin.view;
      const start = source.positionAt(source.locate(pointer, 'entry').start);
      const related = [{ file: source.file, line: start.line, column: start.column, message: 'The other product stands here.', side: null }];
      return [{ found: { what, other: namesOf(twin).key ?? namesOf(twin).id ?? '' }, discriminator: what, place: { document: node.view.source, pointer }, related }];
    });
    return violations.length === 0 ? (id === undefined && key === undefined ? notApplicable : fine) : { kind: 'broken', violations };
  },
};

interface ProductIndex {
  readonly ids: ReadonlyMap<string, readonly Node[]>;
  readonly keys: ReadonlyMap<string, readonly Node[]>;
}

function namesOf({ model }: Node): { id: string | undefined; key: string | undefined } {
  const { id, name, domain } = model as { readonly id: string | undefined; readonly name: string | undefined; readonly domain: string | undefined };
  return { id, key: name === undefined || domain === undefined ? undefined : `${domain}/${name}` };
}

function indexProducts({ world }: Run): ProductIndex {
  const [ids, keys] = [new Map<string, Node[]>(), new Map<string, Node[]>()];
  const add = (map: Map<string, Node[]>, name: string | undefined, node: Node): void => {
    if (name === undefined) return;
    const list = map.get(name);
    if (list === undefined) map.set(name, [node]);
    else list.push(node);
  };
  for (const unit of world.units) {
    const node = unit.product?.nodes('product')[0];
    if (node === undefined) continue;
    add(ids, namesOf(node).id, node);
    add(keys, namesOf(node).key, node);
  }
  return { ids, keys };
}
