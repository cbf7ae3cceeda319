import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * The layers of ARCHITECTURE.md: each folder of `src` and the folders it may import from.
 * Whatever is not named here is refused, a new folder included.
 */
const LAYERS = {
  error: [],
  image: ['error'],
  registry: ['error', 'image'],
  credential: ['error', 'image', 'registry'],
  manifest: ['error', 'image'],
  helm: ['error', 'manifest'],
  http: ['error', 'image', 'credential'],
  relocate: ['error', 'image', 'registry', 'credential', 'manifest', 'helm'],
  agent: ['error', 'image', 'registry', 'credential', 'manifest', 'helm', 'relocate'],
  audit: ['error', 'image', 'registry', 'credential', 'manifest', 'relocate'],
  install: ['error', 'image', 'registry', 'credential', 'manifest', 'helm', 'relocate', 'agent', 'audit'],
  mirror: ['error', 'image', 'registry', 'credential', 'manifest', 'helm', 'relocate', 'agent', 'provision'],
  provision: ['error', 'image', 'registry', 'credential', 'manifest'],
  harbor: ['error', 'image', 'registry', 'credential', 'manifest', 'http', 'provision'],
  availability: ['error', 'image', 'registry', 'credential', 'manifest', 'http'],
  cluster: ['error', 'manifest'],
  preflight: ['error', 'image', 'registry', 'credential', 'manifest', 'audit', 'mirror', 'availability'],
  diagnose: ['error', 'image', 'credential', 'manifest', 'agent', 'audit'],
  cdk8s: ['error', 'image', 'registry', 'credential', 'manifest', 'helm', 'relocate', 'agent', 'audit', 'mirror', 'provision'],
  pulumi: ['error', 'image', 'registry', 'credential', 'manifest', 'helm', 'relocate', 'agent', 'audit', 'mirror', 'provision', 'harbor'],
  cli: ['error', 'image', 'registry', 'credential', 'manifest', 'helm', 'relocate', 'agent', 'audit', 'install', 'mirror', 'availability', 'cluster', 'preflight', 'diagnose'],
};

/** Folders whose code may touch files, processes or the network; the rest of the core is pure. */
const WITH_IO = ['helm', 'http', 'availability', 'harbor', 'cluster', 'cli'];

const zones = Object.entries(LAYERS).map(([layer, below]) => ({
  target: `./src/${layer}`,
  from: './src',
  except: [`./${layer}`, ...below.map((name) => `./${name}`)],
  message: `src/${layer} may only import from: ${below.join(', ') || 'nothing'}`,
}));

const IO_MODULES = ['fs', 'fs/promises', 'child_process', 'http', 'https', 'net', 'os', 'process', 'tls', 'worker_threads'];

export default tseslint.config(
  { ignores: ['lib/', 'node_modules/', 'coverage/', 'docs/api/', '.tools/', '.jsii-lint/', 'dist/', '**/*.d.ts', '**/cdk8s.out/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { project: ['./test/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './test/tsconfig.json' })] },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/order': ['error', {
        alphabetize: { order: 'asc' },
        groups: ['builtin', 'external', 'parent', 'sibling', 'index'],
        // Examples import the package by its own name, as users do.
        pathGroups: [{ pattern: 'pullproof{,/**}', group: 'external', position: 'after' }],
        pathGroupsExcludedImportTypes: [],
      }],
      'max-len': ['error', { code: 150, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
      quotes: ['error', 'single', { avoidEscape: true }],
      semi: ['error', 'always'],
      'comma-dangle': ['error', 'always-multiline'],
      'eol-last': 'error',
      'no-trailing-spaces': 'error',
      indent: ['error', 2, { SwitchCase: 1 }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }] },
  },
  {
    // Pure folders: no file, process, network, clock, randomness or environment.
    files: Object.keys(LAYERS).filter((layer) => !WITH_IO.includes(layer)).map((layer) => `src/${layer}/**/*.ts`),
    // Writing a report is the one thing that the cdk8s front end does to a disk, and only when it is told to.
    ignores: ['src/cdk8s/write-report.ts'],
    rules: {
      'no-restricted-imports': ['error', {
        paths: IO_MODULES.flatMap((name) => [name, `node:${name}`]).map((name) => ({ name, message: `only ${WITH_IO.map((layer) => `src/${layer}`).join(', ')} do I/O` })),
      }],
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval'],
      'no-restricted-properties': ['error',
        { object: 'Math', property: 'random' }, { object: 'Date', property: 'now' }],
    },
  },
  {
    files: ['src/!(cdk8s)/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', {
      paths: ['cdk8s', 'constructs'].map((name) => ({ name, message: 'only src/cdk8s knows cdk8s' })),
      patterns: [{ group: ['@pulumi/*', '@pulumi/*/**'], message: 'only src/pulumi knows Pulumi' }],
    }] },
  },
  {
    files: ['src/pulumi/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', {
      paths: [
        ...['cdk8s', 'constructs'].map((name) => ({ name, message: 'only src/cdk8s knows cdk8s' })),
        ...['@pulumi/aws', '@pulumi/kubernetes'].map((name) => ({ name, message: 'import the file of the resource: the root loads hundreds of modules' })),
      ],
    }] },
  },
  {
    // Loaded by need: a library that only programs that ask servers use.
    files: ['src/http/undici-transport.ts'],
    rules: { '@typescript-eslint/no-require-imports': ['error', { allow: ['^undici$'] }] },
  },
  {
    // Loaded by need: a peer that most programs never use, the larger parts of the core, and the module that the text of a
    // dynamic provider names.
    files: ['src/pulumi/aws-modules.ts', 'src/pulumi/core-modules.ts', 'src/pulumi/harbor-providers.ts'],
    rules: {
      '@typescript-eslint/no-require-imports': ['error', {
        allow: ['^@pulumi/aws/[a-z]+$', '^\\.\\./(agent|audit|manifest|provision|relocate)$', '^pullproof/harbor-runtime$'],
      }],
    },
  },
  {
    files: ['src/cdk8s/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group: ['@pulumi/*', '@pulumi/*/**'], message: 'only src/pulumi knows Pulumi' }] }] },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'examples/**/*.ts'],
    rules: { 'max-lines': 'off', 'no-console': 'off', '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
);
