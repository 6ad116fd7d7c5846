export interface ParsedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ParsedElement[];
  text: string;
}

const char = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const token = /<\?xml version="1\.0" encoding="UTF-8"\?>\n|<\/(?<close>[a-z-]+)>|<(?<open>[a-z-]+)(?<attributes>(?: [a-z]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#\d+);[^"<&]*)*")*)(?<empty>\/?)>|(?<text>(?:[^<&>]|&(?:amp|lt|gt|quot|#\d+);)+)/uy;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Reads the small part of XML 1.0 that dp writes and refuses everything else, so that a slip in escaping shows. */
export function parseXml(xml: string): ParsedElement {
  if (!char.test(xml)) throw new Error('a character that XML 1.0 does not allow');
  const document: ParsedElement = { name: '', attributes: {}, children: [], text: '' };
  const stack = [document];
  token.lastIndex = 0;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    const current = stack.at(-1);
    if (match === null || current === undefined) throw new Error(`not well-formed at ${String(at)}: ${xml.slice(at, at + 60)}`);
    const { open, close, attributes = '', empty, text } = match.groups ?? {};
    if (open !== undefined) {
      const element = { name: open, attributes: readAttributes(attributes), children: [], text: '' };
      current.children.push(element);
      if (empty === '') stack.push(element);
    } else if (close !== undefined) {
      if (close !== current.name) throw new Error(`</${close}> closes <${current.name}>`);
      stack.pop();
    } else if (text !== undefined) current.text += unescapeXml(text);
  }
  const [root, ...others] = document.children;
  if (stack.length !== 1 || root === undefined || others.length > 0) throw new Error('not one closed root element');
  return root;
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/ (?<name>[a-z]+)="(?<value>[^"]*)"/gu)].map(({ groups }): [string, string] => [groups?.['name'] ?? '', unescapeXml(groups?.['value'] ?? '')]);
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error(`an attribute stands twice in${text}`);
  return Object.fromEntries(pairs);
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/gu, (_all, code: string | undefined, name: string | undefined) => (code === undefined ? (entities[name ?? ''] ?? '') : String.fromCodePoint(Number(code))));
}
