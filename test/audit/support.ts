import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import Ajv from 'ajv';
import { audit, printJsonReport, printTextReport } from '../../src/audit';
import type { AuditOptions, Finding, ReportStyle, Verdict } from '../../src/audit';
import { printDockerConfig, SecretValue } from '../../src/credential';
import { parseManifests } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';

/** The registry of most tests. */
export const HARBOR = Registry.harbor('harbor.example.com', { project: 'agents' });

/** A private image of {@link HARBOR}. */
export const IMAGE = 'harbor.example.com/agents/server:1.2.3';

/** The colours of a terminal. */
export const COLOURS: ReportStyle = {
  good: paint('green'), bad: paint('red'), warn: paint('yellow'), dim: paint('dim'),
};

function paint(format: 'green' | 'red' | 'yellow' | 'dim'): (text: string) => string {
  return (text) => styleText(format, text, { validateStream: false });
}

/** The name that tests read manifests under. */
export const FILE = 'rendered.yaml';

const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'schema', 'report.json'), 'utf8')) as object,
);

/**
 * Audits the documents against {@link HARBOR}.
 *
 * Every audit of the tests comes through here, and so every report of it is checked: the JSON by its schema, and all
 * of them for the canary.
 */
export function auditYaml(documents: string | readonly string[], options: Partial<AuditOptions> = {}): Verdict {
  const text = typeof documents === 'string' ? documents : documents.join('\n---\n');
  const verdict = audit(parseManifests(text, FILE), { registries: [HARBOR], ...options });
  expectSound(verdict);
  return verdict;
}

/** The findings of one rule. */
export function findingsOf(rule: string, documents: string | readonly string[], options: Partial<AuditOptions> = {}): Finding[] {
  return auditYaml(documents, options).findings.filter((finding) => finding.rule === rule);
}

/** A finding with its location in one text, file and line left out: what most tests compare. */
export function wordsOf({ rule, severity, location, reason, remedy, image }: Finding): object {
  const { kind, namespace, name, path } = location;
  const object = namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
  return { rule, severity, at: path === undefined ? object : `${object} ${path}`, reason, remedy, ...(image === undefined ? {} : { image }) };
}

/** The ids of the rules that refute a verdict, sorted, each once. */
export function refutedBy(verdict: Verdict): string[] {
  return [...new Set(verdict.findings.filter(({ severity, acknowledged }) => severity === 'error' && acknowledged === undefined).map(({ rule }) => rule))].sort();
}

/** Fails when a report breaks the schema or holds the canary in any form. */
export function expectSound(verdict: Verdict): void {
  const json = printJsonReport(verdict);
  expect({ valid: validate(JSON.parse(json)), errors: validate.errors }).toEqual({ valid: true, errors: null });
  const everything = [json, printTextReport(verdict), printTextReport(verdict, COLOURS)].join('\n');
  for (const form of canaryForms()) {
    expect(everything).not.toContain(form);
  }
}

/** The password itself, escaped for URLs, and in base64 at each of the three alignments. */
export function canaryForms(): string[] {
  const aligned = [0, 1, 2].map((shift) =>
    Buffer.from(`${' '.repeat(shift)}${CANARY_PASSWORD}`).toString('base64').slice(shift === 0 ? 0 : 4, -4));
  return [CANARY_PASSWORD, encodeURIComponent(CANARY_PASSWORD), ...aligned];
}

/** The content of a pull secret, with the canary as password. */
export function dockerConfig(...keys: string[]): string {
  const password = SecretValue.unsafePlainText(CANARY_PASSWORD);
  return printDockerConfig(keys.map((registry) => ({ registry, username: CANARY_USERNAME, password }))).unsafeUnwrap();
}

/** Text as the `data` of a Secret holds it. */
export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** A Secret of type dockerconfigjson named `pull`. */
export function pullSecret(content = dockerConfig('harbor.example.com'), { namespace = 'agents', name = 'pull', extra = '' } = {}): string {
  return `
apiVersion: v1
kind: Secret
metadata: {name: ${name}, namespace: ${namespace}}
type: kubernetes.io/dockerconfigjson
${extra}
data:
  .dockerconfigjson: ${base64(content)}`;
}

/** The template of a pull secret as External Secrets should have it. */
export const TEMPLATE = '{{ dict "auths" (dict "harbor.example.com" (dict "username" .username "password" .password)) | toJson }}';

/** The `spec` of an ExternalSecret for {@link HARBOR}, indented by two spaces. */
export function externalSpec({
  template = TEMPLATE, refresh = 'refreshInterval: 1h', target = '', store = 'secretStoreRef: {kind: ClusterSecretStore, name: platform}',
} = {}): string {
  return `  ${refresh}
  ${store}
  target:
    name: pull
    ${target}
    template:
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: '${template}'
  data:
    - {secretKey: username, remoteRef: {key: robots, property: username}}
    - {secretKey: password, remoteRef: {key: robots, property: password}}`;
}

/** An ExternalSecret that makes `pull`. */
export function externalSecret(
  options: Parameters<typeof externalSpec>[0] & { namespace?: string; name?: string; apiVersion?: string } = {},
): string {
  const { namespace = 'agents', name = 'pull', apiVersion = 'external-secrets.io/v1' } = options;
  return `
apiVersion: ${apiVersion}
kind: ExternalSecret
metadata: {name: ${name}, namespace: ${namespace}}
spec:
${externalSpec(options)}`;
}

/** A ClusterExternalSecret that makes `pull` where the selection says. */
export function clusterExternalSecret(selection: string, options: Parameters<typeof externalSpec>[0] = {}): string {
  return `
apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata: {name: pull}
spec:
  ${selection}
  externalSecretSpec:
${externalSpec(options).replace(/^/gm, '  ')}`;
}

/** A Deployment with one container. */
export function deployment({
  image = IMAGE, namespace = 'agents', name = 'server', secrets = 'imagePullSecrets: [{name: pull}]', spec = '', annotations = '{}',
} = {}): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}, annotations: ${annotations}}
spec:
  template:
    spec:
      ${secrets}
      ${spec}
      containers:
        - name: main
          image: ${image}`;
}

/** A ServiceAccount. */
export function account(secrets: string, { name = 'default', namespace = 'agents', annotations = '{}' } = {}): string {
  return `
apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}, namespace: ${namespace}, annotations: ${annotations}}
${secrets}`;
}

/** A Namespace with labels, written as a YAML map. */
export function namespace(name = 'agents', labels = '{}'): string {
  return `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}, labels: ${labels}}`;
}

/** Options of tests whose Secrets stand in clear text on purpose. */
export const LOUD: Partial<AuditOptions> = { chosenClearText: new Set(['agents/pull']) };
