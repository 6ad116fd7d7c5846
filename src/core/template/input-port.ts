import { parseYaml } from '../manifest/parse-yaml.ts';
import { isRecord } from '../manifest/node-reader.ts';
import { DpError } from '../model/errors.ts';
import type { SourceDocument } from '../model/source-document.ts';
import { yamlScalar } from './filters.ts';

/** The port of a published product that a new product reads. */
export interface UpstreamPort {
  readonly name: string;
  readonly contractId: string;
  readonly version: string;
}

/**
 * A manifest's text with one more input port at the end of `inputPorts`, and nothing else changed: comments, order and spacing
 * stay. A port that is there already leaves the text as it is. Error: `template` where the text has no place for it.
 */
export function addInputPort(text: string, port: UpstreamPort): string {
  const { document } = parseYaml('dataproduct.yaml', text);
  const ports = inputPortsOf(document);
  if (ports?.some((item) => isRecord(item) && item['contractId'] === port.contractId && item['version'] === port.version) === true) return text;
  const names = new Set(ports?.flatMap((item) => (isRecord(item) ? [item['name']] : [])));
  // Two ports of one name would be one to those who read the manifest: the second is called after its contract.
  const named = names.has(port.name) ? { ...port, name: port.contractId } : port;
  const changed = ports === undefined ? addList(document, named) : addItem(document, { count: ports.length, port: named });
  const after = inputPortsOf(parseYaml('dataproduct.yaml', changed).document);
  if (after?.length !== (ports?.length ?? 0) + 1) throw new DpError('template', 'The manifest has no plain place for an input port.', { hint: `add it by hand: {name: ${port.name}, version: ${port.version}, contractId: ${port.contractId}}` });
  return changed;
}

function inputPortsOf(document: SourceDocument): readonly unknown[] | undefined {
  const ports = isRecord(document.data) ? document.data['inputPorts'] : undefined;
  return Array.isArray(ports) && ports.length > 0 ? ports : undefined;
}

function addItem(document: SourceDocument, list: { readonly count: number; readonly port: UpstreamPort }): string {
  const { text } = document;
  const last = document.locate(`/inputPorts/${String(list.count - 1)}`, 'value');
  const lineStart = text.lastIndexOf('\n', last.start - 1) + 1;
  const indent = /^ *(?=- )/u.exec(text.slice(lineStart, last.start))?.[0] ?? '';
  const lineEnd = text.indexOf('\n', text.slice(0, last.end).trimEnd().length);
  const end = lineEnd === -1 ? text.length : lineEnd + 1;
  const before = text.slice(0, end);
  return `${before}${before.endsWith('\n') ? '' : '\n'}${itemText(list.port, indent)}${text.slice(end)}`;
}

function addList(document: SourceDocument, port: UpstreamPort): string {
  const { text } = document;
  const keyLine = /^outputPorts:/mu.exec(text);
  const at = keyLine === null ? text.length : startOfComments(text, keyLine.index);
  const before = text.slice(0, at);
  return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}inputPorts:\n${itemText(port, '  ')}\n${text.slice(at)}`;
}

// The comment lines right above a section belong to it.
function startOfComments(text: string, index: number): number {
  const lineStart = text.lastIndexOf('\n', index - 2) + 1;
  return index > 0 && text.startsWith('#', lineStart) ? startOfComments(text, lineStart) : index;
}

function itemText(port: UpstreamPort, indent: string): string {
  return `${indent}- name: ${yamlScalar(port.name)}\n${indent}  version: ${yamlScalar(port.version)}\n${indent}  contractId: ${yamlScalar(port.contractId)}\n`;
}
