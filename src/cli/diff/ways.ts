import type { Finding, MigrationStep, WayOut } from '../../core/model/finding.ts';

type PathOf = (file: string) => string;

/** A way out with the findings that it ends. */
export interface SharedWay {
  readonly way: WayOut;
  readonly findings: readonly Finding[];
}

/** The first way of each finding, each told once however many findings it ends; then, if asked for, the others. */
export function waysOf(findings: readonly Finding[], isEvery: boolean): SharedWay[] {
  const shared = new Map<string, { way: WayOut; findings: Finding[] }>();
  for (const finding of findings) {
    const ways = finding.change?.migration ?? [];
    for (const way of isEvery ? ways : ways.slice(0, 1)) {
      const key = way.kind === 'new-port' || way.kind === 'new-contract' ? JSON.stringify([way.title, way.steps.filter(({ action }) => action === 'move')]) : JSON.stringify(way);
      const known = shared.get(key);
      if (known === undefined) shared.set(key, { way, findings: [finding] });
      else known.findings.push(finding);
    }
  }
  return [...shared.values()];
}

/** Lines of one language. */
export interface WayBlock {
  readonly language: 'sh' | 'yaml';
  readonly lines: readonly string[];
}

/** A way out as it is typed: what to do with files, then YAML to paste; neighbours of one language together. */
export function wayBlocks({ steps }: WayOut, pathOf: PathOf): WayBlock[] {
  const blocks: { language: 'sh' | 'yaml'; lines: string[] }[] = [];
  for (const step of steps) {
    const language = step.action === 'move' || step.action === 'restore' ? 'sh' : 'yaml';
    const last = blocks.at(-1);
    if (last?.language === language) last.lines.push(...stepLines(step, pathOf));
    else blocks.push({ language, lines: stepLines(step, pathOf) });
  }
  return blocks;
}

function stepLines(step: MigrationStep, pathOf: PathOf): string[] {
  const file = pathOf(step.file);
  switch (step.action) {
    case 'move':
      return [`mv ${shellWord(file)} ${shellWord(pathOf(step.to))}`];
    case 'restore':
      return [restoreLine(step.from, shellWord(file), pathOf)];
    case 'remove':
      return [`# ${file}: take ${placeText(step.pointer)} out`];
    case 'set':
      return [`# ${file}${ownerText(step.pointer)}`, ...step.yaml.split('\n')];
    case 'append':
      return [`# ${file}, add to ${placeText(step.pointer)}`, ...step.yaml.split('\n')];
    case 'replace':
      return [`# ${file}, in place of ${placeText(step.pointer)}`, ...step.yaml.split('\n')];
  }
}

/** How a file of the old side is brought back, wherever that side is. */
function restoreLine(from: string, file: string, pathOf: PathOf): string {
  const git = /^git:([^:]*):(.+)$/u.exec(from);
  if (git !== null) return `git show ${shellWord(`${shortCommit(git[1] ?? '')}:${git[2] ?? ''}`)} > ${file}`;
  const registry = /^registry:([^/]+\/[^/@]+@[^/]+)\/(.+)$/u.exec(from);
  if (registry !== null) return `dp pull ${shellWord(registry[1] ?? '')} old && cp ${shellWord(`old/${registry[2] ?? ''}`)} ${file}`;
  return `cp ${shellWord(pathOf(from))} ${file}`;
}

function shortCommit(revision: string): string {
  return /^[0-9a-f]{40,64}$/u.test(revision) ? revision.slice(0, 12) : revision;
}

// Names come from documents: pasted into a shell, they stay names.
function shellWord(text: string): string {
  return /^[\w@%+=:,./~-]+$/u.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** `/schema/0/properties/2` → `schema 1, properties 3`: as people count. */
function placeText(pointer: string): string {
  return pointer.slice(1).split('/').reduce<string>((text, token) => (/^\d+$/u.test(token) ? `${text} ${String(Number(token) + 1)}` : text === '' ? token : `${text}, ${token}`), '');
}

function ownerText(pointer: string): string {
  const owner = pointer.slice(0, pointer.lastIndexOf('/'));
  return owner === '' ? '' : `, in ${placeText(owner)}`;
}
