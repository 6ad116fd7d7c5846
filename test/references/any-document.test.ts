import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dpProperties } from '../../src/core/manifest/dp-property.ts';
import { referenceRules } from '../../src/core/references/index.ts';
import { type Kind, workspaceOf } from '../support/judge-text.ts';
import { judgeWorkspace } from '../support/reference-fixtures.ts';

const names = ['orders', 'order_id', 'a.b', 'orders.order_id', 'schema/orders/properties/order_id', '#', '', '__proto__', 'dp', 'v3.0.2', 'v3.2.0', 'v1.1.0', '1.0.0', '*', 'library', 'sql', 'array', ...Object.keys(dpProperties)];
const keys = [
  ...['apiVersion', 'id', 'name', 'version', 'domain', 'inputPorts', 'outputPorts', 'managementPorts', 'contractId', 'inputContracts', 'team', 'members', 'username', 'role', 'roles', 'customProperties', 'property', 'vendor', 'value'],
  ...['schema', 'properties', 'items', 'map', 'key', 'logicalType', 'primaryKey', 'primaryKeyPosition', 'quality', 'type', 'metric', 'rule', 'query', 'arguments', 'mustBe', 'mustBeBetween', 'schedule', 'relationships', 'from', 'to', 'slaProperties', 'element', 'slaDefaultElement', 'servers', 'server'],
  ...['owner', 'sla', 'consumers', 'needs', 'port', 'file', 'columns', 'artifacts', 'path', 'featurePipelines', 'inputs', 'steps', 'dependsOn', 'trainingData'],
  ...Object.keys(dpProperties),
];

const { node } = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 7, depthSize: 'large' },
    fc.constantFrom<unknown>(...names, null, true, 0, 1, -1.5),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('node'), { maxKeys: 6 }),
  ),
}));

describe('reference rules', () => {
  it.each<Kind>(['DataProduct', 'DataContract'])('judge any %s, however its values are typed, and offer only fixes that can be made', async (kind) => {
    const ids = new Set(referenceRules.map(({ id }) => id));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...keys), node, { maxKeys: 12 }), async (data) => {
        const text = JSON.stringify({ kind, ...data });
        const found = await judgeWorkspace(workspaceOf(kind, text));
        for (const { rule, line, fix } of found) {
          expect([ids.has(rule), line]).toEqual([true, 1]);
          for (const { startOffset, endOffset } of fix?.edits ?? []) expect(0 <= startOffset && startOffset <= endOffset && endOffset <= text.length).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});
