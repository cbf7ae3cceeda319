import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The package as a user gets it: packed, installed beside its peers in an empty project, imported in every way
 * TypeScript resolves modules. Needs the compiled `lib`, which `npm test` makes first.
 */
const ROOT = join(__dirname, '../..');
const NPM_FLAGS = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];

const PROGRAM = `
import { App, Chart } from 'cdk8s';
import { Agent, PullproofError, Registry, SecretValue, parseReference } from 'pullproof';
import { AgentInstall, PullSecret } from 'pullproof/cdk8s';

const registry: Registry = Registry.harbor('harbor.example.com', { project: 'agents' });
const host: string = registry.host;
const tag: string | undefined = parseReference('quay.io/prometheus/prometheus:v3.7.3').tag;
export function isOurs(error: unknown): error is PullproofError {
  return PullproofError.isPullproofError(error);
}
// @ts-expect-error a password is never a plain string
const password: SecretValue = 'clear text';
export { Agent, AgentInstall, App, Chart, PullSecret, host, password, tag };
`;

/** Pulumi has types of its own that do not pass without `skipLibCheck`, so its entries have a program of their own. */
const PULUMI_PROGRAM = `
import * as pulumi from '@pulumi/pulumi';
import { robot } from 'pullproof/harbor-runtime';
import { AgentInstall, Proof, PullSecret } from 'pullproof/pulumi';
import { provenImages } from 'pullproof/pulumi-policy';

export const secret: pulumi.ComponentResource = undefined as unknown as PullSecret;
export { AgentInstall, Proof, provenImages, robot };
`;

let project: string;

function npm(...args: string[]): string {
  return execFileSync('npm', args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Compiler messages, empty when it compiles. */
function typeCheck(options: Record<string, unknown>, file = 'program.ts'): string {
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, target: 'es2022', skipLibCheck: false, types: [], ...options }, files: [file],
  }));
  try {
    return node(join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json');
  } catch (error) {
    return String((error as { stdout: string }).stdout);
  }
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'pullproof-package-'));
  mkdirSync(join(project, 'packed'));
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', join(project, 'packed')], { cwd: ROOT, stdio: 'ignore' });
  const { version, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    version: string; devDependencies: Record<string, string>;
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'scratch', version: '1.0.0', private: true }));
  npm('install', ...NPM_FLAGS, `./packed/pullproof-${version}.tgz`, `cdk8s@${devDependencies.cdk8s}`, `constructs@${devDependencies.constructs}`,
    `@types/node@${devDependencies['@types/node']}`, ...['pulumi', 'kubernetes', 'policy'].map((name) => `@pulumi/${name}@${devDependencies[`@pulumi/${name}`]}`));
  writeFileSync(join(project, 'pulumi-program.ts'), PULUMI_PROGRAM);
  writeFileSync(join(project, 'program.ts'), PROGRAM);
}, 300_000);

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

describe('the packed package', () => {
  test.each([
    ['node10', { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', types: ['node'] }],
    ['node16', { module: 'node16', moduleResolution: 'node16', types: ['node'] }],
    ['bundler', { module: 'esnext', moduleResolution: 'bundler', types: ['node'] }],
  ])('has types under %s resolution', (_name, options) => {
    expect(typeCheck(options)).toBe('');
  });

  test.each([
    ['node10', { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' }],
    ['node16', { module: 'node16', moduleResolution: 'node16' }],
  ])('has the types of its Pulumi entries under %s resolution', (_name, options) => {
    expect(typeCheck({ ...options, types: ['node'], skipLibCheck: true }, 'pulumi-program.ts')).toBe('');
  });

  test('loads its Pulumi entries, without @pulumi/aws, which is not installed', () => {
    const program = "const names = ['pulumi', 'pulumi-policy', 'harbor-runtime'].map((name) => Object.keys(require(`pullproof/${name}`)).length > 0);"
      + 'console.log(names.join());';
    expect(node('-e', program)).toBe('true,true,true\n');
  });

  test('fails to type-check where it should', () => {
    writeFileSync(join(project, 'program.ts'), `${PROGRAM}\nconst wrong: number = host;\nexport { wrong };\n`);
    expect(typeCheck({ module: 'node16', moduleResolution: 'node16', types: ['node'] })).toContain("Type 'string' is not assignable to type 'number'");
    writeFileSync(join(project, 'program.ts'), PROGRAM);
  });

  test('loads with require and with import', () => {
    expect(node('-e', "const p = require('pullproof'); console.log(p.printReference(p.parseReference('nginx')));")).toBe('docker.io/library/nginx\n');
    expect(node('--input-type=module', '-e', "import { PullSecret } from 'pullproof/cdk8s'; console.log(PullSecret.name);")).toBe('PullSecret\n');
  });

  test('does not load cdk8s with its core', () => {
    expect(node('-e', "require('pullproof'); console.log(Object.keys(require.cache).filter((f) => /node_modules.(cdk8s|constructs)./.test(f)).length);")).toBe('0\n');
  });

  test('brings the command', () => {
    expect(node('node_modules/pullproof/bin/pullproof', '--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('ships no sources, tests or snapshots', () => {
    const files = JSON.parse(npm('pack', '--dry-run', '--json', '--ignore-scripts', ROOT)) as { files: { path: string }[] }[];
    const folders = new Set(files[0]?.files.map(({ path }) => path.split('/')[0]));
    expect([...folders].sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'lib', 'package.json', 'schema']);
  });
});
