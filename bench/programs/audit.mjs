// Parses and audits a stream of many objects, several times: `audit.mjs COUNT ROUNDS`.
import { audit, parseManifests, Registry } from 'pullproof';

const [count, rounds] = process.argv.slice(2).map(Number);
const text = Array.from({ length: count / 4 }, (_, index) => objectsOf(`team-${index}`)).join('');
const options = { registries: [Registry.harbor('harbor.example.com', { project: 'agents' })] };
const parsing = [];
const auditing = [];

for (let round = 0; round < rounds; round += 1) {
  globalThis.gc?.();
  const before = process.cpuUsage();
  const stream = parseManifests(text);
  const between = process.cpuUsage();
  const verdict = audit(stream, options);
  const after = process.cpuUsage();
  if (!verdict.proven || verdict.objects !== count || verdict.pods.length !== count / 4) {
    throw new Error(`the stream is not what it should be: ${JSON.stringify(verdict.findings[0])}`);
  }
  parsing.push(milliseconds(before, between));
  auditing.push(milliseconds(between, after));
}

process.stdout.write(JSON.stringify({
  parse: median(parsing), audit: median(auditing), bytes: text.length, memory: process.resourceUsage().maxRSS / 1024,
}));

function milliseconds(from, to) {
  return (to.user - from.user + to.system - from.system) / 1000;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** What a team has: a pull secret, an account, a configuration, and a Deployment of two containers. */
function objectsOf(namespace) {
  return `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: pull
  namespace: ${namespace}
spec:
  refreshInterval: 1h
  secretStoreRef: {kind: ClusterSecretStore, name: platform}
  target:
    name: pull
    template:
      engineVersion: v2
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: '{{ dict "auths" (dict "harbor.example.com" (dict "username" .username "password" .password "auth" (printf "%s:%s" .username .password | b64enc))) | toJson }}'
  data:
    - secretKey: username
      remoteRef: {key: registries/harbor/agents, property: username}
    - secretKey: password
      remoteRef: {key: registries/harbor/agents, property: password}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: server
  namespace: ${namespace}
imagePullSecrets:
  - name: pull
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: server
  namespace: ${namespace}
data:
  log-level: info
  config.yaml: |
    listen: 0.0.0.0:8080
    targets:
      - name: first
        url: http://first.${namespace}.svc:8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: server
  namespace: ${namespace}
  labels: {app: server}
spec:
  replicas: 2
  selector:
    matchLabels: {app: server}
  template:
    metadata:
      labels: {app: server}
    spec:
      serviceAccountName: server
      containers:
        - name: server
          image: harbor.example.com/agents/acme/server:1.4.2
          args: [--config=/etc/server/config.yaml, --port=8080]
          env:
            - {name: LOG_LEVEL, value: info}
          ports:
            - containerPort: 8080
          resources:
            requests: {cpu: 100m, memory: 128Mi}
        - name: proxy
          image: harbor.example.com/agents/acme/proxy:2.0.0@sha256:${'0123456789abcdef'.repeat(4)}
---
`;
}
