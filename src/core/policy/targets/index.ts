import { canvasTargets } from './canvas.ts';
import { contractTargets } from './contract.ts';
import { modelAndStreamTargets, modelItemTargets } from './ml-and-streams.ts';
import { type NodeKind, type TargetName, targetNames } from './node.ts';
import { linkTargets, peopleTargets } from './people.ts';
import { portItemTargets, productTargets } from './product.ts';
import { schemaItemTargets, schemaTargets } from './schema.ts';
import type { ListedTarget, Target } from './target.ts';

const listed: ReadonlyMap<string, ListedTarget> = new Map(
  [...productTargets, ...contractTargets, ...schemaTargets, ...peopleTargets, ...canvasTargets, ...modelAndStreamTargets].map((target) => [target.name, target]),
);
const all: ReadonlyMap<string, Target> = new Map([...listed.values(), ...linkTargets, ...portItemTargets, ...schemaItemTargets, ...modelItemTargets].map((target) => [target.name, target]));

/** Every target that `for` may name, in the order of POLICY. */
export const targets: readonly ListedTarget[] = targetNames.map(targetOf);

/** The target of a name that `for` may have; `undefined` for any other name. */
export function findTarget(name: string): ListedTarget | undefined {
  return listed.get(name);
}

/** A target that `for` may name. */
export function targetOf(name: TargetName): ListedTarget {
  const target = listed.get(name);
  if (target === undefined) throw new Error(`no target ${name}`);
  return target;
}

/** The kind of a node: a target, or items of a list. */
export function kindOf(kind: NodeKind): Target {
  const target = all.get(kind);
  if (target === undefined) throw new Error(`no target ${kind}`);
  return target;
}

/** What the documents' own keys are called in rules, where that is another name. */
export const namesInRules: Readonly<Record<string, string>> = {
  schema: 'tables',
  properties: 'columns',
  slaProperties: 'slas',
  sla: 'sla.<property>, or slas',
  customProperties: 'custom.<name>',
  mlModel: 'model',
  sourceSystem: 'sourceSystems',
  price: 'price.priceAmount, price.priceCurrency or price.priceUnit',
};
