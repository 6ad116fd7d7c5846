import { relatedTo } from '../../model/draft.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-duplicate-manifest',
  severity: 'error',
  title: 'A folder holds one manifest',
  why: 'A folder with one manifest is a data product. With two, nobody can tell which product a contract or a file in it belongs to.',
  remedy: 'Give each product a folder of its own, or delete the manifest that is out of date.',
  bad: 'sales/orders/dataproduct.yaml\nsales/orders/orders.odps.yaml',
  good: 'sales/orders/dataproduct.yaml',
  *check({ isMain, document, loaded }) {
    if (isMain) return;
    const main = loaded.manifest.document;
    const name = main.file.slice(loaded.folder.length + 1);
    yield {
      message: `${document.file.slice(loaded.folder.length + 1)} is a second manifest in this folder, beside ${name}.`,
      pointer: '/kind',
      path: '',
      related: [relatedTo({ document: main, pointer: '/kind' }, 'the other manifest')],
    };
  },
});
