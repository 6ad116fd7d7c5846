import { join } from 'node:path';
import { parseYaml } from '../../core/manifest/parse-yaml.ts';
import type { FindingDraft } from '../../core/model/draft.ts';
import { maxFileBytes } from '../../core/model/limits.ts';
import type { SourceDocument } from '../../core/model/source-document.ts';
import { readWaivers, type WaiverReading } from '../../core/policy/waivers/read-waiver.ts';
import { isYamlName } from '../../core/workspace/identify.ts';
import { listFolder, slashed, statPath } from '../files.ts';
import { loadDocument } from '../workspace/load-workspace.ts';

export interface WaiverFiles extends WaiverReading {
  readonly documents: readonly SourceDocument[];
}

/** Reads the waivers and accepted changes of a folder and those below it; links are not followed. Nothing is there: none. */
export function readWaiverFolder(folder: string): WaiverFiles {
  const files = statPath(folder)?.isDirectory() === true ? yamlFilesIn(folder, 0) : [];
  const loaded = files.map((file) => loadDocument(slashed(file)));
  const broken = loaded.filter(({ drafts }) => drafts.some(({ severity }) => severity === 'error'));
  const documents = loaded.filter((file) => !broken.includes(file)).map(({ document }) => document);
  const reading = readWaivers(documents);
  return { ...reading, drafts: [...broken.flatMap(({ drafts }) => drafts), ...reading.drafts], documents: loaded.map(({ document }) => document) };
}

/** As `readWaiverFolder`, of texts by their file name: a folder at another commit. */
export function readWaiverTexts(texts: ReadonlyMap<string, Uint8Array>): WaiverReading {
  const loaded = [...texts].filter(([, bytes]) => bytes.length <= maxFileBytes).map(([file, bytes]) => parseYaml(file, bytes));
  const drafts: FindingDraft[] = [];
  return { ...readWaivers(loaded.map(({ document }) => document)), drafts };
}

const deepest = 4;

function yamlFilesIn(folder: string, depth: number): string[] {
  return listFolder(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return depth < deepest && !entry.name.startsWith('.') ? yamlFilesIn(path, depth + 1) : [];
    return entry.isFile() && isYamlName(entry.name) ? [path] : [];
  });
}
