import tseslint from 'typescript-eslint';

/** Which layer may import which (docs/architecture.md); `import()` counts as much as `import`. */
const layers = { core: ['io', 'cli'], io: ['cli'] };

const fenceRule = {
  meta: { type: 'problem', schema: [{ type: 'array', items: { type: 'string' } }, { type: 'boolean' }] },
  create(context) {
    const [forbidden, isPure] = context.options;
    const check = (node, source) => {
      if (typeof source !== 'string') {
        context.report({ node, message: 'Import by a literal path, so that the fence between layers can be seen.' });
        return;
      }
      const layer = forbidden.find((name) => new RegExp(`(^|/)${name}/`, 'u').test(source));
      if (layer !== undefined && source.startsWith('.')) context.report({ node, message: `This layer may not import from src/${layer}.` });
      if (isPure && isBuiltin(source)) context.report({ node, message: `core is pure: it may not import ${source}.` });
    };
    return {
      ImportDeclaration: (node) => { check(node, node.source.value); },
      ExportNamedDeclaration: (node) => { if (node.source) check(node, node.source.value); },
      ExportAllDeclaration: (node) => { check(node, node.source.value); },
      ImportExpression: (node) => { check(node, node.source.value); },
    };
  },
};

function isBuiltin(source) {
  return source.startsWith('node:') || ['fs', 'path', 'os', 'child_process', 'process', 'crypto', 'url', 'util', 'execa', 'simple-git', 'ora', 'chalk', 'commander'].includes(source.split('/')[0]);
}

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'test/**/fixtures/**', 'templates/**', 'examples/**'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['vitest.config.ts'] }, tsconfigRootDir: import.meta.dirname } },
    plugins: { layers: { rules: { fence: fenceRule } } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
      '@typescript-eslint/return-await': ['error', 'always'],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: false }],
      'max-params': ['error', 3],
      'no-console': 'error',
      'eqeqeq': 'error',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'layers/fence': ['error', layers.core, true],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'setInterval', 'fetch', 'performance'],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now' }, { object: 'Math', property: 'random' }],
    },
  },
  { files: ['src/io/**/*.ts'], rules: { 'layers/fence': ['error', layers.io, false] } },
  { files: ['test/**/*.ts'], rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 500 }] } },
);
