import { pointerOf } from '../../model/common.ts';
import type { MigrationStep } from '../../model/finding.ts';
import { splitPointer } from '../../model/pointer.ts';
import type { OutputPort } from '../../model/product.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import { yamlText } from './yaml-text.ts';

/** Gives a key its value: the YAML to paste is the key with it. */
export function setStep(file: string, pointer: string, value: unknown): MigrationStep {
  return { action: 'set', file, pointer, yaml: yamlText({ [splitPointer(pointer).at(-1) ?? '']: value }) };
}

/** Adds items to a list. */
export function appendStep(file: string, pointer: string, items: readonly unknown[]): MigrationStep {
  return { action: 'append', file, pointer, yaml: yamlText(items) };
}

/** Puts items in the place of one item. */
export function replaceStep(file: string, pointer: string, items: readonly unknown[]): MigrationStep {
  return { action: 'replace', file, pointer, yaml: yamlText(items) };
}

/** Sets the version of a port where it is another. */
export function portVersionStep(document: SourceDocument, port: OutputPort, version: string): MigrationStep[] {
  return port.version === version ? [] : [setStep(document.file, pointerOf(port, 'version'), version)];
}

/** A name for a file beside another: `contracts/orders.odcs.yaml` → `contracts/orders-v2.odcs.yaml`. */
export function fileBeside(file: string, suffix: string, taken: ReadonlySet<string>): string {
  const [, stem = file, extension = ''] = /^(.*?)((?:\.odcs)?\.(?:ya?ml|json))$/u.exec(file) ?? [];
  const base = stem.replace(/-v\d+$/u, '');
  const wanted = `${base}-v${suffix.split('.')[0] ?? suffix}${extension}`;
  return taken.has(wanted) ? `${base}-${suffix}${extension}` : wanted;
}

/** A pointer without its last tokens. */
export function parentPointer(pointer: string, levels = 1): string {
  return Array.from({ length: levels }).reduce<string>((at) => at.slice(0, Math.max(0, at.lastIndexOf('/'))), pointer);
}
