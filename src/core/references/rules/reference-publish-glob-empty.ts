import { dpValue } from '../../manifest/read-product.ts';
import { joinPointer } from '../../model/pointer.ts';
import { didYouMean } from '../../model/nearest.ts';
import { isGlobMatch } from '../glob-match.ts';
import { normalised } from '../local-files.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-publish-glob-empty',
  severity: 'warning',
  title: 'Every entry of publish names a file',
  why: 'What is not there is not published, and no reader of the registry will know that it was meant to be.',
  remedy: 'Correct the path or pattern (relative to the manifest, `**` for any folder), or remove the entry.',
  bad: 'customProperties:\n  - {property: publish, vendor: dp, value: ["doc/*.md"]}   # the folder is called docs',
  good: 'customProperties:\n  - {property: publish, vendor: dp, value: ["docs/*.md"]}',
  *check({ product, loaded }) {
    const list = dpValue(product, 'publish');
    for (const [index, pattern] of (Array.isArray(list?.value) ? list.value : []).entries()) {
      // A pattern with ! in front takes files away.
      if (list === undefined || typeof pattern !== 'string' || pattern.startsWith('!') || loaded.files.some((file) => isGlobMatch(normalised(pattern), file))) continue;
      yield { message: `No file of the product fits ${pattern}.${didYouMean(pattern, loaded.files)}`, pointer: joinPointer(list.at, index), part: 'value', discriminator: pattern };
    }
  },
});
