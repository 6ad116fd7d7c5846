// Reads the whole catalogue, then judges one contract by it: the judging alone is measured, the first time in a fresh process.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import type { SourceDocument } from '../../src/core/model/source-document.ts';
import { compilePolicies } from '../../src/core/policy/compile-policies.ts';
import { evaluatePolicies } from '../../src/core/policy/evaluate.ts';
import { effectivePolicies } from '../../src/core/policy/inherit.ts';
import { readPack } from '../../src/core/policy/pack/read-pack.ts';
import { policyWorld } from '../../src/core/policy/targets/world.ts';
import { measured, report } from '../harness/phase.ts';

const [folder = '', file = ''] = process.argv.slice(2);
const read = (path: string): SourceDocument => parseYaml(path, readFileSync(path, 'utf8')).document;
const all = (part: string): string[] => readdirSync(join(folder, part)).sort().map((name) => `${part}/${name}`);
const reading = readPack({ origin: 'dp', isBuiltIn: true, main: read(join(folder, 'pack.yaml')), rules: all('rules').map((path) => read(join(folder, path))), lists: new Map(all('lists').map((path) => [path, read(join(folder, path))])) });
if (!reading.ok) throw new Error('the catalogue is no pack');
const effective = effectivePolicies([{ origin: 'dp', roots: [{ pack: reading.pack, parents: [] }], overrides: [] }], reading.pack);
if (!effective.ok) throw new Error('the catalogue has no effect');
const compilation = compilePolicies(effective.policies);
if (!compilation.ok) throw new Error('the catalogue does not compile');
const { compiled } = compilation;

const parsed = await measured(() => readContract(read(file)));
const unit = { product: undefined, contracts: [parsed.value] };
const judged = await measured(() => evaluatePolicies({ compiled, world: policyWorld({ units: [unit], published: [] }), isJudged: () => true, today: '2026-11-22' }));
report({ parse: parsed.cost, diff: judged.cost, changes: judged.value.drafts.length });
