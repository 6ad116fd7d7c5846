import { type DataContract, type Role, type Server, type SlaProperty } from '../../model/contract.ts';
import { pointerOf } from '../../model/common.ts';
import { derived, type Field, type FieldTable, fieldsOf } from './field.ts';
import { indexOf } from './contract-lookup.ts';
import type { DocumentView, Node } from './node.ts';
import { proseFields, statuses } from './product.ts';
import { quantityOf } from './quantity.ts';
import type { ChangeVerdict } from './run.ts';
import { canonicalSla } from './sla-property.ts';
import { firstText, type ListedTarget, nodesOf } from './target.ts';

const contract = fieldsOf<DataContract>();
const sla = fieldsOf<SlaProperty>();
const server = fieldsOf<Server>();
const role = fieldsOf<Role>();

function contractOf(view: DocumentView): DataContract | undefined {
  return view.kind === 'contract' ? view.contract : undefined;
}

function changeField(read: (change: ChangeVerdict) => unknown, kind: Field['kind'], values?: readonly string[]): Field {
  const pointer = (): string => '/version';
  return derived(kind, ({ view }, { world }) => {
    const change = world.changeOf(view);
    return change === undefined ? undefined : read(change);
  }, values === undefined ? { pointer } : { pointer, values });
}

const bumps = ['none', 'patch', 'minor', 'major'];

/** What `dp diff` says of the document against what it replaces; absent where there is nothing to compare with. */
export const changeFields: FieldTable = {
  'change.verdict': changeField(({ verdict }) => verdict, 'text', ['identical', 'compatible', 'warning', 'breaking']),
  'change.demanded': changeField(({ demanded }) => demanded, 'text', bumps),
  'change.declared': changeField(({ declared }) => declared, 'text', bumps),
  'change.isEnough': changeField(({ isEnough }) => isEnough, 'boolean'),
};

function priceField(key: 'amount' | 'currency' | 'unit', kind: 'number' | 'text'): Field {
  return derived(kind, ({ model }) => (model as DataContract).price?.[key], {
    pointer: ({ model }) => {
      const { price } = model as DataContract;
      return price === undefined ? '/price' : pointerOf(price, key);
    },
  });
}

const contractTarget: ListedTarget = {
  name: 'contract',
  noun: 'contract',
  documents: ['contract'],
  isSingle: true,
  fields: {
    apiVersion: contract.text('apiVersion'),
    id: contract.text('id'),
    name: contract.text('name'),
    version: contract.text('version'),
    status: contract.text('status', { values: statuses, isOpen: true }),
    tenant: contract.text('tenant'),
    dataProduct: contract.text('dataProduct'),
    contractCreatedTs: contract.text('contractCreatedTs'),
    ...proseFields(),
    tags: contract.values('tags'),
    authoritativeDefinitions: contract.items('links', 'links', 'authoritativeDefinitions'),
    context: contract.any('context'),
    'price.priceAmount': priceField('amount', 'number'),
    'price.priceCurrency': priceField('currency', 'text'),
    'price.priceUnit': priceField('unit', 'text'),
    ...changeFields,
  },
  label: ({ model }) => firstText((model as DataContract).id, (model as DataContract).name),
  nodes: (view) => nodesOf('contract', [contractOf(view) ?? []].flat(), { view }),
};

const slaValue: NonNullable<Field['quantity']> = (_value, { model }) => quantityOf((model as SlaProperty).value, (model as SlaProperty).unit);

const slaTarget: ListedTarget = {
  name: 'slas',
  noun: 'service level',
  documents: ['contract'],
  isSingle: false,
  fields: {
    id: sla.text('id'),
    name: derived('text', ({ model }) => canonicalSla((model as SlaProperty).property), { pointer: ({ at }) => `${at}/property` }),
    property: derived('text', ({ model }) => canonicalSla((model as SlaProperty).property), { pointer: ({ at }) => `${at}/property` }),
    value: sla.any('value', { quantity: slaValue }),
    valueExt: sla.any('valueExt', { quantity: (value, { model }) => quantityOf(value, (model as SlaProperty).unit) }),
    unit: sla.text('unit'),
    element: sla.text('element', { resolves: ({ model, view }) => isElement(view, (model as SlaProperty).element ?? '') }),
    driver: sla.text('driver'),
    description: sla.text('description'),
    schedule: sla.text('schedule'),
    scheduler: sla.text('scheduler'),
  },
  label: ({ model }) => firstText(canonicalSla((model as SlaProperty).property)),
  nodes: (view) => nodesOf('slas', contractOf(view)?.slaProperties ?? [], { view }),
};

function isElement(view: DocumentView, element: string): boolean {
  const { contract: owner } = view;
  if (owner === undefined) return false;
  const parts = element.split(',').map((part) => part.trim().replace(/^`(.*)`$/u, '$1')).filter((part) => part !== '');
  return parts.every((part) => {
    if (isPlainElement(owner, part)) return true;
    const index = indexOf(owner);
    if (/^\/?schema\//u.test(part)) return index.findById(part) !== undefined;
    const [only, ...others] = owner.tables;
    const isImplied = only !== undefined && others.length === 0 && index.findIn(only, part, 'physical') !== undefined;
    return isImplied || index.find(part, 'physical') !== undefined;
  });
}

// `table.column` as nearly everybody writes it, without an index of the whole contract.
function isPlainElement({ tables }: DataContract, element: string): boolean {
  const dot = element.indexOf('.');
  const table = tables.find(({ name }) => name === (dot < 0 ? element : element.slice(0, dot)));
  return table !== undefined && (dot < 0 || table.columns.some(({ name }) => name === element.slice(dot + 1)));
}

/** Everything that a server of some type may say (ODCS, "Servers"); each is text to a rule. */
const serverSettings = [
  'account', 'address', 'catalog', 'catalogUrl', 'database', 'dataset', 'delimiter', 'driver', 'encoding', 'endpointUrl', 'format', 'host', 'location', 'namespace', 'path',
  'port', 'project', 'region', 'regionName', 'schema', 'serviceName', 'stagingDir', 'stream', 'topic', 'warehouse', 'workgroup',
] as const;

function settingField(key: string): Field {
  return derived('any', ({ model }) => (Object.hasOwn((model as Server).settings, key) ? (model as Server).settings[key] : undefined), { pointer: ({ at }) => `${at}/${key}` });
}

const serverTarget: ListedTarget = {
  name: 'servers',
  noun: 'server',
  documents: ['contract'],
  isSingle: false,
  fields: {
    id: server.text('id'),
    name: derived('text', ({ model }) => (model as Server).server, { pointer: ({ at }) => `${at}/server` }),
    server: server.text('server'),
    type: server.text('type'),
    description: server.text('description'),
    environment: server.text('environment'),
    ...Object.fromEntries(serverSettings.map((key) => [key, settingField(key)])),
  },
  label: ({ model }) => firstText((model as Server).server),
  nodes: (view) => nodesOf('servers', contractOf(view)?.servers ?? [], { view }),
};

const roleTarget: ListedTarget = {
  name: 'roles',
  noun: 'role',
  documents: ['contract'],
  isSingle: false,
  fields: {
    id: role.text('id'),
    name: derived('text', ({ model }) => (model as Role).role, { pointer: ({ at }) => `${at}/role` }),
    role: role.text('role'),
    description: role.text('description'),
    access: role.text('access'),
    firstLevelApprovers: role.text('firstLevelApprovers'),
    secondLevelApprovers: role.text('secondLevelApprovers'),
  },
  label: ({ model }) => firstText((model as Role).role),
  nodes: (view) => [
    ...nodesOf('roles', contractOf(view)?.roles ?? [], { view }),
    ...view.nodes('servers').flatMap((parent: Node) => nodesOf('roles', (parent.model as Server).roles, { view, parent })),
  ],
};

/** The contract and what it promises beside its schema. */
export const contractTargets: readonly ListedTarget[] = [contractTarget, slaTarget, serverTarget, roleTarget];
