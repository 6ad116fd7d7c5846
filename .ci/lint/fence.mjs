// The fence between layers: cli → io → core, and core is pure. `import()` counts as much as `import`.
import { isBuiltin } from 'node:module';
import { dirname, join, sep } from 'node:path';

const order = ['core', 'io', 'cli'];
const impure = new Set(['chalk', 'commander', 'execa', 'ora', 'simple-git', 'tinyglobby']);

/** The layer a file under src lies in; `undefined` for any other file. */
function layerOf(file) {
  const match = /(?:^|\/)src\/(core|io|cli)\//u.exec(file.split(sep).join('/'));
  return match?.[1];
}

/** ESLint rule: reports an import that goes against the direction, an impure one in core, and one that can't be seen. */
export const fence = {
  meta: { type: 'problem', schema: [], messages: { direction: '{{from}} may not import from {{to}}.', pure: 'core is pure: it may not import {{name}}.', literal: 'Import by a literal path, so that the fence between layers can be seen.' } },
  create(context) {
    const from = layerOf(context.filename);
    if (from === undefined) return {};
    const check = (node, source) => {
      const name = source?.type === 'Literal' ? source.value : source?.type === 'TemplateLiteral' && source.expressions.length === 0 ? source.quasis[0].value.cooked : undefined;
      if (typeof name !== 'string') return context.report({ node, messageId: 'literal' });
      const to = name.startsWith('.') ? layerOf(join(dirname(context.filename), name)) : undefined;
      if (to !== undefined && order.indexOf(to) > order.indexOf(from)) return context.report({ node, messageId: 'direction', data: { from: `src/${from}`, to: `src/${to}` } });
      if (from === 'core' && (isBuiltin(name) || impure.has(name))) return context.report({ node, messageId: 'pure', data: { name } });
      return undefined;
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => (node.source ? check(node, node.source) : undefined),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
    };
  },
};
