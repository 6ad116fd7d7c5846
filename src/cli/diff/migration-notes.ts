import { consumerAdvice } from '../../core/diff/migration/consumer-advice.ts';
import { type PortFate, portFates } from '../../core/diff/migration/service-ends.ts';
import { addDays } from '../../core/diff/migration/ways.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { ProductSnapshot } from '../../core/model/snapshot.ts';
import type { ComparedPair } from '../../io/diff/sides.ts';
import { codeSpan, commentText } from '../reporters/markdown-text.ts';
import type { Outcome } from './outcome.ts';
import { witnessText } from './witness-text.ts';
import { hitPhrases, subjectPath } from './wording.ts';

export interface NotesInput {
  readonly outcomes: readonly Outcome[];
  /** The pair of each outcome, in their order. */
  readonly pairs: readonly ComparedPair[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** A note to consumers for a whole change, to be edited and sent: what changes, since when, whom it hits, what to do, until when. */
export function migrationNotes({ outcomes, pairs, today }: NotesInput): string {
  const parts = outcomes.flatMap((outcome, index) => {
    const pair = pairs[index];
    return pair === undefined ? [] : [noteOf(outcome, pair, today)];
  });
  return `${parts.join('\n\n---\n\n')}\n`;
}

function noteOf(outcome: Outcome, pair: ComparedPair, today: string): string {
  const { result, label } = outcome;
  const { fromVersion, toVersion } = result.title;
  const grave = outcome.findings.filter(({ change, waiver, rule }) => !rule.startsWith('ignore-') && (change?.level === 'breaking' || change?.level === 'warning') && (waiver === null || change.level === 'breaking'));
  const version = toVersion === null ? 'is removed' : `${fromVersion ?? 'first version'} → ${result.bump.ok ? toVersion : (result.bump.suggestedVersion ?? toVersion)}`;
  const head = [`# ${commentText(label)} ${commentText(version)}: what changes for its readers`, `Draft of ${today}, made by \`dp diff\`: read it, mend it, send it.`];
  if (grave.length === 0) return [...head, ...calm(outcome, pair, today), ...otherChanges(outcome)].join('\n\n');
  return [
    ...head,
    '## Whom it hits',
    whom(grave),
    '## What changes, and what to do',
    ...grave.map((finding) => changeNote(finding, { since: sinceText(outcome) })),
    '## Until when the old one is served',
    ...served(outcome, pair, today),
    ...otherChanges(outcome),
  ].join('\n\n');
}

// A new version beside the old one asks nothing today, but readers are to move some day.
function calm(outcome: Outcome, pair: ComparedPair, today: string): string[] {
  const isBeside = outcome.findings.some(({ rule }) => rule === 'output-port-version-added');
  return isBeside ? ['No reader has to do anything on the day it is published.', '## Until when the old one is served', ...served(outcome, pair, today)] : ['No reader has to do anything.'];
}

function sinceText({ result }: Outcome): string {
  const { toVersion } = result.title;
  const version = result.bump.ok ? toVersion : (result.bump.suggestedVersion ?? toVersion);
  return version === null ? 'from the day on which it is removed' : `from version ${version} on`;
}

function whom(findings: readonly Finding[]): string {
  const phrases = hitPhrases(findings);
  return phrases.length === 0 ? 'No reader is recorded. Send it to whomever you know to read it.' : phrases.map((phrase) => `- ${commentText(phrase)}`).join('\n');
}

function changeNote(finding: Finding, { since }: { readonly since: string }): string {
  const example = witnessText(finding);
  const hits = hitPhrases([finding]);
  return [
    `### ${codeSpan(subjectPath(finding))} (${finding.change?.level === 'breaking' ? 'breaking' : 'to be checked'})`,
    '',
    `- What: ${commentText(finding.message)}`,
    ...(example === '' ? [] : [`- Example: ${codeSpan(example.slice('e.g. '.length))}`]),
    `- Since: ${since}`,
    ...(hits.length === 0 ? [] : [`- Hits: ${hits.map(commentText).join(', ')}`]),
    `- What to do: ${commentText(consumerAdvice(finding.rule, finding.change ?? { from: null, to: null }))}`,
  ].join('\n');
}

function served(outcome: Outcome, pair: ComparedPair, today: string): string[] {
  const sides = sidesOf(pair);
  const earliest = addDays(today, outcome.noticeDays);
  if (sides === undefined) return [`The contract names no last day for the old version. Agree on one: not before ${earliest}.`];
  const ports = portFates(sides);
  const move = sides.new.product.outputPorts.filter((port) => !sides.old.product.outputPorts.some(({ name, version }) => name === port.name && version === port.version));
  return [
    ports.map((fate) => `- ${fateText(fate, earliest)}`).join('\n'),
    ...(move.length === 0 ? [] : ['To move, name the new port in your manifest:', ['```yaml', 'inputPorts:', ...move.flatMap((port) => [`  - name: ${plain(port.name)}`, `    version: ${plain(port.version ?? '')}`, `    contractId: ${plain(port.contractId ?? '')}`]), '```'].join('\n')]),
  ];
}

function sidesOf(pair: ComparedPair): { old: ProductSnapshot; new: ProductSnapshot } | undefined {
  if (pair.kind === 'contract') return pair.owners;
  return pair.old === undefined || pair.new === undefined ? undefined : { old: pair.old, new: pair.new };
}

function fateText({ port, fate, replacedBy, until }: PortFate, earliest: string): string {
  const name = codeSpan(`${port.name} ${port.version ?? ''}`.trim());
  const end = until === undefined ? `no last day is named; agree on one, not before ${earliest}` : `until ${until}`;
  switch (fate) {
    case 'stays':
      return `${name} is served as before: ${end}.`;
    case 'changed':
      return `${name} changes in its place: readers change on the day it is published. Its contract: ${end}.`;
    case 'replaced':
      return `${name} is replaced by ${codeSpan(replacedBy ?? '')} in its place: readers change on the day it is published${until === undefined ? '' : `; its contract promised it until ${until}`}.`;
    case 'gone':
      return `${name} is gone with this version${until === undefined ? '' : `; its contract promised it until ${until}`}.`;
  }
}

function otherChanges({ findings }: Outcome): string[] {
  const infos = findings.filter(({ change, waiver }) => waiver === null && change?.level === 'info');
  return infos.length === 0 ? [] : [`## Nothing to do\n\n${infos.map((finding) => `- ${codeSpan(subjectPath(finding))} ${commentText(finding.message)}`).join('\n')}`];
}

function plain(text: string): string {
  return /^[A-Za-z0-9][\w.-]*$/u.test(text) && !/^\d+(?:\.\d+)?$/u.test(text) ? text : JSON.stringify(text);
}
