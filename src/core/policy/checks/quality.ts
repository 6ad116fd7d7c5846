import type { QualityRule } from '../../model/contract.ts';
import { nearest } from '../../model/nearest.ts';
import { canonicalDimension, qualityDimensions } from '../targets/quality.ts';
import { type Check, fine, notApplicable } from './check.ts';

/** The contract's quality rules look at every dimension that is asked for. */
export const coversDimensions: Check = {
  name: 'covers-dimensions',
  help: 'the quality rules of a contract cover these dimensions',
  targets: ['contract'],
  params: { dimensions: { kind: 'texts', help: `some of ${qualityDimensions.join(', ')}`, fallback: ['completeness', 'accuracy', 'consistency', 'timeliness'] } },
  fields: ['missing'],
  message: 'No quality rule of {{label}} looks at {{missing}}.',
  prepare: (params, { report }) => {
    const wanted = params.texts('dimensions');
    const unknown = wanted.filter((dimension) => !qualityDimensions.includes(dimension));
    for (const dimension of unknown) report('', `There is no dimension ${dimension}. ${nearest(dimension, qualityDimensions).length > 0 ? `Did you mean ${nearest(dimension, qualityDimensions).join(', ')}?` : `There are ${qualityDimensions.join(', ')}.`}`);
    if (unknown.length > 0) return undefined;
    return (node) => {
      const covered = new Set(node.view.nodes('quality').flatMap(({ model }) => (model as QualityRule).dimension ?? []).map(canonicalDimension));
      const missing = wanted.filter((dimension) => !covered.has(dimension));
      return missing.length === 0 ? fine : { kind: 'broken', violations: [{ found: { missing: missing.join(', ') } }] };
    };
  },
};

/** Most quality rules can be run by a machine. */
export const executableQuality: Check = {
  name: 'executable-quality',
  help: 'fewer than so many percent of the quality rules are text for people',
  targets: ['contract'],
  params: { belowPercent: { kind: 'number', help: 'the share of text rules must be below this', fallback: 50 } },
  fields: ['share', 'texts', 'count'],
  message: '{{texts}} of {{count}} quality rules of {{label}} are text that nobody runs.',
  prepare: (params) => {
    const limit = params.number('belowPercent');
    return (node) => {
      const rules = node.view.nodes('quality').map(({ model }) => model as QualityRule);
      if (rules.length === 0) return notApplicable;
      const texts = rules.filter(({ type }) => type === 'text').length;
      const share = (texts / rules.length) * 100;
      return share < limit ? fine : { kind: 'broken', violations: [{ found: { share: `${String(Math.round(share))} %`, texts: String(texts), count: String(rules.length) } }] };
    };
  },
};
