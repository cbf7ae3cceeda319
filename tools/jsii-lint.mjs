// Compiles the cdk8s entry point with jsii, as a lint: what jsii refuses, construct packages in other languages and
// jsii-built construct packages of organisations could not use. Nothing it writes is shipped.
//
// The sources are copied, because jsii writes into the folder of the package it compiles. `--source DIR` lints other sources.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const option = process.argv.indexOf('--source');
const source = option === -1 ? join(root, 'src') : resolve(process.argv[option + 1] ?? '');
const work = mkdtempSync(join(tmpdir(), 'pullproof-jsii-'));
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
// Pulumi's packages are no jsii modules, and nothing of the cdk8s entry needs them.
const peers = Object.fromEntries(Object.entries(own.peerDependencies).filter(([name]) => !name.startsWith('@pulumi/')));

// jsii wants one entry that exports every type which the API mentions: the constructs, and the core that their props take.
const ENTRY = `export * from './cdk8s';
export { Agent } from './agent';
export type { AgentAccount, AgentChart, AgentContainer, AgentEcho, AgentImage, AgentRelease, AgentTrap, AgentWorkload, ChartAgentProps, ComputedSource, RequiredValue, TrapSeverity } from './agent';
export type { FluxPostRenderStrategy, UnmovableImage, ValueWorkaround } from './agent';
export { CaBundle, ImagePattern } from './agent';
export type { CanaryImage, CheckedKind, ContainerResources, ExporterAlerts, ExporterDashboard, ExporterFlags, ExporterMonitor, ExporterOptions } from './agent';
export type { Acknowledgement, AuditedObject, AuditSubject, DeclaredSecret, Finding, FindingLocation, IAuditRule, ReportedImage, ReportedPod, ReportedRelease, Verdict } from './audit';
export { Credential, SecretValue } from './credential';
export type { EcrTokenCredentialProps, ExistingSecretCredentialProps, ExternalSecretCredentialProps, PlainTextCredentialProps } from './credential';
export type { ImageReference } from './image';
export { Registry } from './registry';
export type {
  AlibabaAcrRegistryProps, AzureAcrRegistryProps, DockerHubRegistryProps, EcrPublicRegistryProps, EcrRegistryProps, GenericRegistryProps,
  GhcrRegistryProps, GitlabRegistryProps, GoogleArtifactRegistryProps, GoogleGcrRegistryProps, HarborRegistryProps, HuaweiSwrRegistryProps,
  IRegistryKind, JfrogMode, JfrogRegistryProps, QuayRegistryProps, RepositoryCreation,
} from './registry';
export type {
  EcrLifecycle, EcrPullPrincipals, EcrUpstreamSecret, HarborEndpointLogin, HarborImmutabilityRule, HarborRetentionRule, HarborRetentionSpec, HarborRobotObject,
  SecretKeyReference, SecretObjectReference, TemplateScenario,
} from './provision';
export { Layout } from './relocate';
export type { ImageFields, ImageSlot, PrecedingFields, PullSecretShape, PullSecretSlot, RelocationRoute, ValueCondition } from './relocate';
`;

cpSync(source, join(work, 'src'), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'), 'dir');
write('src/jsii-entry.ts', ENTRY);
write('README.md', '# pullproof\n');
write('package.json', JSON.stringify({
  name: own.name,
  version: own.version,
  description: own.description,
  license: own.license,
  author: { name: own.author.name, organization: true },
  repository: { type: 'git', url: 'https://example.com/pullproof.git' },
  main: 'lib/jsii-entry.js',
  types: 'lib/jsii-entry.d.ts',
  stability: 'stable',
  jsii: { outdir: 'dist', targets: {}, tsconfig: 'tsconfig.json', validateTsconfig: 'off' },
  peerDependencies: peers,
  devDependencies: peers,
  // jsii wants what is not built with jsii to be bundled; here it is only compiled against.
  dependencies: own.dependencies,
  bundledDependencies: Object.keys(own.dependencies),
}));
// The options of the package, in the words of the older TypeScript that jsii brings.
const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8').replace(/^\/\/.*$/gm, ''));
write('tsconfig.json', JSON.stringify({
  compilerOptions: { ...compilerOptions, rootDir: 'src', outDir: 'lib', composite: false, incremental: false },
  files: ['src/jsii-entry.ts'],
}));

const jsii = spawnSync(process.execPath, [
  join(root, 'node_modules/jsii/bin/jsii'), '--silence-warnings=reserved-word', '--no-fix-peer-dependencies', work,
], {
  cwd: work, encoding: 'utf8',
  env: { ...process.env, JSII_SILENCE_SUPPORT_WARNING: '1' },
});
rmSync(work, { recursive: true, force: true });
if (jsii.status !== 0) {
  process.stderr.write(`${jsii.stdout ?? ''}${jsii.stderr ?? ''}${jsii.error ?? ''}\n`);
  process.exitCode = 1;
}

function write(path, text) {
  writeFileSync(join(work, path), text);
}
