export type XmlNode = string | XmlElement;

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly XmlNode[];
}

/** An element; attributes and texts are escaped when it is printed. */
export function element(name: string, attributes: XmlElement['attributes'], ...children: readonly XmlNode[]): XmlElement {
  return { name, attributes, children };
}

// What XML 1.0 cannot hold, even escaped (its production [2], Char), lone surrogates included.
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escapeXml(text: string): string {
  return text.replace(illegal, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

// Line breaks and tabs in attributes would be read as spaces.
function escapeAttribute(text: string): string {
  return escapeXml(text).replace(/[\t\n\r]/gu, (character) => `&#${String(character.codePointAt(0))};`);
}

/** Prints a document, two spaces a level; an element that holds text is printed without added space. */
export function printXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${print(root, '')}`;
}

function print(node: XmlElement, indent: string): string {
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`).join('');
  if (node.children.length === 0) return `${indent}<${node.name}${attributes}/>`;
  const hasText = node.children.some((child) => typeof child === 'string');
  if (hasText) return `${indent}<${node.name}${attributes}>${node.children.map((child) => (typeof child === 'string' ? escapeXml(child) : print(child, ''))).join('')}</${node.name}>`;
  const inner = node.children.map((child) => (typeof child === 'string' ? escapeXml(child) : print(child, `${indent}  `)));
  return [`${indent}<${node.name}${attributes}>`, ...inner, `${indent}</${node.name}>`].join('\n');
}
