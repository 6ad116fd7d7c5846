import type { DiffRule } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };
const besides = 'Offer the new place beside the old one for a while, or publish {newPort}.';

/** DIFF, section 12: servers. Outside the environments that count, every level is one step lower. */
export const serverRules = [
  {
    id: 'server-added', on: 'server', levels: 'I/I', bump: 'minor', mirror: 'server-removed',
    title: 'A server was added', effect: 'The data can be read in one more place.', remedy: 'Nothing to do.',
  },
  {
    id: 'server-removed', on: 'server', levels: 'W/W', bump: 'minor', mirror: 'server-added',
    cases: [{ when: 'last-of-environment', levels: 'E/E', effect: 'There is no other server of its environment: readers cannot connect any more.' }],
    title: 'A server was removed', effect: 'Readers who connect to it must move to another one.', remedy: 'Keep it until its readers have moved.',
  },
  {
    id: 'server-type-changed', on: 'server', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'A server is of another type', effect: 'Dialect, driver and sign-in are others.', remedy: besides,
  },
  {
    id: 'server-location-changed', on: 'server', levels: 'E/W', bump: 'major', mirror: noDirection,
    title: 'The data lies in another place', effect: 'The connection that readers have configured leads nowhere.', remedy: besides,
  },
  {
    id: 'server-default-changed', on: 'server', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'The default of a variable in a server\'s place changed', effect: 'Readers who do not set the variable connect elsewhere.', remedy: 'Tell readers, or have them set the variable.',
  },
  {
    id: 'server-port-changed', on: 'server', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'A server listens on another port', effect: 'Connections and firewalls must be changed.', remedy: 'Tell readers before.',
  },
  {
    id: 'server-warehouse-changed', on: 'server', levels: 'I/I', bump: 'minor', mirror: noDirection,
    title: 'Another warehouse computes the queries', effect: 'The data is the same; cost and speed can differ.', remedy: 'Nothing to do.',
  },
  {
    id: 'server-format-changed', on: 'server', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'The data is written in another format', effect: 'Readers cannot parse it.', remedy: besides,
  },
  {
    id: 'server-delimiter-changed', on: 'server', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'Fields or records are divided by another sign', effect: 'Readers cannot parse it.', remedy: besides,
  },
  {
    id: 'server-encoding-changed', on: 'server', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'Texts are encoded otherwise', effect: 'Readers see wrong characters.', remedy: besides,
  },
  {
    id: 'server-stream-changed', on: 'server', levels: 'E/E', bump: 'major', mirror: noDirection,
    title: 'The data comes on another stream', effect: 'Readers of the old stream get nothing.', remedy: besides,
  },
  {
    id: 'server-environment-changed', on: 'server', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'A server belongs to another environment', effect: 'Readers may take test data for real data, or the reverse.', remedy: 'Tell readers which server is which.',
  },
  {
    id: 'server-renamed', on: 'server', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'A server was renamed', effect: 'Tools that pick it by name do not find it.', remedy: 'Keep the name, or tell readers.',
  },
  {
    id: 'server-region-changed', on: 'server', levels: 'W/W', bump: 'minor', mirror: noDirection,
    title: 'A server stands in another region', effect: 'Where the data may be, and how far it is, changes.', remedy: 'Check residency rules and the cost of transfer.',
  },
  {
    id: 'server-description-changed', on: 'server', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The description or notes of a server changed', effect: 'The place is the same.', remedy: 'Nothing to do.',
  },
] as const satisfies readonly DiffRule[];
