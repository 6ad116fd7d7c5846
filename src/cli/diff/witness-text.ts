import type { Finding, Witness } from '../../core/model/finding.ts';

const longestRow = 160;

/** `e.g. {"order_id": "o-1", "total_amount": null}`; nothing where a finding has no witness. */
export function witnessText({ change }: Finding): string {
  return change?.witness === undefined ? '' : `e.g. ${rowsText(change.witness, change.path)}`;
}

function rowsText({ rows }: Witness, path: string): string {
  return rows.map((row) => rowText(row, path)).join(' and ');
}

// A wide row is told by its first columns and the one that the finding is about.
function rowText(row: Readonly<Record<string, unknown>>, path: string): string {
  const whole = objectText(Object.entries(row));
  if (whole.length <= longestRow) return whole;
  const touched = Object.keys(row).find((name) => path.includes(`properties[name=${name}]`) || path.includes(`properties[name=${JSON.stringify(name)}]`));
  const [first] = Object.keys(row);
  const shown = Object.entries(row).filter(([name]) => name === first || name === touched);
  const short = objectText(shown).replace(/\}$/u, ', …}');
  return short.length <= longestRow ? short : `${short.slice(0, longestRow - 1)}…`;
}

function objectText(entries: readonly (readonly [string, unknown])[]): string {
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}: ${valueText(value)}`).join(', ')}}`;
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return objectText(Object.entries(value));
  return JSON.stringify(value);
}
