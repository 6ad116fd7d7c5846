import type { RuleInfo } from '../model/rule-info.ts';

const since = '0.1.0';

/** What `dp lineage`, `dp impact` and `dp trace` say of the graph itself. */
export const lineageRules = [
  {
    id: 'lineage-cycle',
    area: 'lineage',
    severity: 'warning',
    title: 'Data products do not read each other in a circle',
    why: 'In a circle nobody can say what is made from what: no product can be built before the others, and a mistake comes back to where it started.',
    remedy: 'Move what both sides need into a product of its own that both read.',
    since,
  },
  {
    id: 'lineage-input-dangling',
    area: 'lineage',
    severity: 'warning',
    title: 'The contract of every input port is offered by some product',
    why: 'What nobody offers cannot be traced, and a change of it warns nobody.',
    remedy: 'Correct the contract id, or ask the owner of the source to publish it.',
    since,
  },
] as const satisfies readonly RuleInfo[];

/** The rule of an id of this area. */
export function lineageRule(id: (typeof lineageRules)[number]['id']): RuleInfo {
  const rule = lineageRules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  return rule;
}
