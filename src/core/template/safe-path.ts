const deviceName = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/iu;
const maxPathLength = 240;

/**
 * Why a template may not write to a path, or `undefined` where it may. Only plain relative paths with forward slashes pass:
 * nothing absolute, no `..`, nothing in `.git`, and nothing that Windows would read as another name.
 */
export function pathProblem(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (path.length > maxPathLength) return `it is longer than ${String(maxPathLength)} characters`;
  if (path.startsWith('/')) return 'it is absolute';
  for (const segment of path.split('/')) {
    const problem = segmentProblem(segment);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function segmentProblem(segment: string): string | undefined {
  if (segment === '') return 'it has an empty part';
  if (segment === '.' || segment === '..') return `it has a part "${segment}"`;
  if (/[\u0000-\u001f\u007f-\u009f<>:"|?*\\]/u.test(segment)) return 'it has a character that no file name can have everywhere';
  if (/[. ]$/u.test(segment)) return 'a part of it ends with a dot or a space';
  if (/^(?:\.git|git~[0-9]+)$/iu.test(segment)) return "it leads into git's own folder";
  if (deviceName.test(segment)) return `${segment} is a device name on Windows`;
  return undefined;
}
