import type { Place } from '../../model/draft.ts';
import type { EntryPart, SourceDocument } from '../../model/source-document.ts';

/** Why a pack cannot be used: it ends the run with exit code 2, and nothing is judged by half a pack. */
export interface PackProblem {
  readonly message: string;
  readonly at: Place;
  /** The other file of a contradiction. */
  readonly related?: { readonly at: Place; readonly message: string } | undefined;
}

/** Collects the problems of one document. */
export interface ProblemList {
  readonly problems: readonly PackProblem[];
  readonly report: (pointer: string, message: string, part?: EntryPart) => void;
}

/** A list of problems of a document, in the order they are reported. */
export function problemList(document: SourceDocument): ProblemList {
  const problems: PackProblem[] = [];
  // A rule for several targets is compiled for each: what is wrong with all of them is said once.
  const said = new Set<string>();
  return {
    problems,
    report: (pointer, message, part) => {
      const key = `${pointer} ${message}`;
      if (said.has(key)) return;
      said.add(key);
      problems.push({ message, at: { document, pointer, ...(part === undefined ? {} : { part }) } });
    },
  };
}

/** `file:line:column: message`, one line a problem, for the error that ends a run. */
export function problemLine({ message, at, related }: PackProblem): string {
  const line = placeText(at);
  return `${line}: ${message}${related === undefined ? '' : ` (${placeText(related.at)}: ${related.message})`}`;
}

/** `file:line:column` of a place. */
export function placeText({ document, pointer, part, range }: Place): string {
  const { line, column } = document.positionAt((range ?? document.locate(pointer, part ?? 'entry')).start);
  return `${document.file}:${String(line)}:${String(column)}`;
}
