import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { App, Chart } from 'cdk8s';
import { ACME_COLLECTOR } from '../../examples/organisation-package/acme-collector';
import { acmeRegistry } from '../../examples/organisation-package/acme-registry';
import { EXAMPLES } from '../../examples/run';
import { Agent, CaBundle, Credential, ImagePattern, Layout, Registry } from '../../src';
import * as cdk8sFront from '../../src/cdk8s';
import * as pulumiFront from '../../src/pulumi';
import { loadObjects } from '../support/pods';
import { run } from './support';
import type { Declared } from './support';

/** The declarations of the examples, in the words that both front ends have. */
interface FrontEnd<P, I> {
  pullSecret(name: string, props: Omit<pulumiFront.PullSecretArgs, 'credential'> & { readonly credential: Credential }): P;
  binding(name: string, props: { readonly namespace: string; readonly pullSecrets: P[]; readonly name?: string }): void;
  install(name: string, props: Omit<pulumiFront.AgentInstallArgs, 'pullSecrets' | 'deliver'> & { readonly pullSecrets: P[]; readonly deliver: 'flux' | 'argo-cd' }): I;
  exporter(name: string, props: Omit<pulumiFront.ImageAvailabilityExporterArgs, 'pullSecrets' | 'watch'> & { readonly pullSecrets: P[]; readonly watch: I[] }): void;
  tingyun(name: string, props: Omit<pulumiFront.TingyunAgentArgs, 'credential'> & { readonly credential: Credential }): void;
  acknowledge(acknowledgement: Parameters<pulumiFront.Proof['acknowledge']>[0]): void;
}

type Declaration = <P, I>(front: FrontEnd<P, I>) => void;

const harbor = (project: string): Registry => Registry.harbor('harbor.example.com', { project });
const stored = (project: string): Credential => Credential.externalSecret({ store: 'platform', key: `registries/harbor/${project}` });

const ecr = (name: string, credential: Credential): Declaration => (front) => {
  const registry = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
  const pull = front.pullSecret('Pull', { registry, credential, namespaces: ['cloudzero-agent'] });
  front.install('CloudZero', {
    agent: Agent.cloudZero('1.2.13'), registry, pullSecrets: [pull], namespace: 'cloudzero-agent', deliver: 'argo-cd',
    values: { cloudAccountId: '123456789012', clusterName: name, region: 'eu-west-1', existingSecretName: 'cloudzero-api-key' },
  });
};

const isKind = (...kinds: string[]) => ({ kind }: Record<string, unknown>): boolean => kinds.includes(String(kind));

/** Objects that make a registry: in Pulumi its own providers do that. */
const isProvisioning = ({ apiVersion, metadata }: Record<string, unknown>): boolean => {
  const { name, namespace = name } = metadata as { readonly name: string; readonly namespace?: string };
  return /\.services\.k8s\.aws|\.crossplane\.io/.test(String(apiVersion)) || ['ack-system', 'crossplane-system'].includes(String(namespace));
};

/** One declaration for each example, by its name; the kinds that stand beside it in the example are left out. */
const DECLARATIONS: Readonly<Record<string, { readonly declare: Declaration; readonly besides?: (object: Record<string, unknown>) => boolean }>> = {
  'CloudZero from Harbor, through External Secrets and Flux': { declare: (front) => {
    const pull = front.pullSecret('Pull', { registry: harbor('agents'), credential: stored('agents'), namespaces: ['cloudzero-agent'], createNamespaces: true });
    front.install('CloudZero', {
      agent: Agent.cloudZero('1.2.13'), registry: harbor('agents'), pullSecrets: [pull], namespace: 'cloudzero-agent', deliver: 'flux',
      values: { cloudAccountId: '123456789012', clusterName: 'prod-1', region: 'eu-west-1', existingSecretName: 'cloudzero-api-key' },
    });
  } },
  'an application of one\'s own, with cdk8s-plus-28': { besides: isKind('CronJob', 'Deployment'), declare: (front) => {
    const pull = front.pullSecret('Pull', { registry: harbor('shop'), credential: stored('shop'), namespaces: ['shop'] });
    front.binding('checkout', { namespace: 'shop', pullSecrets: [pull] });
  } },
  'CloudZero from ECR, cluster eks, through Argo CD': { declare: ecr('eks', Credential.nodeIdentity()) },
  'CloudZero from ECR, cluster on-premises, through Argo CD': {
    declare: ecr('on-premises', Credential.ecrToken({ hubNamespace: 'registry-system', serviceAccount: 'ecr-puller' })),
  },
  'K8ssandra from Harbor, through Argo CD': { declare: (front) => {
    const pull = front.pullSecret('Pull', { registry: harbor('databases'), credential: stored('databases'), namespaces: ['cassandra'], createNamespaces: true });
    front.install('K8ssandra', {
      agent: Agent.k8ssandra('1.3.0'), registry: harbor('databases'), pullSecrets: [pull], namespace: 'cassandra', deliver: 'argo-cd',
      values: { cassandra: { version: '4.0.0', datacenters: [{ name: 'dc1', size: 3 }] } },
    });
  } },
  'Tingyun UniAgent from Harbor, the vendor\'s manifest rewritten': { declare: (front) => front.tingyun('Tingyun', {
    manifest: readFileSync(join(__dirname, '../../examples/tingyun/tingyunagent.yaml'), 'utf8'), file: 'tingyunagent.yaml', agentVersion: '2.5.3.0',
    registry: harbor('tingyun'), credential: stored('tingyun'), businessNamespaceSelector: { 'tingyun-injection': 'enabled' }, excludedNamespaces: ['payments'],
  }) },
  'k8s-image-availability-exporter, watching what no other object shows': { declare: (front) => {
    const registry = harbor('agents');
    front.acknowledge({ rule: 'release-image-not-private', resource: 'HelmRelease k8ssandra/k8ssandra', reason: 'never pulled' });
    const pull = front.pullSecret('Pull', { registry, credential: stored('agents'), namespaces: ['k8ssandra', 'monitoring'] });
    const k8ssandra = front.install('K8ssandra', {
      agent: Agent.k8ssandra('1.5.2'), registry, pullSecrets: [pull], namespace: 'k8ssandra', deliver: 'flux',
      values: { cassandra: { version: '4.0.3' }, 'kube-prometheus-stack': { enabled: false } },
    });
    front.exporter('Exporter', {
      registry, pullSecrets: [pull], namespace: 'monitoring', caBundles: [CaBundle.configMap('corporate-ca')],
      ignoredImages: [ImagePattern.below('registry.internal:5000')],
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
      monitor: { labels: { release: 'kube-prometheus-stack' } },
      alerts: { labels: { release: 'kube-prometheus-stack' }, pendingFor: '10m', runbookUrl: 'https://wiki.example.com/images' },
      dashboard: {}, watch: [k8ssandra],
    });
  } },
  'ECR as code, from the images of its pods': {
    besides: (object) => isProvisioning(object) || isKind('Deployment')(object),
    declare: (front) => {
      const registry = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
      const pull = front.pullSecret('Pull', { registry, credential: Credential.nodeIdentity() });
      front.install('CloudZero', {
        agent: Agent.cloudZero('1.2.13'), registry, pullSecrets: [pull], namespace: 'cloudzero-agent', deliver: 'flux',
        values: { cloudAccountId: '210987654321', clusterName: 'prod-1', region: 'eu-west-1', existingSecretName: 'cloudzero-api-key' },
      });
    },
  },
  'Harbor as code, caching what K8ssandra pulls': {
    besides: isProvisioning,
    declare: (front) => {
      const registry = Registry.harbor('harbor.example.com', { proxyCache: true });
      const credential = Credential.externalSecret({ store: 'platform', key: 'registries/harbor/puller', username: 'robot$puller' });
      const pull = front.pullSecret('Pull', { registry, credential, namespaces: ['cassandra'], createNamespaces: true });
      front.install('K8ssandra', {
        agent: Agent.k8ssandra('1.3.0'), registry, pullSecrets: [pull], namespace: 'cassandra', deliver: 'argo-cd',
        values: { cassandra: { version: '4.0.0', datacenters: [{ name: 'dc1', size: 3 }] } },
      });
    },
  },
  'an organisation\'s own agent, registry kind and rule': { besides: isKind('Pod'), declare: (front) => {
    const registry = acmeRegistry('platform');
    const pull = front.pullSecret('Pull', {
      registry, credential: Credential.externalSecret({ store: 'vault', key: 'robots/platform', username: 'acme-platform' }), namespaces: ['collector'], createNamespaces: true,
    });
    // Examples are users: their types are those of the compiled package.
    front.install('Collector', { agent: ACME_COLLECTOR as unknown as Agent, registry, layout: Layout.flat(), pullSecrets: [pull], namespace: 'collector', deliver: 'flux' });
    front.binding('operator', { namespace: 'collector', pullSecrets: [pull] });
  } },
};

/** The labels that the chart of one example puts on everything. */
const CHART_LABELS: Readonly<Record<string, { readonly [key: string]: string }>> = { 'an organisation\'s own agent, registry kind and rule': { team: 'platform' } };

function cdk8sObjects(name: string, declare: Declaration): unknown[] {
  const app = new App();
  const chart = new Chart(app, 'chart', { labels: CHART_LABELS[name] ?? {} });
  declare<cdk8sFront.PullSecret, cdk8sFront.AgentInstall>({
    pullSecret: (id, props) => new cdk8sFront.PullSecret(chart, id, props as cdk8sFront.PullSecretProps),
    binding: (id, props) => void new cdk8sFront.ServiceAccountBinding(chart, id, props),
    install: (id, { deliver, ...props }) => new cdk8sFront.AgentInstall(chart, id, {
      ...props, deliver: deliver === 'flux' ? cdk8sFront.Deliver.flux() : cdk8sFront.Deliver.argoCd(),
    }),
    exporter: (id, props) => void new cdk8sFront.ImageAvailabilityExporter(chart, id, props),
    tingyun: (id, props) => void new cdk8sFront.TingyunAgent(chart, id, props as cdk8sFront.TingyunAgentProps),
    acknowledge: (acknowledgement) => void cdk8sFront.Proof.of(app).acknowledge(acknowledgement),
  });
  return loadObjects(app.synthYaml());
}

async function pulumiObjects(name: string, declare: Declaration): Promise<unknown[]> {
  const { resources } = await run(() => declare<pulumiFront.PullSecret, pulumiFront.AgentInstall>({
    pullSecret: (id, props) => new pulumiFront.PullSecret(id, props),
    binding: (id, props) => void new pulumiFront.ServiceAccountBinding(id, props),
    install: (id, { deliver, ...props }) => new pulumiFront.AgentInstall(id, {
      ...props, deliver: deliver === 'flux' ? pulumiFront.Deliver.flux() : pulumiFront.Deliver.argoCd(),
    }),
    exporter: (id, props) => void new pulumiFront.ImageAvailabilityExporter(id, props),
    tingyun: (id, props) => void new pulumiFront.TingyunAgent(id, props),
    acknowledge: (acknowledgement) => void pulumiFront.Proof.of().acknowledge(acknowledgement),
  }));
  return resources.flatMap(objectsOf).map((object) => withLabels(object, CHART_LABELS[name] ?? {}));
}

function objectsOf({ type, inputs }: Declared): Record<string, unknown>[] {
  if (type === 'kubernetes:yaml/v2:ConfigGroup') {
    return inputs.objs as Record<string, unknown>[];
  }
  return type.startsWith('kubernetes:') ? [inputs] : [];
}

function withLabels(object: Record<string, unknown>, labels: { readonly [key: string]: string }): Record<string, unknown> {
  const metadata = object.metadata as { readonly labels?: object };
  return Object.keys(labels).length === 0 ? object : { ...object, metadata: { ...metadata, labels: { ...labels, ...metadata.labels } } };
}

/** In an order of their own: the one of Pulumi is made of dependencies. */
function sorted(objects: readonly unknown[]): string[] {
  return objects.map((object) => JSON.stringify(order(object))).sort();
}

function order(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(order);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, order(member)])) : value;
}

test.each(EXAMPLES.map(({ name, build }) => [name, build] as const))('%s: both front ends give the same objects', async (name, build) => {
  const { declare, besides = () => false } = DECLARATIONS[name] ?? { declare: () => undefined };
  const app = new App();
  build(app);
  const example = loadObjects(app.synthYaml()).filter((object) => !besides(object));

  // The declaration here is that of the example, so what holds for it holds for the example.
  expect(sorted(cdk8sObjects(name, declare))).toEqual(sorted(example));
  expect(sorted(await pulumiObjects(name, declare))).toEqual(sorted(example));
});

test('nothing is an output where nothing is known later', async () => {
  const { resources } = await run(() => new pulumiFront.PullSecret('pull', { registry: harbor('x'), credential: stored('x'), namespaces: ['a'] }));

  expect(pulumi.Output.isInstance(resources.at(-1)?.inputs.spec)).toBe(false);
});
