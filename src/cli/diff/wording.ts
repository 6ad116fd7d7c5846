import type { DiffResult } from '../../core/diff/result.ts';
import type { DiffMode } from '../../core/diff/settings.ts';
import { compareText } from '../../core/model/draft.ts';
import type { ConsumerHit, Finding } from '../../core/model/finding.ts';
import { plural } from '../reporters/wording.ts';
import type { Outcome } from './outcome.ts';

/** Whom a mode protects, in a sentence (DIFF, "Principles" 2). */
export function modeSentence(mode: DiffMode, from: string | null): string {
  const version = from ?? 'the old version';
  switch (mode) {
    case 'consumers':
      return `mode consumers: protects readers built against ${version}`;
    case 'history':
      return `mode history: protects new readers of data written under ${version}`;
    case 'full':
      return `mode full: protects readers built against ${version} and new readers of its data`;
    case 'none':
      return 'mode none: protects nobody, reports only';
  }
}

/** `orders 1.4.0 → 1.5.0`. */
export function headline({ label, result }: Outcome): string {
  const { fromVersion, toVersion } = result.title;
  const versions = [...new Set([fromVersion, toVersion].filter((version) => version !== null))];
  return [label, versions.join(' → ')].filter((part) => part !== '').join(' ');
}

/** `schema[name=orders].properties[name=total_amount].required` → `schema.orders.total_amount.required`. */
export function shortPath(path: string): string {
  return path.replaceAll(/(^|\.)properties\[name=("(?:[^"\\]|\\.)*"|[^\],]*)\]/gu, '$1$2').replaceAll(/\[((?:"(?:[^"\\]|\\.)*"|[^\]"])*)\]/gu, (_whole, keys: string) => `.${valuesOf(keys)}`);
}

function valuesOf(keys: string): string {
  return keys.split(/,(?=[A-Za-z]+=)/u).map((pair) => pair.slice(pair.indexOf('=') + 1)).join(' ');
}

/** Where a finding is inside its file, without the field that its message begins with. */
export function subjectPath(finding: Finding): string {
  const path = shortPath((finding.change?.path ?? finding.subject.path).replace(/^contracts\[id=(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]\.?/u, ''));
  const field = finding.message.slice(0, Math.max(0, finding.message.indexOf(':')));
  return field !== '' && path.endsWith(`.${field}`) ? path.slice(0, -field.length - 1) : path;
}

/** `billing-invoices (direct, reads total_amount)`: columns of the table that the change is in stand without it. */
export function hitPhrase(hit: ConsumerHit, finding: Finding): string {
  const table = /^(?:contracts\[[^\]]*\]\.)?schema\[name=([^\]]+)\]/u.exec(finding.change?.path ?? '')?.[1];
  const columns = (hit.columns ?? []).map((column) => (table !== undefined && column.startsWith(`${table}.`) ? column.slice(table.length + 1) : column));
  const way = hit.isDirect ? (hit.kind === 'exposure' ? 'exposure' : 'direct') : `through ${hit.via.join(' → ')}`;
  return `${hit.name} (${way}${columns.length === 0 ? '' : `, reads ${columns.join(', ')}`})`;
}

/** Everyone whom some findings hit, each once, with all columns that he reads; nearest first. */
export function hitPhrases(findings: readonly Finding[]): string[] {
  const hits = new Map<string, { hit: ConsumerHit; finding: Finding }>();
  for (const finding of findings) {
    for (const hit of finding.change?.consumers ?? []) {
      const key = JSON.stringify([hit.kind, hit.name, hit.via]);
      const known = hits.get(key)?.hit;
      const columns = [...new Set([...(known?.columns ?? []), ...(hit.columns ?? [])])].sort(compareText);
      hits.set(key, { hit: { ...hit, columns }, finding: hits.get(key)?.finding ?? finding });
    }
  }
  return [...hits.values()].sort((a, b) => a.hit.via.length - b.hit.via.length || compareText(a.hit.name, b.hit.name)).map(({ hit, finding }) => hitPhrase(hit, finding));
}

/** A commit id as people quote it. */
export function shortAgainst(against: string): string {
  return against.replace(/^(git:[0-9a-f]{12})[0-9a-f]{28,}/u, '$1');
}

/** `1 breaking, 1 warning, 3 info, 1 waived`. */
export function countLevels(findings: readonly Finding[]): string {
  const count = (level: string): number => findings.filter((finding) => finding.waiver === null && finding.change?.level === level).length;
  const waived = findings.filter((finding) => finding.waiver !== null).length;
  const [breaking, warning, info] = [count('breaking'), count('warning'), count('info')];
  const parts = [...(breaking > 0 ? [`${String(breaking)} breaking`] : []), ...(warning > 0 ? [plural(warning, 'warning')] : []), ...(info > 0 ? [`${String(info)} info`] : []), ...(waived > 0 ? [`${String(waived)} waived`] : [])];
  return parts.length === 0 ? 'no change' : parts.join(', ');
}

/** `Needs 2.0.0 (major); declared 1.5.0 (minor).` */
export function bumpSentence({ bump, title }: Pick<DiffResult, 'bump' | 'title'>): string {
  const declared = title.toVersion === null ? '' : `declared ${title.toVersion}${bump.declared === 'none' ? '' : ` (${bump.declared})`}`;
  if (title.toVersion === null) return bump.ok ? '' : 'Nothing can be published in its place.';
  if (bump.demanded === 'none') return bump.ok ? `Needs no new version; ${declared}.` : `Needs a version above ${title.fromVersion ?? ''}; ${declared}.`;
  const needs = bump.suggestedVersion === null ? `a ${bump.demanded} step` : `${bump.suggestedVersion} (${bump.demanded})`;
  return `Needs ${needs}; ${declared}.`;
}

/** `3 comparisons: 1 breaking, 2 identical. 1 version too small.` */
export function totals(outcomes: readonly Outcome[]): string {
  const order = ['breaking', 'warning', 'compatible', 'identical'] as const;
  const counts = order.flatMap((verdict) => {
    const count = outcomes.filter(({ result }) => result.verdict === verdict).length;
    return count === 0 ? [] : [`${String(count)} ${verdict}`];
  });
  const refused = outcomes.filter(({ result }) => !result.bump.ok).length;
  return `${plural(outcomes.length, 'comparison')}: ${counts.join(', ')}.${refused === 0 ? '' : ` ${plural(refused, 'version')} too small.`}`;
}
