import type { Canvas, CanvasConsumer, CanvasModel, CanvasNeed, CanvasOutput, CanvasSource } from './canvas.ts';

/** A word or sentence, with where it leads when that is a web or mail address. */
export interface Cell {
  readonly text: string;
  readonly url?: string | undefined;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, Cell])[] }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly Cell[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[] };

/** One box of the canvas. `area` is stable and places it on the HTML page. */
export interface Section {
  readonly area: 'product' | 'consumers' | 'sources' | 'outputs' | 'quality' | 'model' | 'ownership' | 'governance';
  readonly title: string;
  readonly blocks: readonly Block[];
}

const nothingSaid = 'not said';
const blank = '–';

/** The canvas as boxes of words, the same for every format. Boxes that cannot apply (no model) are left out. */
export function canvasSections(canvas: Canvas): Section[] {
  return [
    { area: 'product', title: 'Product', blocks: productBlocks(canvas) },
    { area: 'consumers', title: 'Consumers and use cases', blocks: consumerBlocks(canvas) },
    { area: 'sources', title: 'Sources and acquisition', blocks: sourceBlocks(canvas) },
    { area: 'outputs', title: 'Outputs and delivery', blocks: canvas.outputs.flatMap(outputBlocks) },
    { area: 'quality', title: 'Quality and service levels', blocks: canvas.outputs.flatMap(qualityBlocks) },
    ...(canvas.model === undefined ? [] : [{ area: 'model' as const, title: 'Model', blocks: modelBlocks(canvas.model) }]),
    { area: 'ownership', title: 'Ownership and support', blocks: ownershipBlocks(canvas) },
    { area: 'governance', title: 'Governance', blocks: [...canvas.outputs.flatMap(governanceBlocks), facts([['Published in', canvas.registry]])] },
  ];
}

function cell(text: string | undefined, url?: string): Cell {
  return text === undefined || text === '' ? { text: blank } : { text, url };
}

// Rows without a value are dropped: an empty canvas is short, a full one complete.
function facts(rows: readonly (readonly [string, string | undefined, string?])[]): Block {
  return { kind: 'facts', rows: rows.flatMap(([name, value, url]) => (value === undefined || value === '' ? [] : [[name, cell(value, url)] as const])) };
}

function list(title: string, items: readonly (string | Cell)[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', title, items: items.map((item) => (typeof item === 'string' ? { text: item } : item)) }];
}

function table(header: readonly string[], rows: readonly (readonly Cell[])[]): Block[] {
  return rows.length === 0 ? [] : [{ kind: 'table', header, rows }];
}

/** `outOfScopeUse` as people write it: Out of scope use. */
function label(name: string): string {
  const words = name.replace(/(?<=[a-z])[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function joined(parts: readonly (string | undefined)[], separator = ', '): string | undefined {
  const present = parts.filter((part) => part !== undefined && part !== '');
  return present.length === 0 ? undefined : present.join(separator);
}

function productBlocks(canvas: Canvas): Block[] {
  return [
    { kind: 'paragraph', text: canvas.purpose ?? `Purpose: ${nothingSaid}` },
    facts([
      ['Key', canvas.key],
      ['Version', joined([canvas.version, canvas.status])],
      ['Domain', canvas.domain],
      ['Kind', canvas.type],
      ['Owner', joined([canvas.team, ...canvas.members.filter(({ role }) => role?.toLowerCase().includes('owner') === true).map(({ name, username }) => name ?? username)])],
      ['Value', canvas.value],
      ['Usage', canvas.usage],
      ['Limitations', canvas.limitations],
      ['Id', canvas.id],
      ['Tenant', canvas.tenant],
      ['Tags', joined(canvas.tags)],
    ]),
  ];
}

function consumerBlocks(canvas: Canvas): Block[] {
  const exposures = canvas.exposures.map(({ type, name, url, owner, port, columns }) => [cell(name, url), cell(type), cell(owner), cell(port), cell(columns.length === 0 ? 'all' : columns.join(', '))]);
  return [
    ...(canvas.consumers.length === 0 ? [{ kind: 'paragraph' as const, text: `Consumers: ${nothingSaid}` }] : canvas.consumers.flatMap(oneConsumer)),
    ...(exposures.length === 0 ? [] : [{ kind: 'heading' as const, text: 'Read outside the mesh by' }]),
    ...table(['Name', 'Type', 'Owner', 'Port', 'Columns'], exposures),
  ];
}

function oneConsumer(consumer: CanvasConsumer): Block[] {
  const needs = consumer.needs.map((need) => [cell(need.port), cell(need.freshness), cell(need.format), cell(need.integration), cell(need.priority), { text: verdictText(need) }]);
  return [
    { kind: 'heading', text: consumer.persona },
    ...list('Use cases', consumer.useCases),
    ...list('Pain points', consumer.painPoints),
    ...table(['Needs port', 'Freshness', 'Format', 'Integration', 'Priority', 'Promised?'], needs),
  ];
}

const verdictMarks = { met: '✔ met', 'not met': '✖ not met', unknown: '? cannot tell' } as const;

function verdictText(need: CanvasNeed): string {
  return need.reasons.length === 0 ? verdictMarks[need.verdict] : `${verdictMarks[need.verdict]}: ${need.reasons.join('; ')}`;
}

function sourceBlocks(canvas: Canvas): Block[] {
  const rows = canvas.sources.map((source) => [cell(source.port), cell(sourceText(source)), cell(source.acquisition ?? (source.contract === undefined ? undefined : 'data product')), cell(source.owner)]);
  return [
    ...(rows.length === 0 ? [{ kind: 'paragraph' as const, text: `Sources: ${nothingSaid}` }] : table(['Input port', 'Source', 'Acquisition', 'Owner'], rows)),
    ...(canvas.pipeline.length === 0 ? [] : [{ kind: 'heading' as const, text: 'Pipeline' }, facts(canvas.pipeline.map(({ name, value }) => [label(name), value] as const))]),
  ];
}

function sourceText({ contract, version, system }: CanvasSource): string | undefined {
  return contract === undefined ? system : `contract ${contract}${version === undefined ? '' : ` ${version}`}`;
}

function portTitle(output: CanvasOutput): Block {
  return { kind: 'heading', text: joined([output.port, output.version], ' ') ?? '' };
}

function outputBlocks(output: CanvasOutput): Block[] {
  const contract = output.contract === undefined ? nothingSaid : `${output.contract}${output.isContractFound ? '' : ' (not found here)'}`;
  return [
    portTitle(output),
    ...(output.description === undefined ? [] : [{ kind: 'paragraph' as const, text: output.description }]),
    facts([['Type', output.type], ['Contract', contract]]),
    ...table(['Holds', 'Granularity', 'Columns'], output.tables.map(({ name, granularity, columns }) => [cell(name), cell(granularity), cell(String(columns))])),
    ...table(['Server', 'Type', 'Environment', 'Format', 'Place'], output.deliveries.map(({ server, type, environment, format, place }) => [cell(server), cell(type), cell(environment), cell(format), cell(place)])),
    ...list('Usage examples', output.examples.map(({ title, file, shows }) => joined([title, file, shows], ' · ') ?? '')),
    ...(output.stream.length === 0 ? [] : [{ kind: 'heading' as const, text: 'Stream' }, facts(output.stream.map(({ property, value }) => [label(property), value] as const))]),
  ];
}

function qualityBlocks(output: CanvasOutput): Block[] {
  const rules = output.qualityRules === 0 ? 'no rules' : `${String(output.qualityRules)} ${output.qualityRules === 1 ? 'rule' : 'rules'}${output.dimensions.length === 0 ? '' : `: ${output.dimensions.join(', ')}`}`;
  return [
    portTitle(output),
    facts([['Quality', rules]]),
    ...table(['Promise', 'Value', 'Of', 'Meaning'], output.promises.map(({ property, value, element, description }) => [cell(property), cell(value), cell(element), cell(description)])),
    ...table(['Records that are', 'are handled so'], output.errorHandling.map(({ records, handling }) => [cell(records), cell(handling)])),
  ];
}

function modelBlocks(model: CanvasModel): Block[] {
  return [
    facts(model.facts.map(({ name, value }) => [label(name), value] as const)),
    ...list('Artifacts', model.artifacts),
    ...list('Feature pipelines', model.featurePipelines),
    ...list('Training data', model.trainingData),
    ...table(['Metric', 'Value', 'Bound', 'Kept', 'Measured on'], model.metrics.map(({ name, value, bound, isKept, measuredOn }) => [cell(name), cell(value), cell(bound), { text: isKept === undefined ? '' : isKept ? '✔' : '✖' }, cell(measuredOn)])),
    facts(model.card.map(({ name, value }) => [label(name), value] as const)),
  ];
}

function ownershipBlocks(canvas: Canvas): Block[] {
  return [
    facts([['Team', canvas.team]]),
    ...table(['Member', 'Name', 'Role'], canvas.members.map(({ username, name, role }) => [cell(username), cell(name), cell(role)])),
    ...table(['Channel', 'For', 'Where', 'Note'], canvas.support.map(({ channel, scope, url, description }) => [cell(channel, url), cell(scope), cell(url, url), cell(description)])),
  ];
}

function governanceBlocks(output: CanvasOutput): Block[] {
  const { classes, roles, hasPersonalData, personalColumns, personalData, lawfulBasis, dataResidency } = output.governance;
  const personal = hasPersonalData === undefined ? nothingSaid : hasPersonalData ? (joined(['yes', ...personalData], ' · ') ?? 'yes') : 'none';
  return [
    portTitle(output),
    facts([
      ['Classification', joined(classes.map(({ classification, columns }) => `${classification} (${String(columns)} ${columns === 1 ? 'column' : 'columns'})`))],
      ['Personal data', personal],
      ['Personal columns', joined(personalColumns)],
      ['Lawful basis', lawfulBasis],
      ['Stored in', joined(dataResidency)],
    ]),
    ...table(['Role', 'Access', 'Approved by'], roles.map(({ role, access, approvers }) => [cell(role), cell(access), cell(joined(approvers, ', then '))])),
  ];
}
