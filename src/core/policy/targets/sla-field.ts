import type { SlaProperty } from '../../model/contract.ts';
import { pointerOf } from '../../model/common.ts';
import { type Field, placeOf, presentOrUndefined } from './field.ts';
import type { Node } from './node.ts';
import { quantityOf } from './quantity.ts';
import { contractViews } from './relations.ts';
import { isSameSla } from './sla-property.ts';

/** `sla.<property>`: the value of every service level of that name, in the contracts that a thing is about. */
export function slaField(property: string): Field {
  const find: (...args: Parameters<Field['read']>) => Node[] = (node, run) =>
    contractViews(node, run).flatMap((view) =>
      view.nodes('slas').filter(({ model }) => isSameSla((model as SlaProperty).property, property) && presentOrUndefined((model as SlaProperty).value) !== undefined),
    );
  const valueOf = (value: unknown): SlaProperty => (value as Node).model as SlaProperty;
  return {
    kind: 'any',
    isMany: true,
    read: (node, run) => {
      const nodes = find(node, run);
      return nodes.length === 0 ? undefined : nodes;
    },
    place: (node, run) => {
      const first = find(node, run)[0];
      return first === undefined ? placeOf(node) : { document: first.view.source, pointer: pointerOf(valueOf(first), 'value') };
    },
    placeEach: (value) => ({ document: (value as Node).view.source, pointer: pointerOf(valueOf(value), 'value') }),
    scalar: (value) => valueOf(value).value,
    quantity: (value) => quantityOf(valueOf(value).value, valueOf(value).unit),
  };
}
