import { dpValue } from '../manifest/read-product.ts';
import { readNode, readNodes, type NodeReader } from '../manifest/node-reader.ts';
import { findContract, type ProductSnapshot } from '../model/snapshot.ts';
import { productKey, type DataProduct, type InputPort } from '../model/product.ts';
import type { Canvas, CanvasConsumer, CanvasExposure, CanvasNeed, CanvasSource } from './canvas.ts';
import { readModel } from './canvas-model.ts';
import { readOutput } from './canvas-output.ts';
import { judgeNeed, type Offer } from './judge-need.ts';

/** The whole canvas of a product, from its manifest, its contracts and its team. `registry` is the workspace's. */
export function buildCanvas(snapshot: ProductSnapshot, facts: { readonly registry: string | undefined }): Canvas {
  const { product, contracts } = snapshot;
  const offers = product.outputPorts.map((port) => ({ port, contract: findContract(contracts, port) }));
  const canvas = dpNode(product, 'canvas');
  return {
    key: productKey(product),
    name: product.name ?? product.id ?? '',
    domain: product.domain,
    id: product.id,
    version: product.version,
    status: product.status,
    type: product.type,
    tenant: product.tenant,
    tags: product.tags,
    purpose: product.description.purpose,
    usage: product.description.usage,
    limitations: product.description.limitations,
    value: canvas?.string('value'),
    team: product.team?.name,
    members: (product.team?.members ?? []).filter(({ dateOut }) => dateOut === undefined).map(({ username, name, role }) => ({ username, name, role })),
    support: product.support.map(({ channel, url, scope, tool, description }) => ({ channel, url, scope, tool, description })),
    consumers: (canvas?.children('consumers') ?? []).map((node) => readConsumer(node, offers)),
    exposures: dpNodes(product, 'exposures').map(readExposure),
    sources: product.inputPorts.map(readSource),
    pipeline: readPipeline(dpNode(product, 'pipeline')),
    outputs: offers.map((offer) => readOutput(offer, dpNodes(product, 'examples'))),
    model: readModel(dpNode(product, 'mlModel')),
    registry: facts.registry,
  };
}

function dpNode(product: DataProduct, name: string): NodeReader | undefined {
  const found = dpValue(product, name);
  return found === undefined ? undefined : readNode(found.value, found.at);
}

function dpNodes(product: DataProduct, name: string): NodeReader[] {
  const found = dpValue(product, name);
  return found === undefined ? [] : readNodes(found.value, found.at);
}

function readConsumer(node: NodeReader, offers: readonly Offer[]): CanvasConsumer {
  return {
    persona: node.string('persona') ?? '',
    useCases: node.strings('useCases'),
    painPoints: node.strings('painPoints'),
    needs: node.children('needs').map((need) => readNeed(need, offers)),
  };
}

function readNeed(node: NodeReader, offers: readonly Offer[]): CanvasNeed {
  const need = { port: node.string('port'), freshness: node.string('freshness'), format: node.string('format') };
  return { ...need, integration: node.string('integration'), priority: node.string('priority'), ...judgeNeed(need, offers) };
}

function readExposure(node: NodeReader): CanvasExposure {
  return {
    type: node.string('type') ?? '',
    name: node.string('name') ?? '',
    url: node.string('url'),
    owner: node.string('owner'),
    port: node.string('port'),
    columns: node.strings('columns'),
  };
}

function readSource(port: InputPort): CanvasSource {
  const found = dpValue(port, 'sourceSystem');
  const system = found === undefined ? undefined : readNode(found.value, found.at);
  return {
    port: port.name,
    contract: port.contractId,
    version: port.version,
    system: system?.string('system'),
    acquisition: system?.string('acquisition'),
    owner: system?.string('owner'),
  };
}

function readPipeline(node: NodeReader | undefined): Canvas['pipeline'] {
  if (node === undefined) return [];
  const facts = ['engine', 'style', 'orchestrator', 'schedule', 'image'].flatMap((name) => {
    const value = node.string(name);
    return value === undefined ? [] : [{ name, value }];
  });
  const steps = node.children('steps').map((step) => {
    const command = step.raw['command'];
    return { name: `step ${step.string('name') ?? ''}`, value: step.string('file') ?? (Array.isArray(command) ? command.join(' ') : '') };
  });
  return [...facts, ...steps];
}
