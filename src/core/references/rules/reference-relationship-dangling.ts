import { didYouMean } from '../../model/nearest.ts';
import type { JudgedContract } from '../judged.ts';
import type { ReferenceContext } from '../reference-context.ts';
import { contractRule } from '../reference-rule.ts';
import { endsOf, relationshipsIn } from '../relationship-ends.ts';
import { relativeFile } from '../relative-file.ts';

export const rule = contractRule({
  id: 'reference-relationship-dangling',
  severity: 'error',
  title: 'The ends of a relationship exist',
  why: 'A relationship tells readers how to join. One that leads to a table or column that is not there sends them nowhere, and no tool can check it.',
  remedy: 'Write `table.column` with names of this contract, or `schema/<id>/properties/<id>` with their ids. Another contract is named by its file: `customers.odcs.yaml#/schema/customers/properties/id`.',
  bad: 'schema:\n  - name: orders\n    properties:\n      - {name: customer_id, relationships: [{to: customer.id}]}\n  - {name: customers, properties: [{name: id}]}',
  good: 'schema:\n  - name: orders\n    properties:\n      - {name: customer_id, relationships: [{to: customers.id}]}\n  - {name: customers, properties: [{name: id}]}',
  *check(subject, context) {
    for (const { relationship } of relationshipsIn(context.elementsOf(subject.contract))) {
      for (const side of ['from', 'to'] as const) {
        for (const { text, pointer } of endsOf(subject.contract, relationship, side).ends) {
          const missing = missingIn(subject, context, text);
          if (missing === undefined) continue;
          yield { message: `The relationship leads ${side} ${text}, which is not in ${missing.place}.${missing.hint}`, pointer, part: 'value', discriminator: text };
        }
      }
    }
  },
});

/** Where a reference finds nothing; `undefined` when it does, or when what it names cannot be seen from here. */
function missingIn(subject: JudgedContract, context: ReferenceContext, reference: string): { place: string; hint: string } | undefined {
  const anchor = reference.indexOf('#');
  const target = anchor < 0 ? subject : contractAt(subject, context, reference.slice(0, anchor));
  if (target === undefined) return undefined;
  const inner = reference.slice(anchor + 1);
  const index = context.elementsOf(target.contract);
  const place = target === subject ? 'this contract' : reference.slice(0, anchor);
  if (/^\/?schema\/[^/]/u.test(inner)) {
    if (index.findById(inner) !== undefined) return undefined;
    return { place, hint: ' This notation goes by `id`, not by `name`.' };
  }
  // Anything else is no reference of the standard; the schema step says so.
  if (!/^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+$/u.test(inner) || index.find(inner, 'name') !== undefined) return undefined;
  return { place, hint: didYouMean(inner, index.paths()) };
}

function contractAt(subject: JudgedContract, context: ReferenceContext, path: string): JudgedContract | undefined {
  const file = path === '' ? subject.document.file : relativeFile(subject.document.file, path);
  const found = file === undefined ? undefined : context.index.contractsByFile.get(file);
  return found?.document.data === undefined ? undefined : found;
}
