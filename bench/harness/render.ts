import type { BenchResult, Table, Target } from '../bench.ts';

const targetColumns = ['target', 'limit', 'measured', 'met'] as const;

function targetRows(targets: readonly Target[]): string[][] {
  return targets.map(({ what, limit, measured, isMet }) => [what, limit, measured, isMet === null ? 'not measured' : isMet ? 'yes' : 'NO']);
}

/** A bench's result for a terminal. */
export function asText(name: string, title: string, result: BenchResult): string {
  const tables = [...tablesOf(result)].map((table) => `\n${table.title}\n${textTable(table)}`);
  return `\n${name}: ${title}\n${tables.join('')}${result.notes.map((note) => `\n${note}\n`).join('')}`;
}

/** A bench's result as the page that is committed. */
export function asMarkdown(name: string, title: string, result: BenchResult): string {
  const tables = tablesOf(result).map((table) => `\n## ${table.title}\n\n${markdownTable(table)}`);
  return `# ${name}\n\n${title}\n${tables.join('')}${result.notes.map((note) => `\n${note}\n`).join('')}`;
}

function tablesOf(result: BenchResult): Table[] {
  const targets: Table = { title: 'Targets', columns: targetColumns, rows: targetRows(result.targets) };
  const versions: Table = { title: 'Versions', columns: ['what', 'version'], rows: Object.entries(result.versions) };
  return [targets, ...result.tables, versions].filter((table) => table.rows.length > 0);
}

function textTable({ columns, rows }: Table): string {
  const widths = columns.map((column, index) => Math.max(...[column, ...rows.map((row) => row[index] ?? '')].map((cell) => cell.length)));
  const line = (cells: readonly string[]): string => `  ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd();
  return [columns, columns.map((_, index) => '-'.repeat(widths[index] ?? 0)), ...rows].map((cells) => `${line(cells)}\n`).join('');
}

function markdownTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return [columns, columns.map(() => '---'), ...rows].map(line).join('');
}
