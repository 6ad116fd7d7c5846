import { joinPointer } from '../../model/pointer.ts';
import { homeOf, mayBeMisplaced } from '../misplaced-keys.ts';
import { documentRule } from '../reference-rule.ts';

export const rule = documentRule({
  id: 'reference-misplaced-key',
  severity: 'error',
  title: 'A fact stands where the standards and dp read it',
  why: 'ODPS and ODCS are closed: a key of one\'s own makes the whole document invalid for other tools. What they have no key for lives in customProperties, the owner in the team, service levels on the contract.',
  remedy: 'Run dp validate --fix: it moves the key home and leaves everything else as it is.',
  bad: 'apiVersion: v1.1.0\nkind: DataProduct\nowner: maria.keller@acme.example\ncanvas: {value: One figure for revenue}',
  good: 'apiVersion: v1.1.0\nkind: DataProduct\nteam:\n  members:\n    - {username: maria.keller@acme.example, role: owner}\ncustomProperties:\n  - {property: canvas, vendor: dp, value: {value: One figure for revenue}}',
  *check(subject, context) {
    const what = subject.kind === 'DataProduct' ? 'manifest' : 'contract';
    const harmless = new Set<string>();
    for (const owner of context.ownersOf(subject)) {
      if (owner.place === undefined) continue;
      for (const key of Object.keys(owner.raw)) {
        if (harmless.has(key)) continue;
        if (!mayBeMisplaced(key)) {
          harmless.add(key);
          continue;
        }
        const home = homeOf(subject, owner, key);
        if (home === undefined) continue;
        yield {
          message: `The key ${key} does not belong here${owner.pointer === '' ? ` in a ${what}` : ''}.`,
          pointer: joinPointer(owner.pointer, key),
          part: 'key',
          discriminator: key,
          help: home.help,
          repair: home.repair,
        };
      }
    }
  },
});
