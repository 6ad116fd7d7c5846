export type DocumentRole = 'manifest' | 'contract';

/** Whether a file's name alone makes it a manifest or a contract (INTERFACE, "Words"). */
export function roleOfName(name: string): DocumentRole | undefined {
  const base = name.toLowerCase();
  if (base === 'dataproduct.yaml' || /\.odps\.(?:yaml|yml|json)$/u.test(base)) return 'manifest';
  return /\.odcs\.(?:yaml|yml|json)$/u.test(base) ? 'contract' : undefined;
}

/** Whether a file might hold a document at all, going by its name. */
export function isYamlName(name: string): boolean {
  return /\.ya?ml$/iu.test(name);
}

/** What a text's `kind` line says it is, without parsing it. */
export function roleOfText(text: string): DocumentRole | undefined {
  const match = /^(?:\uFEFF)?[ \t{]*["']?kind["']?[ \t]*:[ \t]*["']?Data(Contract|Product)\b/mu.exec(text);
  if (match === null) return undefined;
  return match[1] === 'Contract' ? 'contract' : 'manifest';
}
