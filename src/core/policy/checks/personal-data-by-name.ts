import type { Column } from '../../model/contract.ts';
import { customField } from '../targets/custom.ts';
import type { Field } from '../targets/field.ts';
import type { Node } from '../targets/node.ts';
import type { Run } from '../targets/run.ts';
import { type Check, fine, notApplicable } from './check.ts';
import { soundsPersonal, wordsOf } from './personal-names.ts';

/** Whether a column, or one that it is nested in, says whether it is personal data. */
function isDeclared(node: Node | undefined, field: Field, run: Run): boolean {
  for (let current = node; current !== undefined && current.kind === 'columns'; current = current.parent) if (field.read(current, run) !== undefined) return true;
  return false;
}

export const personalDataByName: Check = {
  name: 'personal-data-by-name',
  help: 'a column whose name sounds like personal data says whether it is',
  targets: ['columns'],
  params: {
    words: { kind: 'texts', help: 'further words that sound like personal data, such as [member number]', fallback: [] },
    ignore: { kind: 'texts', help: 'names of columns that are known to be none', fallback: [] },
  },
  fields: ['kind'],
  message: 'The name of column {{label}} sounds like {{kind}}, and nothing says whether it is personal data.',
  prepare: (params, { vocabulary }) => {
    const field = customField('pii', vocabulary.get('pii') ?? vocabulary.get('personalData'));
    const phrases = params.texts('words').map((phrase) => wordsOf(phrase).join(' '));
    const ignored = new Set(params.texts('ignore'));
    return (node, run) => {
      const { name } = node.model as Column;
      if (ignored.has(name)) return fine;
      const kind = soundsPersonal(name) ?? ownPhrase(name, phrases);
      if (kind === undefined) return notApplicable;
      const root = node.view.nodes('contract')[0];
      const isRuledOut = root !== undefined && field.read(root, run) === false;
      return isRuledOut || isDeclared(node, field, run) ? fine : { kind: 'broken', violations: [{ found: { kind }, place: { document: node.view.source, pointer: `${node.at}/name` } }] };
    };
  },
};

function ownPhrase(name: string, phrases: readonly string[]): string | undefined {
  if (phrases.length === 0) return undefined;
  const words = ` ${wordsOf(name).join(' ')} `;
  return phrases.find((phrase) => phrase !== '' && words.includes(` ${phrase} `));
}
