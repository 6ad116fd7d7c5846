import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { addReportFlags, readReportFlags, type ReportFlags } from '../../src/cli/flags.ts';

function parse(...argv: string[]): ReportFlags & { readonly said: string } {
  const out = { said: '' };
  const program = new Command('dp').exitOverride().option('-q, --quiet').option('-v, --verbose').option('--no-color').configureOutput({ writeErr: (text) => { out.said += text; } });
  const child = program.command('validate').copyInheritedSettings(program);
  addReportFlags(child, { failOn: ['error', 'warning', 'info', 'never'], formats: ['text', 'json', 'github', 'gitlab'] });
  let flags: ReportFlags | undefined;
  child.action((_options, command: Command) => {
    flags = readReportFlags(command);
  });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (out.said === '') throw error;
  }
  return { ...(flags ?? ({} as ReportFlags)), ...out };
}

describe('the flags of a report', () => {
  test('have defaults', () => {
    expect(parse('validate')).toEqual({ format: 'text', output: undefined, failOn: undefined, isVerbose: false, isQuiet: false, isColourOff: false, said: '' });
  });

  test('are read with the common flags, before or after the command', () => {
    const expected = { format: 'json', output: 'dp.json', failOn: 'warning', isVerbose: true, isQuiet: false, isColourOff: true, said: '' };
    expect(parse('--verbose', '--no-color', 'validate', '--format', 'json', '--output', 'dp.json', '--fail-on=warning')).toEqual(expected);
    expect(parse('validate', '--format=json', '--output=dp.json', '--fail-on', 'warning', '-v', '--no-color')).toEqual(expected);
  });

  test('name the nearest value for one they do not know', () => {
    expect(parse('validate', '--format', 'gihub').said).toBe("error: option '--format <format>' argument 'gihub' is invalid. Did you mean github? It takes text, json, github, gitlab.\n");
    expect(parse('validate', '--fail-on', 'warn').said).toContain('Did you mean warning? It takes error, warning, info, never.');
    expect(parse('validate', '--format', 'sarif').said).toContain("argument 'sarif' is invalid. It takes text, json, github, gitlab.");
  });
});
