import { customField } from '../targets/custom.ts';
import type { Node } from '../targets/node.ts';
import type { Server } from '../../model/contract.ts';
import { type Check, outcomeOf, type Violation } from './check.ts';
import { isRegionWithin } from './regions.ts';

interface Region {
  readonly server: string;
  readonly region: string;
  readonly pointer: string;
}

function regionsOf(servers: readonly Node[]): Region[] {
  return servers.flatMap((node) => {
    const { settings, server } = node.model as Server;
    return ['region', 'regionName'].flatMap((key) => {
      const region = settings[key];
      return typeof region === 'string' && region !== '' && !region.includes('${') ? [{ server, region, pointer: `${node.at}/${key}` }] : [];
    });
  });
}

export const dataResidency: Check = {
  name: 'data-residency',
  help: 'the contract says where its data may be kept, and its servers stand there',
  targets: ['contract'],
  params: { allowed: { kind: 'texts', help: 'the only places that may be named, such as [EU, CH]; none: any', fallback: [] } },
  fields: ['reason'],
  message: 'Where the data of {{label}} may be kept is not settled: {{reason}}.',
  prepare: (params, { vocabulary }) => {
    const allowed = params.texts('allowed');
    const field = customField('dataResidency', vocabulary.get('dataResidency'));
    return (node, run) => {
      const { source } = node.view;
      const written = field.read(node, run);
      if (written === undefined) return outcomeOf([{ found: { reason: 'dataResidency is not given' }, discriminator: 'missing' }]);
      const places = [written].flat().map(String);
      const foreign = places.filter((place) => allowed.length > 0 && !allowed.includes(place));
      const wrongPlaces: Violation[] = foreign.map((place) => ({ found: { reason: `${place} is none of ${allowed.join(', ')}` }, discriminator: place, place: field.place(node, run) }));
      const wrongServers = regionsOf(node.view.nodes('servers'))
        .filter(({ region }) => places.every((place) => isRegionWithin(region, place) === false))
        .map(({ server, region, pointer }): Violation => ({ found: { reason: `the server ${server} stands in ${region}, outside of ${places.join(', ')}` }, discriminator: `${server} ${region}`, place: { document: source, pointer } }));
      return outcomeOf([...wrongPlaces, ...wrongServers]);
    };
  },
};
