import { resolve } from 'node:path';
import { parseYaml } from '../../core/manifest/parse-yaml.ts';
import { DpError } from '../../core/model/errors.ts';
import type { GivenAnswer } from '../../core/template/answers.ts';
import { readAnswers } from '../../core/template/question.ts';
import { readBytes } from '../../io/files.ts';
import type { InitSurroundings } from '../../io/init-product.ts';
import type { World } from '../../io/world.ts';

export interface InitFlags {
  readonly name?: string;
  readonly domain?: string;
  readonly template: string;
  readonly set: readonly string[];
  readonly answers?: string;
  readonly from?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly list?: boolean;
}

const fromFlags = 3;
const fromFile = 2;
const fromWorkspace = 1;

/** Everything that was answered before a question is put. Errors: `usage`, `unreadable`, `configuration`. */
export function collectGiven(world: World, flags: InitFlags, surroundings: InitSurroundings): GivenAnswer[] {
  const { name, domain, set, answers } = flags;
  return [
    ...(surroundings.domain === undefined ? [] : [{ key: 'domain', value: surroundings.domain, source: 'dp.yaml', rank: fromWorkspace }]),
    ...(answers === undefined ? [] : readAnswersFile(world, answers)),
    ...(name === undefined ? [] : [{ key: 'name', value: name, source: '--name', rank: fromFlags }]),
    ...(domain === undefined ? [] : [{ key: 'domain', value: domain, source: '--domain', rank: fromFlags }]),
    ...set.map(readSet),
  ];
}

function readSet(text: string): GivenAnswer {
  const index = text.indexOf('=');
  if (index < 1) throw new DpError('usage', `--set takes key=value, not ${JSON.stringify(text)}.`, { hint: '--set owner=orders-team@acme.example' });
  return { key: text.slice(0, index).trim(), value: text.slice(index + 1), source: '--set', rank: fromFlags };
}

function readAnswersFile(world: World, path: string): GivenAnswer[] {
  const file = resolve(world.cwd, path);
  const { document, drafts } = parseYaml(file, readBytes(file));
  const broken = drafts.find(({ severity }) => severity === 'error');
  if (broken !== undefined) throw new DpError('configuration', `${path} cannot be read: ${broken.message}`);
  const data = readAnswers(document.data);
  if (data === undefined) throw new DpError('configuration', `${path} holds no answers: it must be a mapping of keys and values.`, { hint: 'name: orders' });
  return Object.entries(data).map(([key, value]) => ({ key, value, source: path, rank: fromFile }));
}
