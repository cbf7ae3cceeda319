import { javascript, typescript } from 'projen';

/** Oldest Node.js the package supports: what `engines` promises. */
const MIN_NODE = '20.19.0';

const project = new typescript.TypeScriptProject({
  name: 'pullproof',
  description: 'Private-registry installs of third-party Kubernetes agents, proven from the final manifests.',
  keywords: ['kubernetes', 'cdk8s', 'helm', 'private-registry', 'imagePullSecrets', 'ecr', 'harbor', 'cloudzero'],
  authorName: 'The pullproof authors',
  license: 'Apache-2.0',
  copyrightOwner: 'The pullproof authors',
  copyrightPeriod: '2026',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: MIN_NODE,
  typescriptVersion: '~6.0.3',
  projenrcTs: true,

  // No hosted workflows: `.ci/run` is the whole of CI, the same on every machine.
  github: false,
  release: false,
  buildWorkflow: false,
  depsUpgrade: false,
  sampleCode: false,
  readme: { filename: 'README.md', contents: '# pullproof\n' },

  entrypoint: 'lib/index.js',
  entrypointTypes: 'lib/index.d.ts',
  bin: { pullproof: 'bin/pullproof' },
  deps: ['commander@14.0.3', 'ora@9.4.1', 'tar@7.5.23', 'undici@7.30.2', 'yaml@2.9.1'],
  peerDeps: ['@pulumi/aws@^7.0.0', '@pulumi/kubernetes@^4.29.0', '@pulumi/policy@^1.20.0', '@pulumi/pulumi@^3.142.0', 'cdk8s@^2.68.11', 'constructs@^10.3.0'],
  peerDependencyOptions: { pinnedDevDependency: false },
  devDeps: [
    'cdk8s@2.70.106',
    'cdk8s-plus-28@2.5.6',
    'cdk8s-plus-34@2.0.54',
    'constructs@10.8.1',
    // The newest release of Pulumi that runs on Node.js 20.
    '@pulumi/pulumi@3.248.0',
    '@pulumi/aws@7.48.0',
    '@pulumi/kubernetes@4.34.2',
    '@pulumi/policy@1.21.0',
    '@types/node@20.19.43',
    'ajv@8.20.0',
    'ajv-formats@3.0.1',
    'eslint@10.15.0',
    'eslint-import-resolver-typescript@4.4.5',
    'eslint-plugin-import-x@4.18.1',
    'fast-check@4.10.2',
    'jsii@5.9.54',
    'ts-node@10.9.2',
    'typedoc@0.28.20',
    'typescript-eslint@8.73.0',
  ],

  tsconfig: {
    compilerOptions: {
      target: 'ES2022',
      lib: ['es2023'],
      module: 'node16',
      moduleResolution: javascript.TypeScriptModuleResolution.NODE16,
      types: ['node'],
      noUncheckedIndexedAccess: true,
      isolatedModules: true,
      skipLibCheck: true,
      // Source maps inside the files were three quarters of the package, and of the memory of everybody who loads it.
      inlineSourceMap: false,
      inlineSources: false,
    },
  },

  jestOptions: {
    // A test run never writes a snapshot: `npm run test:update` does, and its diff is reviewed.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    junitReporting: false,
    jestConfig: {
      testTimeout: 60_000,
      // Examples import the package by its name; tests run them against the sources.
      moduleNameMapper: {
        '^pullproof$': '<rootDir>/src/index.ts',
        '^pullproof/cdk8s$': '<rootDir>/src/cdk8s/index.ts',
        '^pullproof/harbor-runtime$': '<rootDir>/src/harbor/runtime.ts',
        '^pullproof/pulumi$': '<rootDir>/src/pulumi/index.ts',
        '^pullproof/pulumi-policy$': '<rootDir>/src/pulumi/policy/index.ts',
      },
      collectCoverage: false,
    },
  },
  // The flat configuration in eslint.config.mjs is ours: projen writes the legacy format.
  eslint: false,
  prettier: false,

  gitignore: ['.DS_Store', '/lib/', '*.tsbuildinfo', '/.tools/', '/.jsii-lint/', '/docs/api/', '/examples/**/dist/', 'cdk8s.out', '/dist/'],
  npmIgnoreOptions: {},
});

// projen asks for any version of its own tools; ours are exact.
project.addDevDeps('@types/jest@30.0.0', 'jest@30.5.2', 'projen@0.103.25', 'ts-jest@29.4.15');
project.package.addField('jest', {
  ...(project.jest?.config as object),
  testMatch: ['<rootDir>/test/**/*.test.ts'],
});
// Snapshots are read in review, so they are not folded away as generated files.
project.gitattributes.removeAttributes('*.snap', 'linguist-generated');
const testTsconfig = project.tryFindObjectFile('test/tsconfig.json');
testTsconfig?.addOverride('compilerOptions.types', ['node', 'jest']);
testTsconfig?.addOverride('include', ['**/*.ts', '../src/**/*.ts', '../examples/**/*.ts', '../bench/**/*.ts', '../.projenrc.ts']);

// One package, several entry points. `typesVersions` serves TypeScript's old node10 resolution.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './cdk8s': { types: './lib/cdk8s/index.d.ts', default: './lib/cdk8s/index.js' },
  './pulumi': { types: './lib/pulumi/index.d.ts', default: './lib/pulumi/index.js' },
  './pulumi-policy': { types: './lib/pulumi/policy/index.d.ts', default: './lib/pulumi/policy/index.js' },
  // What dynamic providers load; their text is in the state of stacks, so this path stays.
  './harbor-runtime': { types: './lib/harbor/runtime.d.ts', default: './lib/harbor/runtime.js' },
  ...Object.fromEntries(['availability', 'diagnosis', 'install-report', 'mirror-plan', 'report'].map((name) => [`./schema/${name}.json`, `./schema/${name}.json`])),
  './package.json': './package.json',
});
project.package.addField('typesVersions', {
  '*': {
    cdk8s: ['./lib/cdk8s/index.d.ts'], pulumi: ['./lib/pulumi/index.d.ts'], 'pulumi-policy': ['./lib/pulumi/policy/index.d.ts'],
    'harbor-runtime': ['./lib/harbor/runtime.d.ts'],
  },
});
project.package.addField('files', ['lib', 'bin', 'schema', 'CHANGELOG.md']);
// Only the entries of the frameworks need the peers: the core and the command line run without them.
project.package.addField('peerDependenciesMeta', Object.fromEntries(
  ['@pulumi/aws', '@pulumi/kubernetes', '@pulumi/policy', '@pulumi/pulumi', 'cdk8s', 'constructs'].map((name) => [name, { optional: true }]),
));
// unrs-resolver releases after this one lack platform packages, so `npm ci` rejects the lock they produce.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

const lint = project.addTask('lint', { description: 'Code style, and the rule that layers import downwards only', exec: 'eslint .' });
const tools = project.addTask('tools', { description: 'Install the pinned binaries that the PATH lacks', exec: 'node tools/install.mjs' });
const types = project.addTask('types', { description: 'Type-check tests, examples, benchmarks', exec: 'tsc --noEmit -p test/tsconfig.json' });

project.testTask.reset();
project.testTask.spawn(tools);
project.testTask.spawn(project.compileTask);
project.testTask.spawn(types);
project.testTask.spawn(lint);
project.testTask.exec('jest --ci', { receiveArgs: true });

const demo = project.addTask('demo', { description: 'Synthesize the examples and print their proof' });
demo.spawn(project.compileTask);
demo.exec('ts-node -T -P test/tsconfig.json examples/run.ts');

const benchCharts = project.addTask('bench:charts', { description: 'Trace, rewrite and prove the charts of an index, and print what came of it' });
benchCharts.spawn(project.compileTask);
benchCharts.exec('node -r ts-node/register/transpile-only bench/charts/run.ts', { receiveArgs: true });

const bench = project.addTask('bench', { description: 'Ratios to plain cdk8s and to parsing, in one run' });
bench.spawn(project.compileTask);
bench.exec('node --expose-gc -r ts-node/register/transpile-only bench/run.ts', { receiveArgs: true });

project.addTask('docs', { description: 'API reference from the docstrings, into docs/api', exec: 'typedoc' });

project.synth();
