import type { AuditOptions } from '../../src/audit';
import { parseReference } from '../../src/image';
import { Registry } from '../../src/registry';
import { auditYaml, HARBOR, TEMPLATE } from './support';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const HOST = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const CHINA = '000000000000.dkr.ecr.cn-north-1.amazonaws.com.cn';

/** A stream that is proven: a chart with its hook, an operator's resource, another namespace, ECR with a generator, node identity. */
const STREAM = `
apiVersion: v1
kind: Namespace
metadata:
  name: agents
---
apiVersion: v1
kind: Namespace
metadata:
  name: jobs
  labels: {pull: "yes"}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: pull-harbor
  namespace: agents
  annotations: {argocd.argoproj.io/sync-wave: "-1"}
spec:
  refreshInterval: 1h
  secretStoreRef: {kind: ClusterSecretStore, name: platform}
  target:
    name: pull
    creationPolicy: Owner
    template:
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: '${TEMPLATE}'
  data:
    - {secretKey: username, remoteRef: {key: robots, property: username}}
    - {secretKey: password, remoteRef: {key: robots, property: password}}
---
apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata: {name: fleet}
spec:
  namespaceSelectors: [{matchLabels: {pull: "yes"}}]
  externalSecretSpec:
    refreshInterval: 1h
    secretStoreRef: {kind: ClusterSecretStore, name: platform}
    target:
      name: fleet-pull
      template:
        type: kubernetes.io/dockerconfigjson
        data:
          .dockerconfigjson: '${TEMPLATE}'
    data:
      - {secretKey: username, remoteRef: {key: fleet, property: username}}
      - {secretKey: password, remoteRef: {key: fleet, property: password}}
---
apiVersion: generators.external-secrets.io/v1alpha1
kind: ECRAuthorizationToken
metadata: {name: ecr, namespace: jobs}
spec: {region: eu-west-1}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: ecr-pull, namespace: jobs}
spec:
  refreshInterval: 4h
  target:
    template:
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: '${TEMPLATE.replace('"harbor.example.com"', '.proxy_endpoint')}'
  dataFrom:
    - sourceRef: {generatorRef: {apiVersion: generators.external-secrets.io/v1alpha1, kind: ECRAuthorizationToken, name: ecr}}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: server
  namespace: agents
imagePullSecrets:
  - name: pull
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: agents}
data:
  settings.yaml: |
    sidecar:
      image: harbor.example.com/agents/acme/sidecar:4.0
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: server, namespace: agents}
spec:
  template:
    spec:
      serviceAccountName: server
      initContainers:
        - name: init
          image: harbor.example.com/agents/acme/init:2.0
      containers:
        - name: main
          image: harbor.example.com/agents/acme/server:1.2.3@${DIGEST}
          args: ["--job-image=harbor.example.com/agents/acme/job:3.0"]
          env:
            - {name: HELPER_IMAGE, value: "harbor.example.com/agents/acme/helper:5.0"}
      volumes:
        - name: data
          image: {reference: "harbor.example.com/agents/acme/data:6.0"}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: report, namespace: jobs}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          imagePullSecrets:
            - name: fleet-pull
            - name: ecr-pull
          containers:
            - name: report
              image: harbor.example.com/agents/acme/report:7.0
            - name: upload
              image: ${HOST}/upload:8.0
---
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  namespace: agents
  annotations: {helm.sh/hook: post-install}
spec:
  template:
    spec:
      imagePullSecrets:
        - name: pull
      containers:
        - name: migrate
          image: harbor.example.com/agents/acme/migrate:9.0
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main, namespace: agents}
spec:
  image: harbor.example.com/agents/acme/prometheus:3.1
  serviceAccountName: server
---
apiVersion: v1
kind: Pod
metadata: {name: on-node, namespace: agents}
spec:
  containers:
    - name: on-node
      image: ${CHINA}/node:1.0
`;

const OPTIONS: Partial<AuditOptions> = {
  registries: [HARBOR, Registry.ecr({ account: '123456789012', region: 'eu-west-1' }), Registry.parse(CHINA)],
  nodeIdentityHosts: [CHINA],
  expected: [{
    references: [`server:1.2.3@${DIGEST}`, 'init:2.0', 'job:3.0', 'sidecar:4.0', 'helper:5.0', 'data:6.0', 'report:7.0', 'migrate:9.0', 'prometheus:3.1']
      .map((name) => parseReference(`harbor.example.com/agents/acme/${name}`)).concat([parseReference(`${HOST}/upload:8.0`), parseReference(`${CHINA}/node:1.0`)]),
  }],
};

const FLEET = 'namespaceSelectors: [{matchLabels: {pull: "yes"}}]';
const byName = (expression: string): string => `namespaceSelectors: [{matchExpressions: [{key: kubernetes.io/metadata.name, ${expression}}]}]`;

/** What is done to the stream, and the rule that must notice: a text, what takes its place, the rule. */
const VIOLATIONS: readonly (readonly [what: string, from: string, to: string, rule: string])[] = [
  // Images.
  ['a container image of Docker Hub', 'harbor.example.com/agents/acme/server:1.2.3', 'acme/server:1.2.3', 'image-not-private'],
  ['an init container of another registry', 'harbor.example.com/agents/acme/init', 'quay.io/acme/init', 'image-not-private'],
  ['an image volume of another registry', 'harbor.example.com/agents/acme/data', 'quay.io/acme/data', 'image-not-private'],
  ['an argument', 'harbor.example.com/agents/acme/job', 'quay.io/acme/job', 'image-not-private'],
  ['a variable', 'harbor.example.com/agents/acme/helper', 'quay.io/acme/helper', 'image-not-private'],
  ['YAML inside a ConfigMap', 'harbor.example.com/agents/acme/sidecar', 'quay.io/acme/sidecar', 'image-not-private'],
  ['a field of a custom resource', 'harbor.example.com/agents/acme/prometheus', 'quay.io/acme/prometheus', 'image-not-private'],
  ['an ephemeral container', '      initContainers:', '      ephemeralContainers: [{name: debug, image: busybox}]\n      initContainers:', 'image-not-private'],
  ['another project', 'agents/acme/server', 'other/acme/server', 'image-not-private'],
  ['a project that begins the same', 'agents/acme/server', 'agents-b/acme/server', 'image-not-private'],
  ['a port', 'harbor.example.com/agents/acme/server', 'harbor.example.com:443/agents/acme/server', 'image-not-private'],
  ['an upper-case host', 'harbor.example.com/agents/acme/server', 'Harbor.example.com/agents/acme/server', 'image-not-private'],
  ['another account of ECR', `${HOST}/upload`, `999999999999${HOST.slice(12)}/upload`, 'image-not-private'],
  ['an upper-case path', 'agents/acme/server', 'agents/Acme/server', 'image-unparsable'],
  ['an empty tag', 'harbor.example.com/agents/acme/init:2.0', '"harbor.example.com/agents/acme/init:"', 'image-unparsable'],
  ['a template that nobody rendered', 'harbor.example.com/agents/acme/init:2.0', '"{{ .Values.image }}"', 'image-unparsable'],
  ['a missing image', '          image: harbor.example.com/agents/acme/init:2.0\n', '', 'image-unparsable'],
  ['no containers', '      containers:\n        - name: migrate\n          image: harbor.example.com/agents/acme/migrate:9.0', '      containers: []', 'image-unparsable'],
  ['another tag', 'acme/init:2.0', 'acme/init:2.1', 'image-altered'],
  ['the tag latest', 'acme/init:2.0', 'acme/init:latest', 'image-altered'],
  ['no tag', 'acme/init:2.0', 'acme/init', 'image-altered'],
  ['a dropped digest', `server:1.2.3@${DIGEST}`, 'server:1.2.3', 'image-altered'],
  ['another digest', DIGEST, `sha256:${'b'.repeat(64)}`, 'image-altered'],
  ['a doubled prefix', 'agents/acme/server', 'agents/agents/acme/server', 'image-altered'],
  ['a doubled host', 'agents/acme/server', 'agents/harbor.example.com/agents/acme/server', 'image-altered'],
  ['a flattened path', 'agents/acme/server', 'agents/server', 'image-altered'],
  // Bindings.
  ['an account without list', 'imagePullSecrets:\n  - name: pull\n', '', 'pod-without-credential'],
  ['an account with an empty list', 'imagePullSecrets:\n  - name: pull\n', 'imagePullSecrets: []\n', 'pod-without-credential'],
  ['an account of another namespace', '  name: server\n  namespace: agents', '  name: server\n  namespace: jobs', 'pod-without-credential'],
  ['another account', '      serviceAccountName: server', '      serviceAccountName: other', 'pod-without-credential'],
  ['no account', '      serviceAccountName: server\n', '', 'pod-without-credential'],
  ['a nameless entry that hides the account', '      initContainers:', "      imagePullSecrets: [{name: ''}]\n      initContainers:", 'pod-without-credential'],
  ['a null entry that hides the account', '      initContainers:', '      imagePullSecrets: [null]\n      initContainers:', 'image-pull-secrets-shape'],
  ['an account with texts', 'imagePullSecrets:\n  - name: pull\n', 'imagePullSecrets:\n  - pull\n', 'image-pull-secrets-shape'],
  ['a pod with texts', '        - name: pull\n', '        - pull\n', 'image-pull-secrets-shape'],
  ['a map', 'imagePullSecrets:\n  - name: pull\n', 'imagePullSecrets: {name: pull}\n', 'image-pull-secrets-shape'],
  ['a restricted account', '  name: server\n', '  name: server\n  annotations: {kubernetes.io/enforce-mountable-secrets: "true"}\n', 'ok'],
  ['a host that nodes cannot pull from', `${CHINA}/node`, `${HOST}/node`, 'pod-without-credential'],
  // Secrets.
  ['a secret of another name', '    name: pull\n    creationPolicy', '    name: other\n    creationPolicy', 'pull-secret-missing'],
  ['a secret of another namespace', 'name: pull-harbor\n  namespace: agents', 'name: pull-harbor\n  namespace: jobs', 'pull-secret-missing'],
  ['a secret without namespace', 'name: pull-harbor\n  namespace: agents', 'name: pull-harbor', 'pull-secret-missing'],
  ['an upper-case name', '        - name: pull\n', '        - name: Pull\n', 'pull-secret-missing'],
  ['a label that the namespace lacks', '  labels: {pull: "yes"}\n', '', 'pull-secret-missing'],
  ['another value of the label', '  labels: {pull: "yes"}\n', '  labels: {pull: "no"}\n', 'pull-secret-missing'],
  ['a label that is no text', '  labels: {pull: "yes"}\n', '  labels: {pull: yes}\n', 'pull-secret-missing'],
  ['a Namespace that is not part of the stream', 'kind: Namespace\nmetadata:\n  name: jobs', 'kind: Namespace\nmetadata:\n  name: other', 'pull-secret-missing'],
  ['a selector with a value that is no text', FLEET, 'namespaceSelectors: [{matchLabels: {pull: yes}}]', 'pull-secret-missing'],
  ['a null selector', FLEET, 'namespaceSelectors: [null]', 'pull-secret-missing'],
  ['no selector', FLEET, 'refreshTime: 1m', 'pull-secret-missing'],
  ['NotIn with the namespace', FLEET, byName('operator: NotIn, values: [jobs]'), 'pull-secret-missing'],
  ['In without the namespace', FLEET, byName('operator: In, values: [agents]'), 'pull-secret-missing'],
  ['an unknown operator', FLEET, byName('operator: Is, values: [jobs]'), 'pull-secret-missing'],
  ['a version that is no longer served', 'apiVersion: external-secrets.io/v1\nkind: ExternalSecret', 'apiVersion: external-secrets.io/v1beta1\nkind: ExternalSecret', 'pull-secret-not-delivered'],
  ['creationPolicy None', 'creationPolicy: Owner', 'creationPolicy: None', 'pull-secret-not-delivered'],
  ['creationPolicy Merge', 'creationPolicy: Owner', 'creationPolicy: Merge', 'pull-secret-not-delivered'],
  ['a target of another kind', '    creationPolicy: Owner', '    manifest: {apiVersion: v1, kind: ConfigMap}', 'pull-secret-not-delivered'],
  ['no store', '  secretStoreRef: {kind: ClusterSecretStore, name: platform}\n  target', '  target', 'pull-secret-not-delivered'],
  ['a variable that nothing fills', 'secretKey: password', 'secretKey: token', 'pull-secret-not-delivered'],
  ['a generator of another namespace', '{name: ecr, namespace: jobs}', '{name: ecr, namespace: agents}', 'pull-secret-not-delivered'],
  ['no type', '      type: kubernetes.io/dockerconfigjson\n', '', 'pull-secret-wrong-type'],
  ['type Opaque', 'type: kubernetes.io/dockerconfigjson', 'type: Opaque', 'pull-secret-wrong-type'],
  ['a key for another host', '(dict "harbor.example.com"', '(dict "quay.io"', 'pull-secret-no-entry'],
  ['a key with a port', '(dict "harbor.example.com"', '(dict "harbor.example.com:443"', 'pull-secret-no-entry'],
  ['an upper-case key', '(dict "harbor.example.com"', '(dict "HARBOR.example.com"', 'pull-secret-no-entry'],
  ['a key for another project', '(dict "harbor.example.com"', '(dict "harbor.example.com/other/"', 'pull-secret-no-entry'],
  ['a key with /v2 and no slash', '(dict "harbor.example.com"', '(dict "https://harbor.example.com/v2"', 'pull-secret-no-entry'],
  ['a wildcard of too few labels', '(dict "harbor.example.com"', '(dict "*.com"', 'pull-secret-no-entry'],
  ['the key of Docker Hub', '(dict "harbor.example.com"', '(dict "https://index.docker.io/v1/"', 'pull-secret-no-entry'],
  ['tokens of another region', '{region: eu-west-1}', '{region: us-east-1}', 'pull-secret-no-entry'],
  ['tokens of another account', '{region: eu-west-1}', '{region: eu-west-1, role: "arn:aws:iam::999999999999:role/pull"}', 'pull-secret-no-entry'],
  ['a template of another form', TEMPLATE, '{{ .username }}{{ .password }}', 'pull-secret-opaque'],
  ['an entry without password', ' "password" .password', '', 'pull-secret-opaque'],
  ['a template from elsewhere', '      data:\n        .docker', '      templateFrom: [{literal: "a: b"}]\n      data:\n        .docker', 'pull-secret-opaque'],
  ['a Secret beside the ExternalSecret', '---\napiVersion: v1\nkind: ServiceAccount', '---\napiVersion: v1\nkind: Secret\nmetadata: {name: pull, namespace: agents}\n---\napiVersion: v1\nkind: ServiceAccount', 'secret-made-twice'],
  ['a secret that is declared twice', '---\napiVersion: v1\nkind: ServiceAccount',
    '---\napiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: pull-harbor, namespace: agents}\n---\napiVersion: v1\nkind: ServiceAccount', 'object-declared-twice'],
  ['an account that is declared twice', '---\napiVersion: v1\nkind: ConfigMap',
    '---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: server, namespace: agents}\n---\napiVersion: v1\nkind: ConfigMap', 'object-declared-twice'],
  // Time.
  ['a hook before its secret', 'helm.sh/hook: post-install', 'helm.sh/hook: pre-install', 'secret-after-consumer'],
  ['a hook of a sync before its secret', 'helm.sh/hook: post-install', 'argocd.argoproj.io/hook: PreSync', 'secret-after-consumer'],
  ['a secret in a later wave', 'sync-wave: "-1"', 'sync-wave: "1"', 'secret-after-consumer'],
  ['a secret that Argo CD skips', 'argocd.argoproj.io/sync-wave: "-1"', 'argocd.argoproj.io/hook: Skip', 'secret-after-consumer'],
  ['a secret that only an upgrade makes', 'argocd.argoproj.io/sync-wave: "-1"', 'helm.sh/hook: pre-upgrade', 'secret-after-consumer'],
  ['a secret that a test makes', 'argocd.argoproj.io/sync-wave: "-1"', 'helm.sh/hook: test', 'secret-after-consumer'],
  ['a secret that is deleted after its hook', 'argocd.argoproj.io/sync-wave: "-1"',
    'helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-delete-policy: hook-succeeded', 'secret-after-consumer'],
  ['a hook with a misspelt name', 'argocd.argoproj.io/sync-wave: "-1"', 'helm.sh/hook: preinstall', 'secret-after-consumer'],
  ['tokens that are never renewed', 'refreshInterval: 4h', 'refreshInterval: "0"', 'credential-expiring'],
  ['an interval that is a number', 'refreshInterval: 4h', 'refreshInterval: 0', 'credential-expiring'],
  ['tokens renewed too late', 'refreshInterval: 4h', 'refreshInterval: 13h', 'credential-expiring'],
  ['tokens renewed on change', 'refreshInterval: 4h', 'refreshPolicy: OnChange', 'credential-expiring'],
  ['a generator of passwords', 'kind: ECRAuthorizationToken, name: ecr}}', 'kind: Password, name: ecr}}', 'pull-secret-opaque'],
  // Documents.
  ['a document that is no object', '---\napiVersion: apps/v1', '---\njust a text\n---\napiVersion: apps/v1', 'document-unparsed'],
  ['an object without kind', 'kind: ConfigMap\n', '', 'document-unparsed'],
  ['broken YAML', '{name: settings, namespace: agents}', '{name: settings, namespace: agents', 'document-unparsed'],
  ['a tab', 'spec:\n  jobTemplate:', 'spec:\n\tjobTemplate:', 'document-unparsed'],
  ['a release that the cluster renders', '---\napiVersion: apps/v1', '---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\n---\napiVersion: apps/v1', 'release-not-rendered'],
  ['a clear-text Secret', '---\napiVersion: apps/v1',
    '---\napiVersion: v1\nkind: Secret\nmetadata: {name: a}\ntype: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: \'{"auths":{"h":{"username":"a","password":"b"}}}\'}\n---\napiVersion: apps/v1',
    'credential-clear-text'],
  ['a malformed Secret', '---\napiVersion: apps/v1',
    '---\napiVersion: v1\nkind: Secret\nmetadata: {name: a}\ntype: kubernetes.io/dockerconfigjson\ndata: {.dockerconfigjson: "%"}\n---\napiVersion: apps/v1', 'pull-secret-malformed'],
];

const SEEDED = VIOLATIONS.filter(([, , , rule]) => rule !== 'ok');

test('the stream is proven as it stands', () => {
  const verdict = auditYaml(STREAM, OPTIONS);
  expect(verdict.findings).toEqual([]);
  expect(verdict).toMatchObject({ proven: true, objects: 13 });
  expect(verdict.pods.map(({ canPull }) => canPull)).toEqual([true, true, true, true, true]);
});

test('there are at least sixty different violations', () => {
  expect(new Set(SEEDED.map(([, from, to]) => `${from}\n${to}`)).size).toBeGreaterThanOrEqual(60);
});

test.each(SEEDED)('%s refutes it', (_, from, to, rule) => {
  expect(STREAM).toContain(from);
  const verdict = auditYaml(STREAM.replace(from, () => to), OPTIONS);
  expect(verdict.proven).toBe(false);
  const rules = verdict.findings.filter(({ severity }) => severity === 'error').map((finding) => finding.rule);
  expect(rules).toContain(rule);
});

test.each(VIOLATIONS.filter(([, , , rule]) => rule === 'ok'))('%s does not', (_, from, to) => {
  expect(STREAM).toContain(from);
  expect(auditYaml(STREAM.replace(from, () => to), OPTIONS).proven).toBe(true);
});
