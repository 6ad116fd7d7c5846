/** An address that may be clicked: web and mail only, whatever a document says. */
export function linkOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  return /^(?:https?:\/\/|mailto:)[^\s\u0000-\u001f\u007f<>"'`{}]+$/iu.test(url) ? url : undefined;
}
