// The same with GraphQL: builds two schemas, then has graphql-inspector compare them.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { moduleOf } from '../harness/peers.ts';
import { measured, report } from '../harness/phase.ts';

interface GraphqlPackage {
  readonly buildSchema: (text: string) => unknown;
}
interface InspectorPackage {
  readonly diff: (before: unknown, after: unknown) => Promise<readonly unknown[]>;
}

const [folder = '', before = '', after = ''] = process.argv.slice(2);
const load = async (name: string): Promise<unknown> => await import(pathToFileURL(moduleOf({ folder }, name)).href);
const { buildSchema } = (await load('graphql')) as GraphqlPackage;
const { diff } = (await load('@graphql-inspector/core')) as InspectorPackage;
const texts = [before, after].map((file) => readFileSync(file, 'utf8'));

const parsed = await measured(() => texts.map((text) => buildSchema(text)));
const compared = await measured(async () => await diff(parsed.value[0], parsed.value[1]));
report({ parse: parsed.cost, diff: compared.cost, changes: compared.value.length });
