import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Provider } from '@pulumi/kubernetes/provider';
import * as pulumi from '@pulumi/pulumi';
import { Agent, Credential, SecretValue } from '../../src';
import {
  AgentInstall, Deliver, ImageAvailabilityExporter, PullSecret, ServiceAccountBinding, TingyunAgent, VendorManifest,
} from '../../src/pulumi';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { holdsCanary } from '../support/holds-canary';
import { ECR, errorOf, HARBOR, run, STORE } from './support';

const LOGIN = { username: CANARY_USERNAME, password: CANARY_PASSWORD };
const VALUES = { existingSecretName: 'key' };
const DOCKER_CONFIG = `{"auths":{"harbor.example.com":{"username":"${CANARY_USERNAME}","password":"${CANARY_PASSWORD}","auth":"${
  Buffer.from(`${CANARY_USERNAME}:${CANARY_PASSWORD}`).toString('base64')}"}}}`;

describe('PullSecret', () => {
  test('makes one Secret per namespace, each after its namespace, from a login that is known later', async () => {
    const { tree, find, result } = await run(() => new PullSecret('pull', {
      registry: HARBOR, credential: { username: pulumi.output(CANARY_USERNAME), password: pulumi.output(CANARY_PASSWORD) },
      namespaces: ['a', 'b'], createNamespaces: true, labels: { team: 'x' },
    }));

    expect(tree).toEqual([
      'pullproof:index:PullSecret pull',
      'kubernetes:core/v1:Namespace pull-namespace-a < pull',
      'kubernetes:core/v1:Namespace pull-namespace-b < pull',
      'kubernetes:core/v1:Secret pull-ns-a < pull',
      'kubernetes:core/v1:Secret pull-ns-b < pull',
    ]);
    const secret = find('pull-ns-b');
    expect(secret.inputs).toEqual({
      apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/dockerconfigjson',
      metadata: { name: 'pull-harbor-example-com', namespace: 'b', labels: { team: 'x' } },
      data: { '.dockerconfigjson': Buffer.from(DOCKER_CONFIG).toString('base64') },
    });
    expect(secret.secrets).toEqual(['data']);
    expect(secret.dependsOn).toEqual(['pull-namespace-b']);
    expect(result.name).toBe('pull-harbor-example-com');
    expect(await pulumi.isSecret(result.dockerConfigJson as pulumi.Output<string>)).toBe(true);
  });

  test.each<[string, PullSecretCredential]>([
    ['a login of plain inputs', LOGIN],
    ['a credential in clear text', Credential.unsafePlainText({ username: CANARY_USERNAME, password: SecretValue.unsafePlainText(CANARY_PASSWORD) })],
  ])('keeps %s out of everything but the data of the Secret, which is secret', async (_, credential) => {
    const { resources, find } = await run(() => new PullSecret('pull', { registry: HARBOR, credential, namespaces: ['a'] }));

    expect(find('pull').inputs).toEqual({});
    expect(resources.filter(({ inputs }) => holdsCanary(JSON.stringify(inputs))).map(({ name, secrets }) => [name, secrets])).toEqual([['pull-ns-a', ['data']]]);
  });

  test('makes External Secrets objects for a credential in a store, and one object for labels', async () => {
    const { tree, find } = await run(() => {
      new PullSecret('listed', { registry: HARBOR, credential: STORE, namespaces: ['a'] });
      new PullSecret('labelled', { registry: HARBOR, credential: STORE, namespaceSelector: { pull: 'yes' }, name: 'labelled' });
    });

    expect(tree).toEqual([
      'pullproof:index:PullSecret listed',
      'kubernetes:external-secrets.io/v1:ExternalSecret listed-ns-a < listed',
      'pullproof:index:PullSecret labelled',
      'kubernetes:external-secrets.io/v1:ClusterExternalSecret labelled-Resource < labelled',
    ]);
    expect(find('listed-ns-a').secrets).toEqual([]);
  });

  test('makes nothing with node identity, and has no name then', async () => {
    const { tree, result } = await run(() => new PullSecret('pull', { registry: ECR, credential: Credential.nodeIdentity(), namespaces: ['a'] }));

    expect(tree).toEqual(['pullproof:index:PullSecret pull']);
    expect(result.needed).toBe(false);
    expect(errorOf(() => result.name).message).toContain('[PullSecret pull] nodes pull with their own identity');
  });

  test('gives the provider of its options to every Secret', async () => {
    const { resources } = await run(() => {
      for (const cluster of ['one', 'two']) {
        new PullSecret(`pull-${cluster}`, { registry: HARBOR, credential: LOGIN, namespaces: ['a'] }, { provider: new Provider(cluster, {}) });
      }
    });

    expect(resources.filter(({ type }) => type.endsWith(':Secret')).map(({ name, provider }) => [name, provider.split('::').at(-2)]))
      .toEqual([['pull-one-ns-a', 'one'], ['pull-two-ns-a', 'two']]);
  });

  test.each<[string, () => unknown, string[]]>([
    ['a namespace that cannot be, listed twice, and no name', () => new PullSecret('bad', { registry: HARBOR, credential: LOGIN, namespaces: ['A', 'A'], name: 'x_y' }), ['x_y', '"A" is listed twice']],
    ['labels for a login', () => new PullSecret('bad', { registry: HARBOR, credential: LOGIN, namespaceSelector: { a: 'b' } }), ['clear text']],
    ['a user name with a colon', () => new PullSecret('bad', { registry: HARBOR, credential: { ...LOGIN, username: 'a:b' }, namespaces: ['a'] }), ['colon']],
  ])('refuses %s at once, without a value in the message', async (_, construct, words) => {
    await run(() => {
      const error = errorOf(construct);
      expect(words.filter((word) => !error.message.includes(word))).toEqual([]);
      expect(error.message).toContain('[PullSecret bad]');
      // The runtime inspects errors that end a program: what hangs on the resource must not show.
      expect(holdsCanary(`${error.message}${inspect(error, { depth: 9 })}`)).toBe(false);
    });
  });
});

type PullSecretCredential = ConstructorParameters<typeof PullSecret>[1]['credential'];

describe('ServiceAccountBinding', () => {
  test('owns an account, after the pull secrets of its namespace', async () => {
    const { find } = await run(() => {
      const pull = new PullSecret('pull', { registry: HARBOR, credential: STORE, namespaces: ['a', 'b'] });
      new ServiceAccountBinding('agent', { namespace: 'a', pullSecrets: [pull] });
    });

    const account = find('agent-account');
    expect(account.type).toBe('kubernetes:core/v1:ServiceAccount');
    expect(account.inputs).toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'agent', namespace: 'a' }, imagePullSecrets: [{ name: 'pull-harbor-example-com' }] });
    expect(account.dependsOn).toEqual(['pull-ns-a']);
  });

  test('patches an existing account with the whole list, and by force only when asked', async () => {
    const { find } = await run(() => {
      const pull = new PullSecret('pull', { registry: HARBOR, credential: STORE, namespaces: ['a'] });
      new ServiceAccountBinding('patched', { name: 'default', namespace: 'a', pullSecrets: [pull], existing: true, keep: ['default-dockercfg-x'] });
      new ServiceAccountBinding('forced', { name: 'default', namespace: 'a', pullSecrets: [pull], existing: true, force: true });
    });

    expect(find('patched-account').type).toBe('kubernetes:core/v1:ServiceAccountPatch');
    expect(find('patched-account').inputs).toEqual({
      apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'a' },
      imagePullSecrets: [{ name: 'default-dockercfg-x' }, { name: 'pull-harbor-example-com' }],
    });
    expect(find('forced-account').inputs.metadata).toEqual({ name: 'default', namespace: 'a', annotations: { 'pulumi.com/patchForce': 'true' } });
  });

  test('writes nothing for an existing account where nodes pull with their own identity', async () => {
    const { tree } = await run(() => {
      const pull = new PullSecret('pull', { registry: ECR, credential: Credential.nodeIdentity() });
      new ServiceAccountBinding('default', { namespace: 'a', pullSecrets: [pull], existing: true });
    });

    expect(tree).toEqual(['pullproof:index:PullSecret pull', 'pullproof:index:ServiceAccountBinding default']);
  });

  test('refuses a pull secret that is not delivered to its namespace', async () => {
    await run(() => {
      const pull = new PullSecret('pull', { registry: HARBOR, credential: STORE, namespaces: ['a'] });
      expect(errorOf(() => new ServiceAccountBinding('agent', { namespace: 'b', pullSecrets: [pull] })).message)
        .toContain('[ServiceAccountBinding agent] the pods of namespace "b" would find no pull secret');
    });
  });
});

describe('AgentInstall', () => {
  const install = (deliver: Deliver, values: { [key: string]: unknown } = VALUES): (() => AgentInstall) => () => {
    const pull = new PullSecret('pull', { registry: HARBOR, credential: STORE, namespaces: ['cz'], createNamespaces: true });
    return new AgentInstall('cloudzero', { agent: Agent.cloudZero('1.2.13'), registry: HARBOR, pullSecrets: [pull], namespace: 'cz', values, deliver });
  };

  test('is a release of Helm, which waits for the namespace and the pull secret', async () => {
    const { tree, find } = await run(install(Deliver.helmRelease({ options: { atomic: true } })));

    expect(tree.slice(3)).toEqual(['pullproof:index:AgentInstall cloudzero', 'kubernetes:helm.sh/v3:Release cloudzero-release < cloudzero']);
    const release = find('cloudzero-release');
    expect(release.dependsOn).toEqual(['pull-namespace-cz', 'pull-ns-cz']);
    expect(release.inputs).toEqual({
      atomic: true, compat: 'true', chart: 'cloudzero-agent', version: '1.2.13', name: 'cloudzero-agent', namespace: 'cz',
      repositoryOpts: { repo: 'https://cloudzero.github.io/cloudzero-charts' },
      values: expect.objectContaining({ existingSecretName: 'key', defaults: expect.anything() as unknown }) as unknown,
    });
    expect(JSON.stringify(release.inputs.values)).toContain('harbor.example.com/agents/cloudzero/cloudzero-agent/cloudzero-agent');
  });

  test('is a chart of the provider', async () => {
    const { find } = await run(install(Deliver.helmChart({ repository: 'oci://harbor.example.com/charts', options: { skipCrds: true } })));

    const chart = find('cloudzero-chart');
    expect(chart.type).toBe('kubernetes:helm.sh/v4:Chart');
    expect(chart.inputs).toEqual({
      chart: 'oci://harbor.example.com/charts/cloudzero-agent', version: '1.2.13', name: 'cloudzero-agent', namespace: 'cz', skipCrds: true, values: expect.anything() as unknown,
    });
    expect(chart.dependsOn).toEqual(['pull-namespace-cz', 'pull-ns-cz']);
  });

  test('keeps outputs among the values what they are: secret, and of their own type', async () => {
    const { find, result } = await run(install(Deliver.helmRelease(), {
      ...VALUES, clusterName: pulumi.output('prod-1'), region: pulumi.secret('eu-west-1'), server: { replicas: pulumi.output(2) },
    }));

    expect(find('cloudzero-release').inputs.values).toEqual(expect.objectContaining({ clusterName: 'prod-1', region: 'eu-west-1' }));
    expect(find('cloudzero-release').inputs.values).toMatchObject({ server: { replicas: 2 } });
    expect(find('cloudzero-release').secrets).toEqual(['values']);
    expect(pulumi.Output.isInstance(result.values.clusterName)).toBe(true);
  });

  test('refuses an output that decides which images there are', async () => {
    await run(() => {
      const error = errorOf(install(Deliver.helmRelease(), { ...VALUES, components: { agent: { image: { tag: pulumi.output('1.2.14') } } } }));
      expect(error.message).toContain('a value that is known later decides');
      expect(error.message).toContain('components.agent.image.tag');
    });
  });

  test('writes outputs into the text of an Application', async () => {
    const { find } = await run(install(Deliver.argoCd(), { ...VALUES, clusterName: pulumi.output('prod: 1') }));

    const application = find('cloudzero-release');
    expect(application.type).toBe('kubernetes:argoproj.io/v1alpha1:Application');
    expect(((application.inputs.spec as { source: { helm: { values: string } } }).source.helm.values)).toContain('clusterName: "prod: 1"');
  });

  test('makes a HelmRelease after its source, and both after the pull secret', async () => {
    const { find } = await run(install(Deliver.flux()));

    expect(find('cloudzero-source').dependsOn).toEqual(['pull-namespace-cz', 'pull-ns-cz']);
    expect(find('cloudzero-release').dependsOn).toEqual(['pull-namespace-cz', 'pull-ns-cz', 'cloudzero-source']);
  });

  test('makes the accounts that no chart creates, before the release', async () => {
    const { find, resources } = await run(() => {
      const pull = new PullSecret('pull', { registry: HARBOR, credential: STORE, namespaces: ['c'] });
      new AgentInstall('k8ssandra', {
        agent: Agent.k8ssandra('1.3.0'), registry: HARBOR, pullSecrets: [pull], namespace: 'c', values: { cassandra: { version: '4.0.0' } }, deliver: Deliver.helmRelease(),
      });
    });

    const accounts = resources.filter(({ type }) => type === 'kubernetes:core/v1:ServiceAccount');
    expect(accounts.map(({ parent, dependsOn }) => [parent, dependsOn])).toEqual(accounts.map(() => ['k8ssandra', ['pull-ns-c']]));
    expect(find('k8ssandra-release').dependsOn).toEqual(['pull-ns-c', ...accounts.map(({ name }) => name)]);
  });

  test('installs nothing for values only', async () => {
    const { tree, result } = await run(install(Deliver.valuesOnly()));

    expect(tree.at(-1)).toBe('pullproof:index:AgentInstall cloudzero');
    expect(JSON.stringify(result.overrides)).toContain('pull-harbor-example-com');
  });

  test('refuses what contradicts the relocation, all of it at once, at the component', async () => {
    await run(() => {
      const error = errorOf(install(Deliver.helmRelease(), { ...VALUES, components: { agent: { image: { repository: 'quay.io/x/y' } }, prometheus: { image: { repository: 'quay.io/x/z' } } } }));
      expect(error.message).toContain('components.agent.image.repository');
      expect(error.message).toContain('components.prometheus.image.repository');
      expect(error.hideStack).toBe(true);
      expect((error.resource as unknown as { __pulumiType: string }).__pulumiType).toBe('pullproof:index:AgentInstall');
    });
  });
});

describe('vendors’ manifests', () => {
  const MANIFEST = `
apiVersion: v1
kind: Namespace
metadata: { name: collector, labels: { security: strict } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: collector, namespace: collector }
spec: { template: { spec: { containers: [{ name: c, image: quay.io/acme/collector:1.0 }] } } }
`;

  test('are one group of objects after the pull secret, whose namespace gets what the manifest says of it', async () => {
    const { tree, find } = await run(() => {
      const pull = new PullSecret('pull', { registry: HARBOR, credential: STORE, namespaces: ['collector'], createNamespaces: true });
      new VendorManifest('collector', { manifest: MANIFEST, registry: HARBOR, pullSecrets: [pull] });
    });

    expect(tree.slice(3)).toEqual([
      'pullproof:index:VendorManifest collector',
      'kubernetes:core/v1:NamespacePatch collector-namespace-collector < collector',
      'kubernetes:yaml/v2:ConfigGroup collector-objects < collector',
    ]);
    expect(find('collector-objects').dependsOn).toEqual(['collector-namespace-collector', 'pull-namespace-collector', 'pull-ns-collector']);
    expect(find('collector-objects').inputs.objs).toEqual([{
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'collector', namespace: 'collector' },
      spec: { template: { spec: { imagePullSecrets: [{ name: 'pull-harbor-example-com' }], containers: [{ name: 'c', image: 'harbor.example.com/agents/acme/collector:1.0' }] } } },
    }]);
  });

  test('cannot make a namespace after the pull secret that goes there', async () => {
    await run(() => {
      const pull = new PullSecret('pull', { registry: HARBOR, credential: STORE, namespaces: ['collector'] });
      expect(errorOf(() => new VendorManifest('collector', { manifest: MANIFEST, registry: HARBOR, pullSecrets: [pull] })).message).toContain('createNamespaces');
    });
  });

  test('of Tingyun come with their pull secret: namespace, secret, objects', async () => {
    const { tree, find } = await run(() => new TingyunAgent('tingyun', {
      manifest: readFileSync(join(__dirname, '../../examples/tingyun/tingyunagent.yaml'), 'utf8'), agentVersion: '2.5.3.0', registry: HARBOR, credential: LOGIN, businessNamespaces: ['shop'],
    }));

    expect(tree).toEqual([
      'pullproof:index:TingyunAgent tingyun',
      'kubernetes:core/v1:Namespace tingyun-namespace-tingyun < tingyun',
      'pullproof:index:PullSecret tingyun-pull < tingyun',
      'kubernetes:core/v1:Secret tingyun-pull-ns-tingyun < tingyun-pull',
      'kubernetes:core/v1:Secret tingyun-pull-ns-shop < tingyun-pull',
      'kubernetes:yaml/v2:ConfigGroup tingyun-objects < tingyun',
    ]);
    expect(find('tingyun-pull').dependsOn).toEqual(['tingyun-namespace-tingyun']);
    expect(find('tingyun-objects').dependsOn).toEqual(['tingyun-namespace-tingyun', 'tingyun-pull-ns-tingyun']);
  });
});

test('an image availability exporter has rights before its Deployment, and canaries for what nobody else shows', async () => {
  const { resources, find, result } = await run(() => {
    const pull = new PullSecret('pull', { registry: HARBOR, credential: STORE, namespaces: ['k8ssandra', 'monitoring'] });
    const k8ssandra = new AgentInstall('k8ssandra', {
      agent: Agent.k8ssandra('1.3.0'), registry: HARBOR, pullSecrets: [pull], namespace: 'k8ssandra', values: { cassandra: { version: '4.0.0' } }, deliver: Deliver.helmRelease(),
    });
    return new ImageAvailabilityExporter('exporter', { registry: HARBOR, pullSecrets: [pull], namespace: 'monitoring', watch: [k8ssandra] });
  });

  const own = resources.filter(({ parent }) => parent === 'exporter');
  expect(find('exporter-deployment').dependsOn.slice(0, 1)).toEqual(['pull-ns-monitoring']);
  expect(find('exporter-deployment').dependsOn.slice(1)).toEqual(own.filter(({ type }) => /ServiceAccount|Role/.test(type)).map(({ name }) => name));
  expect(result.canaries.length).toBeGreaterThan(0);
  expect(own.filter(({ type }) => type === 'kubernetes:apps/v1:Deployment')).toHaveLength(1 + result.canaries.length);
});
