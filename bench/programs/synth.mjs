// Synthesizes a pull secret and an account for each of many namespaces: `synth.mjs constructs|raw COUNT`.
import { createHash } from 'node:crypto';

const [variant, count] = process.argv.slice(2);
const namespaces = Array.from({ length: Number(count) }, (_, index) => `team-${index}`);
const { app, build } = await (variant === 'constructs' ? constructs() : raw());

const before = process.cpuUsage();
build();
const manifests = app.synthYaml();
const { user, system } = process.cpuUsage(before);

process.stdout.write(JSON.stringify({
  cpu: (user + system) / 1000,
  memory: process.resourceUsage().maxRSS / 1024,
  // Both variants must write the same text; the first digits of its hash tell.
  output: Number.parseInt(createHash('sha256').update(manifests).digest('hex').slice(0, 12), 16),
}));

async function constructs() {
  const { App, Chart } = await import('cdk8s');
  const { Credential, Registry } = await import('pullproof');
  const { PullSecret, ServiceAccountBinding } = await import('pullproof/cdk8s');
  const app = new App();
  return {
    app,
    build: () => {
      const chart = new Chart(app, 'bench');
      const pull = new PullSecret(chart, 'Pull', {
        registry: Registry.harbor('harbor.example.com', { project: 'agents' }),
        credential: Credential.externalSecret({ store: 'platform', key: 'registries/harbor/agents' }),
        namespaces,
      });
      for (const namespace of namespaces) {
        new ServiceAccountBinding(chart, `account-${namespace}`, { name: 'agent', namespace, pullSecrets: [pull] });
      }
    },
  };
}

async function raw() {
  const { ApiObject, App, Chart } = await import('cdk8s');
  const app = new App();
  const name = 'pull-harbor-example-com';
  const login = '(dict "username" .username "password" .password "auth" (printf "%s:%s" .username .password | b64enc))';
  return {
    app,
    build: () => {
      const chart = new Chart(app, 'bench');
      for (const namespace of namespaces) {
        new ApiObject(chart, `secret-${namespace}`, {
          apiVersion: 'external-secrets.io/v1',
          kind: 'ExternalSecret',
          metadata: { name, namespace },
          spec: {
            refreshInterval: '1h',
            secretStoreRef: { kind: 'ClusterSecretStore', name: 'platform' },
            target: {
              name,
              creationPolicy: 'Owner',
              deletionPolicy: 'Retain',
              template: {
                engineVersion: 'v2',
                type: 'kubernetes.io/dockerconfigjson',
                data: { '.dockerconfigjson': `{{ dict "auths" (dict "harbor.example.com" ${login}) | toJson }}` },
              },
            },
            data: ['username', 'password'].map((property) => ({ secretKey: property, remoteRef: { key: 'registries/harbor/agents', property } })),
          },
        });
      }
      for (const namespace of namespaces) {
        new ApiObject(chart, `account-${namespace}`, {
          apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'agent', namespace }, imagePullSecrets: [{ name }],
        });
      }
    },
  };
}
