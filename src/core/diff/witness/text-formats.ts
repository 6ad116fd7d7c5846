/** The formats of ODCS strings whose values have a shape, each with a value of it. `password` and `binary` have none. */
const formats: Readonly<Record<string, { readonly expression: RegExp; readonly value: string }>> = {
  email: { expression: /^[^\s@]+@[^\s@]+\.[^\s@]+$/u, value: 'ada@acme.example' },
  uuid: { expression: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu, value: '0b5c8f6e-2f1d-4c1a-9c57-3d2f6a1e4b70' },
  uri: { expression: /^[a-z][a-z0-9+.-]*:\S+$/iu, value: 'https://acme.example/a' },
  hostname: { expression: /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/iu, value: 'acme.example' },
  ipv4: { expression: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/u, value: '192.0.2.1' },
  ipv6: { expression: /^(?=.*:.*:)[0-9a-f:.]{2,45}$/iu, value: '2001:db8::1' },
  byte: { expression: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u, value: 'YQ==' },
};

const shapeless = new Set(['password', 'binary']);

/** Whether a text has a format; `undecided` for one that dp does not know. */
export function judgeFormat(text: string, format: string): 'right' | 'wrong' | 'undecided' {
  if (shapeless.has(format)) return 'right';
  const known = Object.hasOwn(formats, format) ? formats[format] : undefined;
  return known === undefined ? 'undecided' : known.expression.test(text) ? 'right' : 'wrong';
}

/** A text of each format that has a shape, by format. */
export const formatValues: ReadonlyMap<string, string> = new Map(Object.entries(formats).map(([format, { value }]) => [format, value]));
