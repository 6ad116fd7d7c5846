import { isRecord } from '../manifest/node-reader.ts';
import { valueAt } from '../manifest/value-at.ts';
import { type Block, code, plain } from '../page/page.ts';
import type { EffectiveRule } from '../policy/effective.ts';
import { provenanceOf } from '../policy/provenance.ts';
import { enforcementText } from '../policy/weight.ts';

/** A rule as a section of a page: what it asks, why, what to do, its examples. */
export function ruleBlocks(effective: EffectiveRule): Block[] {
  const { rule } = effective;
  const { stage, effectiveFrom } = effective;
  const rollout = `${stage.value}${effectiveFrom.value === undefined ? '' : ` from ${effectiveFrom.value} on`}`;
  return [
    { kind: 'heading', level: 3, text: `${rule.name}: ${rule.title}`, anchor: rule.name },
    ...(rule.why === undefined ? [] : [{ kind: 'paragraph' as const, cells: [plain(rule.why)] }]),
    {
      kind: 'facts',
      rows: [
        ['severity', plain(effective.severity.value)],
        ['enforcement', plain(enforcementText(effective.enforcement.value))],
        ['stage', plain(rollout)],
        ...[...effective.params].map(([name, { value }]) => [name, code(JSON.stringify(value))] as const),
        ...(rule.area === undefined ? [] : [['area', plain(rule.area)] as const]),
        ...(rule.maps.length === 0 ? [] : [['maps to', plain(rule.maps.join(', '))] as const]),
        ...(rule.hint === undefined ? [] : [['what to do', plain(hintText(effective, rule.hint))] as const]),
      ],
    },
    ...exampleBlocks(effective),
  ];
}

// Parameters have one value in a page of rules; what names a field stays, for each finding says its own.
function hintText({ params }: EffectiveRule, hint: string): string {
  return hint.replace(/\{\{params\.([A-Za-z0-9_-]+)\}\}/gu, (text, name: string) => {
    const value = params.get(name)?.value;
    return value === undefined ? text : [value].flat().map(valueText).join(', ');
  });
}

function exampleBlocks({ rule }: EffectiveRule): Block[] {
  const examples = rule.tests.slice(0, 4);
  return examples.flatMap((test): Block[] => {
    const written = valueAt(rule.document.data, test.at);
    const given = isRecord(written) ? written['given'] : undefined;
    const found = test.expect.map(({ at }) => (at === '' ? 'the document itself' : at)).join(', ');
    return [
      { kind: 'paragraph', cells: [plain(test.expect.length === 0 ? '✔' : '✖', test.expect.length === 0 ? 'good' : 'bad'), plain(`${test.name}${found === '' ? '' : `: ${found}`}`)] },
      { kind: 'code', text: JSON.stringify(given, undefined, 2) },
    ];
  });
}

/** Where every value of a rule came from (`dp policy show --effective`). */
export function provenanceBlocks(effective: EffectiveRule, shorten: (place: string) => string): Block[] {
  const rows = provenanceOf(effective).map(({ field, value, origin, place, before }) => [
    plain(field),
    code(valueText(value)),
    plain(origin),
    code(shorten(place)),
    plain(before.map((old) => `${valueText(old.value)} (${old.origin})`).join(', then '), 'quiet'),
  ]);
  return [
    { kind: 'heading', level: 3, text: `${effective.rule.name}: ${effective.rule.title}`, anchor: effective.rule.name },
    { kind: 'paragraph', cells: [plain(`Brought in by ${effective.activatedBy.join(', ')}; written in`), code(`${effective.pack.name} ${effective.pack.version}`)] },
    { kind: 'table', header: ['what', 'value', 'said by', 'where', 'in place of'], rows },
  ];
}

function valueText(value: unknown): string {
  return value === null ? '-' : typeof value === 'string' ? value : JSON.stringify(value);
}
