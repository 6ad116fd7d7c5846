import { DpError } from '../../core/model/errors.ts';

/** What `--against` names (INTERFACE, "Commands"). */
export type Against =
  | { readonly kind: 'default' }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'git'; readonly revision: string; readonly path: string | undefined }
  /** Without a version: the greatest published one that is not yanked and not above the declared one. */
  | { readonly kind: 'registry'; readonly version: string | undefined };

/** Reads SPEC: `git:REV[:PATH]`, `registry`, `registry:VERSION`, else a path. A folder named registry is `./registry`. */
export function parseAgainst(spec: string | undefined): Against {
  if (spec === undefined) return { kind: 'default' };
  if (spec === 'registry') return { kind: 'registry', version: undefined };
  const [scheme, rest] = splitOnce(spec);
  if (rest !== undefined && scheme === 'registry') return { kind: 'registry', version: filled(rest, spec) };
  if (rest !== undefined && scheme === 'git') {
    const [revision, path] = splitOnce(rest);
    return { kind: 'git', revision: filled(revision, spec), path: path === undefined || path === '' ? undefined : path };
  }
  return { kind: 'path', path: filled(spec, spec) };
}

// A revision has no colon in it (git check-ref-format), so that the first one ends it.
function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf(':');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function filled(text: string, spec: string): string {
  if (text !== '') return text;
  throw new DpError('usage', `--against ${JSON.stringify(spec)} names nothing.`, { hint: '--against git:main, --against registry:1.2.0, or --against ../old' });
}
