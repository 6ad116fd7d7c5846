import { dpVendor, knowsVendor, spellDpProperty } from '../../manifest/dp-property.ts';
import { isRecord } from '../../manifest/node-reader.ts';
import { joinPointer } from '../../model/pointer.ts';
import { dpNameLike, placesInWords, placesOf, properName, properNamesIn, type PropertyOwner } from '../dp-places.ts';
import { documentRule, type ReferenceIssue } from '../reference-rule.ts';
import type { Judged } from '../judged.ts';

export const rule = documentRule({
  id: 'reference-dp-property-near-miss',
  severity: 'warning',
  title: 'dp\'s own properties are spelled and placed so that dp sees them',
  why: 'A canvas without its vendor, or on the wrong document, looks filled in and is read by nobody.',
  remedy: 'Write `{property: canvas, vendor: dp}` where the version of the standard knows `vendor` (ODPS from 1.1.0, ODCS from 3.2.0 on), and `{property: dp.canvas}` below. `dp validate --fix` does it. A property of your own that only shares the name gets a vendor of your own.',
  bad: 'customProperties:\n  - property: canvas\n    value: {value: One figure for revenue}',
  good: 'customProperties:\n  - property: canvas\n    vendor: dp\n    value: {value: One figure for revenue}',
  *check(subject, context) {
    for (const owner of context.ownersOf(subject)) {
      const { customProperties } = owner.raw;
      if (!Array.isArray(customProperties)) continue;
      // Where the property stands here already, or is about to be moved here, a second one would only clash.
      const taken = new Set([...properNamesIn(customProperties), ...Object.keys(owner.raw).flatMap((key) => dpNameLike(key) ?? [])]);
      for (const [index, item] of customProperties.entries()) {
        if (!isRecord(item) || typeof item['property'] !== 'string') continue;
        const pointer = joinPointer(owner.pointer, 'customProperties', index);
        const issue = judgeItem(subject, owner, { item, property: item['property'], pointer, taken });
        if (issue === undefined) continue;
        if (issue.repair !== undefined && issue.discriminator !== undefined) taken.add(issue.discriminator);
        yield issue;
      }
    }
  },
});

interface Item {
  readonly item: Readonly<Record<string, unknown>>;
  readonly property: string;
  readonly pointer: string;
  /** dp's properties that this list has, or will have once other fixes are made. */
  readonly taken: ReadonlySet<string>;
}

function judgeItem(subject: Judged, owner: PropertyOwner, { item, property, pointer, taken }: Item): ReferenceIssue | undefined {
  const proper = properName(item);
  if (proper !== undefined) {
    const isAtHome = owner.place !== undefined && placesOf(proper).includes(owner.place);
    if (isAtHome) return oldVersionIssue(subject, { name: proper, item, pointer });
    return { message: `dp's property ${proper} stands here, but dp reads it on ${placesInWords(proper)}.`, pointer: `${pointer}/property`, part: 'value', discriminator: `place ${proper}`, help: `Move it to ${placesInWords(proper)}.` };
  }
  const name = meantName(property, item['vendor']);
  if (name === undefined || owner.place === undefined || !placesOf(name).includes(owner.place)) return undefined;
  const spelling = spellDpProperty(name, subject.kind, apiVersionOf(subject));
  const isVendor = item['vendor'] !== undefined && property === name;
  return {
    message: isVendor
      ? `The vendor of ${property} is spelled ${String(item['vendor'])}; dp reads only ${dpVendor}.`
      : property === name
        ? `dp does not read the property ${name} without its vendor.`
        : `The property ${property} is not spelled as dp's ${name}, so dp does not read it.`,
    pointer: isVendor ? `${pointer}/vendor` : `${pointer}/property`,
    part: 'value',
    discriminator: name,
    help: `Write ${inWords(spelling)}. If it is not meant for dp, give it a vendor of your own.`,
    ...(taken.has(name) ? {} : { repair: { kind: 'spell-property', title: `Write ${inWords(spelling)}`, item: pointer, property: spelling.property, vendor: spelling.vendor } }),
  };
}

// Other vendors' properties are theirs, however near their names are.
function meantName(property: string, vendor: unknown): string | undefined {
  if (vendor === dpVendor) return undefined;
  if (vendor !== undefined && !(typeof vendor === 'string' && /^(?:dp|data[-_ ]?product)$/iu.test(vendor.trim()))) return undefined;
  const prefixed = /^dp[.:_/-](.+)$/iu.exec(property.trim());
  return dpNameLike(prefixed?.[1] ?? property.trim());
}

// `vendor` in a document whose version does not have it yet.
function oldVersionIssue(subject: Judged, { name, item, pointer }: { name: string; item: Readonly<Record<string, unknown>>; pointer: string }): ReferenceIssue | undefined {
  const apiVersion = apiVersionOf(subject);
  if (item['vendor'] === undefined || !/^v\d/u.test(apiVersion) || knowsVendor(subject.kind, apiVersion)) return undefined;
  const { property } = spellDpProperty(name, subject.kind, apiVersion);
  return {
    message: `${apiVersion} does not have \`vendor\` yet: dp's property ${name} is spelled ${property} there.`,
    pointer: `${pointer}/vendor`,
    discriminator: name,
    // ODCS 3.0 lets any key pass here; the others are closed.
    ...(apiVersion.startsWith('v3.0.') ? {} : { severity: 'error' }),
    help: `Write ${inWords({ property })} without vendor.`,
    repair: { kind: 'spell-property', title: `Write ${inWords({ property })}`, item: pointer, property, vendor: undefined },
  };
}

function apiVersionOf(subject: Judged): string {
  return subject.kind === 'DataProduct' ? subject.product.apiVersion : subject.contract.apiVersion;
}

function inWords({ property, vendor }: { property: string; vendor?: string }): string {
  return vendor === undefined ? `property: ${property}` : `property: ${property}, vendor: ${vendor}`;
}
