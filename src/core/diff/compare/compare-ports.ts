import type { InputPort, ManagementPort, OutputPort } from '../../model/product.ts';
import { keyedPath } from '../../model/keyed-path.ts';
import { change, type Change, declaredTraits, type Pair, type Spot } from '../change.ts';
import { matchByKeys } from '../match.ts';
import { recordAt } from '../raw.ts';
import type { Trait } from '../rule-row.ts';
import { proseForm, sameValue, show } from '../value.ts';
import type { MatchedPorts, PortPair } from './match-ports.ts';
import { compareRest, type Documents } from './rest.ts';

/** What only the whole product knows about a pair of ports: whether replaced contracts are compatible, which versions are there. */
export interface PortOracle {
  readonly documents: Documents;
  /** For a port whose contract was replaced by another: New ⊆ Old. */
  isCompatibleReplacement(pair: PortPair): boolean;
  /** Whether the contract of an old port has passed its endOfLife. */
  isPastEndOfLife(port: OutputPort): boolean;
  /** The version of the contract that a new port resolves to. */
  contractVersionOf(side: 'old' | 'new', port: OutputPort): string | undefined;
}

/** The keyed path of an output port. */
export function outputPortPath(port: Pick<OutputPort, 'name' | 'version'>): string {
  return keyedPath('', { name: 'outputPorts', keys: { name: port.name, version: port.version } });
}

/** How messages call a port. */
export function portLabel(port: Pick<OutputPort, 'name' | 'version'>): string {
  return port.version === undefined ? port.name : `${port.name} ${port.version}`;
}

/** DIFF, section 16: output ports, their contracts by name only (the contents are compared apart). */
export function compareOutputPorts(matched: MatchedPorts, oracle: PortOracle): Change[] {
  return [
    ...matched.pairs.flatMap((pair) => comparePort(pair, oracle)),
    ...matched.removed.map(({ port, isVersionOnly }) => {
      const traits: Trait[] = oracle.isPastEndOfLife(port) ? ['past-end-of-life'] : [];
      const spot: Spot = { path: outputPortPath(port), at: '/outputPorts', was: port.at };
      return change(isVersionOnly ? 'output-port-version-removed' : 'output-port-removed', spot, { from: portLabel(port), what: `Output port ${portLabel(port)} is gone`, part: 'key', traits });
    }),
    ...matched.added.map(({ port, isVersionOnly }) =>
      change(isVersionOnly ? 'output-port-version-added' : 'output-port-added', { path: outputPortPath(port), at: port.at, was: '' }, { to: portLabel(port), what: `Output port ${portLabel(port)} is new`, was: undefined }),
    ),
  ];
}

function comparePort(pair: PortPair, oracle: PortOracle): Change[] {
  const { old, new: successor } = pair;
  const spot: Spot = { path: outputPortPath(successor), at: successor.at, was: old.at };
  const found: Change[] = [];
  if (pair.move === 'renamed' || pair.move === 'probably-renamed') {
    const what = `${pair.move === 'renamed' ? 'Renamed' : 'Probable rename'}: ${old.name} → ${successor.name}`;
    found.push(change('output-port-renamed', spot, { from: old.name, to: successor.name, what, at: `${successor.at}/name`, was: `${old.at}/name` }));
  }
  if (pair.move === 'major-in-place') {
    found.push(change('output-port-major-in-place', spot, { field: 'version', from: old.version, to: successor.version }));
  }
  if (old.type !== successor.type) {
    found.push(change('output-port-type-changed', spot, { field: 'type', from: old.type, to: successor.type, traits: declaredTraits(old.type, successor.type) }));
  }
  if (old.deprecated !== successor.deprecated) {
    found.push(change(successor.deprecated ? 'output-port-deprecated' : 'output-port-undeprecated', spot, { field: 'deprecated', from: old.deprecated, to: successor.deprecated }));
  }
  return [...found, ...comparePortContract(pair, spot, oracle), ...comparePortNotes(pair, spot, oracle.documents)];
}

function comparePortContract(pair: PortPair, spot: Spot, oracle: PortOracle): Change[] {
  const { old, new: successor } = pair;
  const ids = { from: old.contractId, to: successor.contractId };
  if (ids.from !== ids.to) {
    if (ids.from === undefined) return [change('output-port-contract-set', spot, { field: 'contractId', ...ids })];
    if (ids.to === undefined) return [change('output-port-contract-unset', spot, { field: 'contractId', ...ids })];
    return [change('output-port-contract-replaced', spot, { field: 'contractId', ...ids, traits: oracle.isCompatibleReplacement(pair) ? ['compatible-contents'] : [] })];
  }
  const isMajor = pair.move === 'major-in-place';
  const moved = old.version === successor.version || isMajor ? [] : [change('output-port-contract-version-changed', spot, { field: 'version', from: old.version, to: successor.version })];
  return [...moved, ...compareAlignment(pair, spot, oracle)];
}

// Only a port that has just lost its alignment is told: an old mismatch is validate's business.
function compareAlignment({ old, new: successor }: PortPair, spot: Spot, oracle: PortOracle): Change[] {
  const [before, after] = [oracle.contractVersionOf('old', old), oracle.contractVersionOf('new', successor)];
  if (after === undefined || successor.version === after) return [];
  if (before !== undefined && before !== old.version && before === after && old.version === successor.version) return [];
  return [change('output-port-version-not-aligned', spot, { field: 'version', from: successor.version, to: after, what: `The port says ${successor.version ?? 'no version'}, its contract ${after}` })];
}

function comparePortNotes({ old, new: successor }: PortPair, spot: Spot, documents: Documents): Change[] {
  const inputs = (port: OutputPort): string[] => port.inputContracts.map((contract) => `${contract.id}@${contract.version}`).sort();
  const isSameInputs = sameValue(inputs(old), inputs(successor));
  const materials = { from: billOf(documents.old, old), to: billOf(documents.new, successor) };
  return [
    ...(isSameInputs ? [] : [change('output-port-input-contracts-changed', spot, { field: 'inputContracts', from: inputs(old), to: inputs(successor), part: 'key' })]),
    ...(sameValue(materials.from, materials.to) ? [] : [change('output-port-sbom-changed', spot, { field: 'sbom', ...materials, what: 'sbom changed', part: 'key' })]),
    ...compareRest(documents, spot, {
      known: { name: 'text', version: 'text', type: 'text', contractId: 'text', deprecated: 'flag', inputContracts: 'list', sbom: 'list' },
      prose: ['description', 'tags', 'synonyms', 'context', 'authoritativeDefinitions'],
      rule: 'output-port-description-changed',
    }),
  ];
}

function billOf(document: Documents['old'], port: OutputPort): string[] {
  return port.sbom.map((item) => proseForm({ ...recordAt(document, item.at), type: item.type })).sort();
}

/** DIFF, section 16: input ports, by id, name and version, name, then by the contract they read. */
export function compareInputPorts(ports: Pair<readonly InputPort[]>, documents: Documents): Change[] {
  const pathOf = (port: InputPort): string => keyedPath('', { name: 'inputPorts', keys: { name: port.name, version: port.version } });
  const matched = matchByKeys<InputPort>(ports.old, ports.new, [(port) => port.id, (port) => JSON.stringify([port.name, port.version]), (port) => port.name, (port) => port.contractId]);
  return [
    ...matched.pairs.flatMap((pair) => compareInputPort(pair, { path: pathOf(pair.new), at: pair.new.at, was: pair.old.at }, documents)),
    ...matched.removed.map((port) => change('input-port-removed', { path: pathOf(port), at: '/inputPorts', was: port.at }, { from: portLabel(port), what: `Input port ${portLabel(port)} is gone`, part: 'key' })),
    ...matched.added.map((port) => change('input-port-added', { path: pathOf(port), at: port.at, was: '' }, { to: portLabel(port), what: `Input port ${portLabel(port)} is new`, was: undefined })),
  ];
}

function compareInputPort({ old, new: successor }: Pair<InputPort>, spot: Spot, documents: Documents): Change[] {
  const found: Change[] = [];
  if (old.name !== successor.name) found.push(change('input-port-renamed', spot, { field: 'name', from: old.name, to: successor.name }));
  if (old.contractId !== successor.contractId) found.push(change('input-port-contract-changed', spot, { field: 'contractId', from: old.contractId, to: successor.contractId }));
  else if (old.version !== successor.version) found.push(change('input-port-version-changed', spot, { field: 'version', from: old.version, to: successor.version }));
  const known = { name: 'text', version: 'text', contractId: 'text' } as const;
  return [...found, ...compareRest(documents, spot, { known, prose: ['deprecated', 'tags', 'authoritativeDefinitions'], rule: 'input-port-description-changed' })];
}

/** DIFF, section 16: management ports, by id, then by name. */
export function compareManagementPorts(ports: Pair<readonly ManagementPort[]>, documents: Documents): Change[] {
  const pathOf = (port: ManagementPort): string => keyedPath('', { name: 'managementPorts', keys: { name: port.name } });
  const matched = matchByKeys<ManagementPort>(ports.old, ports.new, [(port) => port.id, (port) => port.name]);
  return [
    ...matched.pairs.flatMap((pair) => compareManagementPort(pair, { path: pathOf(pair.new), at: pair.new.at, was: pair.old.at }, documents)),
    ...matched.removed.map((port) => change('management-port-removed', { path: pathOf(port), at: '/managementPorts', was: port.at }, { from: port.name, what: `Management port ${port.name} is gone`, part: 'key' })),
    ...matched.added.map((port) => change('management-port-added', { path: pathOf(port), at: port.at, was: '' }, { to: port.name, what: `Management port ${port.name} is new`, was: undefined })),
  ];
}

function compareManagementPort({ old, new: successor }: Pair<ManagementPort>, spot: Spot, documents: Documents): Change[] {
  const fields = ['name', 'content', 'type', 'url', 'channel'] as const;
  const changed = fields.filter((field) => old[field] !== successor[field]);
  const pick = (port: ManagementPort): Record<string, unknown> => Object.fromEntries(changed.map((field) => [field, port[field] ?? null]));
  const [first] = changed;
  const known = { name: 'text', content: 'text', type: 'text', url: 'text', channel: 'text' } as const;
  return [
    ...(first === undefined ? [] : [change('management-port-changed', spot, { from: pick(old), to: pick(successor), what: changed.length === 1 ? `${first}: ${show(old[first])} → ${show(successor[first])}` : `${changed.join(', ')} changed`, at: `${spot.at}/${first}`, was: `${spot.was}/${first}` })]),
    ...compareRest(documents, spot, { known, prose: ['deprecated', 'description', 'tags', 'authoritativeDefinitions'], rule: 'management-port-description-changed' }),
  ];
}

