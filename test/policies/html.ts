const voids = new Set(['meta', 'br', 'hr', 'img', 'link', 'input']);

/** Tags of a page that are not closed in order: none in a page that is well formed. */
export function balanced(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = html.replace(/<!doctype html>/u, '').replace(/<style>[\s\S]*?<\/style>/u, '');
  for (const [, slash, name = ''] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)[^<>]*>/gu)) {
    if (voids.has(name)) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}
