import { nameIssue, versionIssue } from '../../registry/grammar.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-name-grammar',
  severity: 'error',
  title: 'Name, domain and version fit the registry',
  why: 'In a registry a product is the path `<domain>/<name>/<version>`, so each part has to be a name that every system can hold. A product that does not fit cannot be published; where no registry is configured this is a warning.',
  remedy: 'Names have a-z, 0-9 and -, at most 63 characters, and are no device names of Windows; versions are like 1.2.0, without build metadata.',
  bad: 'name: Customer Orders\ndomain: Sales\nversion: v1.0',
  good: 'name: customer-orders\ndomain: sales\nversion: 1.0.0',
  *check({ product, document, settings }, context) {
    const severity = context.hasRegistry(settings) ? 'error' : 'warning';
    const hasDomain = typeof document.data === 'object' && document.data !== null && 'domain' in document.data;
    const facts = [
      { field: 'name', value: product.name, reason: product.name === undefined ? undefined : nameIssue(product.name), proposal: slug(product.name) },
      { field: 'domain', value: product.domain, reason: product.domain === undefined ? undefined : nameIssue(product.domain), proposal: slug(product.domain) },
      { field: 'version', value: product.version, reason: product.version === undefined ? undefined : versionIssue(product.version), proposal: versionLike(product.version) },
    ];
    for (const { field, value, reason, proposal } of facts) {
      if (reason === undefined) continue;
      const origin = field === 'domain' && !hasDomain ? ' of dp.yaml' : '';
      yield {
        message: `The ${field} ${JSON.stringify(value)}${origin} does not fit the registry: ${reason}.`,
        pointer: field === 'domain' && !hasDomain ? '/name' : `/${field}`,
        path: field,
        part: 'value',
        discriminator: field,
        severity,
        ...(proposal === undefined ? {} : { help: `Write ${field}: ${proposal}${origin === '' ? '' : ' in dp.yaml'}.` }),
      };
    }
  },
});

function slug(name: string | undefined): string | undefined {
  const text = (name ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 63)
    .replaceAll(/^-+|-+$/gu, '');
  return nameIssue(text) === undefined ? text : undefined;
}

function versionLike(version: string | undefined): string | undefined {
  const match = /^[vV]?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\+.*)?$/u.exec(version ?? '');
  if (match === null) return undefined;
  const text = [match[1], match[2] ?? '0', match[3] ?? '0'].join('.');
  return versionIssue(text) === undefined ? text : undefined;
}
