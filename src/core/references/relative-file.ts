/** The file that a relative path names when it stands in `file`; `undefined` for an address or a path above the root. */
export function relativeFile(file: string, path: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/iu.test(path) || path.startsWith('/')) return undefined;
  const parts = file.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
