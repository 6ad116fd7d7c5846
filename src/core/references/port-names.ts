import { readNode, readNodes, type NodeReader } from '../manifest/node-reader.ts';
import { dpValue } from '../manifest/read-product.ts';
import { didYouMean } from '../model/nearest.ts';
import type { DataProduct } from '../model/product.ts';
import type { ReferenceIssue } from './reference-rule.ts';

/** A mapping that names a port of its product. */
interface PortNaming {
  readonly node: NodeReader;
  /** The key that holds the port's name. */
  readonly key: string;
  /** How messages call what names it: `A need of Finance analyst`. */
  readonly what: string;
}

/** An issue where a mapping names a port that the product does not have; none where it names no port. */
export function* missingPortIssues(product: DataProduct, direction: 'input' | 'output', { node, key, what }: PortNaming): Generator<ReferenceIssue> {
  const name = node.string(key);
  const ports = direction === 'input' ? product.inputPorts : product.outputPorts;
  if (name === undefined || ports.some((port) => port.name === name)) return;
  yield {
    message: `${what} names the ${direction} port ${name}, which the product does not have.${didYouMean(name, ports.map((port) => port.name))}`,
    pointer: `${node.at}/${key}`,
    part: 'value',
    discriminator: name,
  };
}

/** The mappings in one of dp's list-valued properties of a product. */
export function dpItems(product: DataProduct, property: string): NodeReader[] {
  const found = dpValue(product, property);
  return found === undefined ? [] : readNodes(found.value, found.at);
}

/** One of dp's mapping-valued properties of a product. */
export function dpMapping(product: DataProduct, property: string): NodeReader | undefined {
  const found = dpValue(product, property);
  return found === undefined ? undefined : readNode(found.value, found.at);
}
