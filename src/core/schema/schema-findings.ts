import { keyedPathAt } from '../manifest/keyed-path-at.ts';
import { valueAt } from '../manifest/value-at.ts';
import type { FindingDraft } from '../model/draft.ts';
import type { Subject } from '../model/finding.ts';
import type { SourceDocument } from '../model/source-document.ts';
import { explainForbidden, explainMissing, explainUnknown } from './explain-keys.ts';
import { explainLimit, explainOneOf } from './explain-limits.ts';
import { explainConst, explainEnum, explainName, explainPattern, explainType, explainUnique } from './explain-values.ts';
import type { Explained, ExplainContext } from './explanation.ts';
import type { SchemaError } from './schema-error.ts';
import type { SchemaView } from './schema-view.ts';
import { selectErrors, type SelectedError } from './select-errors.ts';

export interface SchemaJudgement {
  readonly view: SchemaView;
  readonly errors: readonly SchemaError[];
  readonly document: SourceDocument;
  /** Product and contract; the keyed path is found here. */
  readonly subject: Subject;
  /** Where in the document the judged value stands; the whole document when absent. */
  readonly base?: string;
}

/** What a validator found, as few findings that say what is wrong, where, and what to write instead. */
export function schemaFindings(judgement: SchemaJudgement): FindingDraft[] {
  const { view, errors, document, base = '' } = judgement;
  const context: ExplainContext = { view, document, base, data: valueAt(document.data, base) };
  return selectErrors(errors, view, context.data).map((selected) => draftOf(explain(selected, context), judgement));
}

function explain(selected: SelectedError, context: ExplainContext): Explained {
  switch (selected.error.keyword) {
    case 'required':
      return explainMissing(selected, context);
    case 'additionalProperties':
      return explainUnknown(selected, context);
    case 'false schema':
      return explainForbidden(selected);
    case 'type':
      return explainType(selected, context);
    case 'enum':
      return explainEnum(selected, context);
    case 'const':
      return explainConst(selected, context);
    case 'pattern':
      return explainPattern(selected, context);
    case 'oneOf':
      return explainOneOf(selected, context);
    case 'uniqueItems':
      return explainUnique(selected, context);
    case 'propertyNames':
      return explainName(selected);
    default: {
      const limit = explainLimit(selected, context);
      if (limit === undefined) throw new Error(`no words for the schema keyword ${selected.error.keyword}`);
      return limit;
    }
  }
}

function draftOf(explained: Explained, { document, subject, base = '' }: SchemaJudgement): FindingDraft {
  const pointer = `${base}${explained.pointer}`;
  const { anchor } = explained;
  const range = anchor === undefined ? document.locate(pointer, 'value') : document.locate(`${base}${anchor.pointer}`, anchor.part);
  return {
    rule: explained.rule,
    severity: 'error',
    message: explained.message,
    help: explained.help,
    at: { document, pointer, range },
    subject: { ...subject, path: keyedPathAt(document.data, pointer) },
    discriminator: explained.discriminator,
    ...(explained.fix === undefined ? {} : { fix: explained.fix }),
  };
}
