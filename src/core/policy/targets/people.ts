import type { Link, Member, SupportChannel, Synonym, Team } from '../../model/common.ts';
import { derived, fieldsOf } from './field.ts';
import { firstText, type ListedTarget, nodesOf, type Target } from './target.ts';
import type { DocumentView, Node } from './node.ts';

function teamOf(view: DocumentView): Team | undefined {
  return view.kind === 'contract' ? view.contract?.team : view.unit.unit.product?.team;
}

function supportOf(view: DocumentView): readonly SupportChannel[] {
  return (view.kind === 'contract' ? view.contract?.support : view.unit.unit.product?.support) ?? [];
}

const team = fieldsOf<Team>();
const member = fieldsOf<Member>();
const support = fieldsOf<SupportChannel>();
const link = fieldsOf<Link>();
const synonym = fieldsOf<Synonym>();

/** Targets about people, in both kinds of documents, and the links and synonyms that many things have. */
export const peopleTargets: readonly ListedTarget[] = [
  {
    name: 'team',
    noun: 'team',
    documents: ['product', 'contract'],
    isSingle: true,
    fields: { name: team.text('name'), description: team.text('description') },
    label: (node) => firstText((node.model as Team).name),
    nodes: (view) => nodesOf('team', [teamOf(view) ?? []].flat(), { view }),
  },
  {
    name: 'members',
    noun: 'team member',
    documents: ['product', 'contract'],
    isSingle: false,
    fields: {
      id: member.text('id'),
      username: member.text('username'),
      name: member.text('name'),
      description: member.text('description'),
      role: member.text('role'),
      dateIn: member.text('dateIn'),
      dateOut: member.text('dateOut'),
      replacedByUsername: member.text('replacedByUsername'),
    },
    label: ({ model }) => firstText((model as Member).username, (model as Member).name),
    nodes: (view) => nodesOf('members', teamOf(view)?.members ?? [], { view }),
  },
  {
    name: 'support',
    noun: 'support channel',
    documents: ['product', 'contract'],
    isSingle: false,
    fields: {
      id: support.text('id'),
      name: derived('text', ({ model }) => (model as SupportChannel).channel, { pointer: ({ at }) => `${at}/channel` }),
      channel: support.text('channel'),
      url: support.text('url'),
      description: support.text('description'),
      tool: support.text('tool'),
      scope: support.text('scope'),
      invitationUrl: support.text('invitationUrl'),
    },
    label: ({ model }) => firstText((model as SupportChannel).channel),
    nodes: (view) => nodesOf('support', supportOf(view), { view }),
  },
];

export const linkTargets: readonly Target[] = [
  {
    name: 'links',
    noun: 'authoritative definition',
    documents: ['product', 'contract'],
    isSingle: false,
    fields: { id: link.text('id'), type: link.text('type'), url: link.text('url'), description: link.text('description') },
    label: ({ model }: Node) => firstText((model as Link).url, (model as Link).type),
  },
  {
    name: 'synonyms',
    noun: 'synonym',
    documents: ['product', 'contract'],
    isSingle: false,
    fields: { synonym: synonym.text('synonym'), locale: synonym.text('locale'), description: synonym.text('description') },
    label: ({ model }: Node) => firstText((model as Synonym).synonym),
  },
];
