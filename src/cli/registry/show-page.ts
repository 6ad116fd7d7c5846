import { isRecord } from '../../core/manifest/node-reader.ts';
import { dpValue } from '../../core/manifest/read-product.ts';
import { columnsOf } from '../../core/lineage/column-refs.ts';
import type { DataContract } from '../../core/model/contract.ts';
import type { OutputPort } from '../../core/model/product.ts';
import { findContract } from '../../core/model/snapshot.ts';
import type { PublishedProduct } from '../../core/registry/products.ts';
import type { PublishedVersion } from '../../io/registry/open-registry.ts';
import { oneLine, wrap } from '../reporters/display.ts';
import type { ReportContext } from '../reporters/report.ts';
import { plural } from '../reporters/wording.ts';
import { productNotes, versionMark, versionNotes } from './version-notes.ts';

export interface ShownVersion {
  readonly product: PublishedProduct;
  readonly read: PublishedVersion & { readonly problems: readonly string[] };
  /** Keys of the products whose latest version reads one of its contracts. */
  readonly readers: readonly string[];
}

const labelWidth = 13;
const shownVersions = 8;
const shownColumns = 12;

/** The page of a published version for people at a terminal. */
export function showPage(shown: ShownVersion, style: ReportContext): string {
  const { product, read } = shown;
  const { colour } = style;
  const { entry, snapshot } = read;
  const facts = [snapshot.product.status, snapshot.product.type].flatMap((fact) => (fact === undefined ? [] : [oneLine(fact)]));
  const head = `${colour.bold.cyan(product.key)} ${colour.bold(entry.version)}  ${colour.dim(facts.join(' · '))}`;
  const notes = [...productNotes(product.status), ...versionNotes(product.status, entry.version)];
  const warnings = [...read.problems.map((problem) => colour.red(`✖ ${oneLine(problem)}`)), ...notes.map((note) => colour.yellow(`⚠ ${oneLine(note)}`))];
  const ports = snapshot.product.outputPorts.map((port) => portLines(port, snapshot.contracts, style));
  const sections = [aboutLines(shown, style), ...ports, inputLines(shown, style), linkLines(shown, style), nextLines(shown, style)];
  return [[head, ...warnings].join('\n'), ...sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))].join('\n\n');
}

function row(label: string, value: string, style: ReportContext): string[] {
  const [first = '', ...rest] = wrap(oneLine(value), style.width - labelWidth);
  return [`${style.colour.dim(label.padEnd(labelWidth))}${first}`, ...rest.map((line) => `${' '.repeat(labelWidth)}${line}`)];
}

function rowIf(label: string, value: string | undefined, style: ReportContext): string[] {
  return value === undefined || value === '' ? [] : row(label, value, style);
}

function aboutLines(shown: ShownVersion, style: ReportContext): string[] {
  const { product, read } = shown;
  const { description, tags, team, support } = read.snapshot.product;
  const versions = product.entries.slice(0, shownVersions).map(({ version }) => {
    const mark = versionMark(product.status, version, product.latest?.version);
    return mark === '' ? version : `${version} (${mark})`;
  });
  const left = product.entries.length - versions.length;
  return [
    ...rowIf('Purpose', description.purpose, style),
    ...rowIf('Usage', description.usage, style),
    ...rowIf('Limitations', description.limitations, style),
    ...rowIf('Team', [team?.name, ...read.entry.owners.filter((owner) => owner !== team?.name)].filter((name) => name !== undefined).join(', '), style),
    ...rowIf('Support', support.map(({ channel, url }) => (url === undefined ? channel : `${channel} ${url}`)).join(', '), style),
    ...rowIf('Tags', tags.join(', '), style),
    ...row('Versions', `${versions.join(', ')}${left > 0 ? ` and ${String(left)} more` : ''}`, style),
    ...row('Digest', read.entry.digest, style),
  ];
}

function portLines(port: OutputPort, contracts: readonly DataContract[], style: ReportContext): string[] {
  const { colour } = style;
  const contract = findContract(contracts, port);
  const promise = port.contractId === undefined ? 'no contract' : `contract ${port.contractId}${contract?.version === undefined ? '' : ` ${contract.version}`}`;
  const facts = [port.type, promise].flatMap((fact) => (fact === undefined ? [] : [oneLine(fact)]));
  const name = `${colour.bold(`Port ${oneLine(port.name)}`)}${port.version === undefined ? '' : ` ${oneLine(port.version)}`}`;
  const text = port.description === undefined ? [] : wrap(oneLine(port.description), style.width - 2).map((line) => `  ${line}`);
  return [`${name}  ${colour.dim(facts.join(' · '))}`, ...text, ...(contract === undefined ? [] : tableLines(contract, style))];
}

function tableLines(contract: DataContract, style: ReportContext): string[] {
  const columns = columnsOf(contract);
  return contract.tables.flatMap((table) => {
    const own = table.columns.map((column) => `${column.name}${column.primaryKey ? '*' : ''}${column.deprecated ? ' (deprecated)' : ''}`);
    const nested = columns.filter(({ path }) => path.startsWith(`${table.name}.`)).length;
    const list = `${own.slice(0, shownColumns).join(', ')}${own.length > shownColumns ? ' …' : ''}`;
    return wrap(oneLine(`${table.name} (${plural(nested, 'column')}): ${list}`), style.width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`);
  });
}

function inputLines(shown: ShownVersion, style: ReportContext): string[] {
  const { inputPorts } = shown.read.snapshot.product;
  const inputs = inputPorts.map(({ name, contractId, version }) => `${name}${contractId === undefined ? '' : ` (${contractId}${version === undefined ? '' : ` ${version}`})`}`);
  return [...rowIf('Reads', inputs.join(', '), style), ...rowIf('Read by', shown.readers.join(', '), style)];
}

function linkLines(shown: ShownVersion, style: ReportContext): string[] {
  const files = shown.read.file.files.map(({ path }) => path);
  const { links } = shown.read.snapshot.product;
  return [...exampleLines(shown, style), ...rowIf('Files', files.join(', '), style), ...rowIf('Links', links.map(({ type, url }) => `${type} ${url}`).join(', '), style)];
}

function exampleLines({ read }: ShownVersion, style: ReportContext): string[] {
  const value = dpValue(read.snapshot.product, 'examples')?.value;
  const examples = Array.isArray(value) ? value.filter(isRecord) : [];
  return examples.flatMap(({ title, file, shows }, index) => {
    const text = [title, shows].filter((part) => typeof part === 'string').join(': ');
    return rowIf(index === 0 ? 'Examples' : '', `${text}${typeof file === 'string' ? ` (${file})` : ''}`, style);
  });
}

function nextLines({ product, read }: ShownVersion, { colour }: ReportContext): string[] {
  return [colour.dim(`dp pull ${product.key}@${read.entry.version}`), colour.dim(`dp versions ${product.key}`)];
}
