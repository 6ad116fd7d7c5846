import type { InputPort } from '../../model/product.ts';
import { needVerdict } from '../targets/canvas.ts';
import { type Check, fine, notApplicable, type Outcome } from './check.ts';

/** A port keeps the promise of a contract that is there, in the version that it names. */
export const contractResolves: Check = {
  name: 'contract-resolves',
  help: 'the contract that a port names exists, and in that version',
  targets: ['outputPorts', 'inputPorts'],
  params: { mustName: { kind: 'flag', help: 'whether a port must name a contract at all', fallback: true } },
  fields: ['reason'],
  message: 'The port {{name}} {{reason}}.',
  prepare: (params) => {
    const mustName = params.flag('mustName');
    return (node, { world }) => {
      const { contractId, version } = node.model as InputPort;
      const broken = (reason: string): Outcome => ({ kind: 'broken', violations: [{ found: { reason }, place: contractId === undefined ? undefined : { document: node.view.source, pointer: `${node.at}/contractId` } }] });
      if (contractId === undefined) return mustName && node.kind === 'outputPorts' ? broken('names no contract') : notApplicable;
      const found = world.contractOf(node.view.unit, { contractId, version });
      if (found !== undefined && (version === undefined || found.contract?.version === version)) return fine;
      if (found === undefined && node.kind === 'inputPorts' && !world.knowsPublished) return { kind: 'unknown', reason: 'no registry was asked for the contract' };
      const known = world.contractsOf(contractId).flatMap(({ contract }) => contract?.version ?? []);
      const named = `${contractId}${version === undefined ? '' : ` ${version}`}`;
      return broken(known.length === 0 ? `names the contract ${named}, which nobody has` : `names ${named}; there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`);
    };
  },
};

/** A consumer's need is met by what the port's contract promises. */
export const needsMet: Check = {
  name: 'needs-met',
  help: 'what consumers need is what the port promises',
  targets: ['needs'],
  params: {},
  fields: ['reason'],
  message: '{{persona}} needs more than the port {{port}} promises: {{reason}}.',
  prepare: () => (node, run) => {
    const { verdict, reasons } = needVerdict(node, run);
    switch (verdict) {
      case 'met':
        return fine;
      case 'not met':
        return { kind: 'broken', violations: [{ found: { reason: reasons.join('; ') } }] };
      case 'unknown':
        return { kind: 'unknown', reason: reasons.join('; ') };
    }
  },
};
