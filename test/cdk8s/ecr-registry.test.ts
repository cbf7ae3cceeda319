import { ApiObject, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-34';
import { Agent, Credential, Registry } from '../../src';
import { AgentInstall, Deliver, EcrRegistry, Proof, PullSecret, VendorManifest } from '../../src/cdk8s';
import { ECR, errorOf, newApp, newChart, written, writtenNames } from './support';

const HOST = ECR.host;
const VALUES = { existingSecretName: 'cloudzero-api-key', clusterName: 'prod-1' };

function install(chart: Chart, registry = ECR): AgentInstall {
  const none = new PullSecret(chart, 'Pull', { registry, credential: Credential.nodeIdentity() });
  return new AgentInstall(chart, 'CloudZero', {
    agent: Agent.cloudZero('1.2.13'), registry, pullSecrets: [none], namespace: 'cloudzero-agent', values: VALUES, deliver: Deliver.flux(),
  });
}

test('a repository per private path of an install, from the install itself', () => {
  const chart = newChart();
  const ecr = new EcrRegistry(chart, 'Registry', { registry: ECR, imagesOf: [install(chart)] });

  expect(ecr.repositories).toEqual(['agents/cloudzero/cloudzero-agent/cloudzero-agent', 'agents/kube-state-metrics/kube-state-metrics', 'agents/prometheus/prometheus']);
  expect(writtenNames(newAppOf(chart)).slice(2)).toEqual([
    'Repository ack-system/agents.cloudzero.cloudzero-agent.cloudzero-agent', 'Repository ack-system/agents.kube-state-metrics.kube-state-metrics',
    'Repository ack-system/agents.prometheus.prometheus',
  ]);
  expect(ApiObject.isApiObject(ecr.node.findChild('repository-agents.prometheus.prometheus'))).toBe(true);
});

test('images of workloads, of vendors\' manifests, and of other places; what they pull from elsewhere is left out', () => {
  const chart = newChart();
  const deployment = new Deployment(chart, 'Shop', { containers: [{ image: `${HOST}/agents/shop:1`, name: 'shop' }, { image: 'docker.io/library/nginx:1', name: 'nginx' }] });
  const vendor = new VendorManifest(chart, 'Vendor', {
    registry: ECR, manifest: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: b }\nspec: { containers: [{ name: a, image: "quay.io/acme/collector:1" }] }\n',
  });
  const ecr = new EcrRegistry(chart, 'Registry', { registry: ECR, imagesOf: [deployment, vendor], images: [`${HOST}/agents/batch:2`] });

  expect(ecr.repositories).toEqual(['agents/acme/collector', 'agents/batch', 'agents/shop']);
});

test('a whole chart tells its images', () => {
  const chart = newChart();
  install(chart);

  expect(new EcrRegistry(chart, 'Registry', { registry: ECR, imagesOf: [chart] }).repositories).toHaveLength(3);
});

test('optional images count when they are asked for', () => {
  const chart = newChart();
  const cloudZero = install(chart);
  const all = new EcrRegistry(chart, 'Registry', { registry: ECR, imagesOf: [cloudZero], optionalImages: true });

  expect(all.repositories).toHaveLength(new Set(cloudZero.images.map(({ target }) => target.replace(/:[^/]*$/, ''))).size);
  expect(all.repositories.length).toBeGreaterThan(3);
});

test('where something else provides the registry nothing is written, and everything can be asked', () => {
  const chart = newChart();
  const ecr = new EcrRegistry(chart, 'Registry', { registry: ECR, images: [`${HOST}/agents/batch:2`], provision: false });

  expect([ecr.registry, ecr.repositories, JSON.parse(ecr.pullPolicy), writtenNames(newAppOf(chart))]).toEqual([ECR, ['agents/batch'], {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Login', Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] },
      {
        Sid: 'Pull', Effect: 'Allow', Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: ['arn:aws:ecr:eu-west-1:123456789012:repository/agents/batch'],
      },
    ],
  }, []]);
});

test('the namespace comes first, where it is created; the chart\'s own namespace changes nothing', () => {
  const app = newApp();
  const chart = new Chart(app, 'registry', { namespace: 'of-the-chart' });
  new EcrRegistry(chart, 'Registry', { registry: ECR, images: [`${HOST}/agents/batch:2`], namespace: 'ecr', createNamespace: true, templates: ['CREATE_ON_PUSH'] });

  expect(writtenNames(app)).toEqual(['Namespace ecr', 'RepositoryCreationTemplate ecr/agents', 'Repository ecr/agents.batch']);
});

test('pull-through caches: a rule and a template per source host', () => {
  const chart = newChart();
  const cache = Registry.ecr({ account: '123456789012', region: 'eu-west-1', pullThrough: true });
  const upstreamLogins = { 'ghcr.io': { credentialArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/ghcr-AbCdEf' } };
  const ecr = new EcrRegistry(chart, 'Registry', { registry: cache, imagesOf: [install(chart, cache)], upstreamLogins });

  expect([ecr.repositories, ecr.cachePrefixes]).toEqual([[], ['ghcr', 'kubernetes', 'quay']]);
  expect(written(newAppOf(chart)).slice(2).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'RepositoryCreationTemplate ghcr', 'RepositoryCreationTemplate kubernetes', 'RepositoryCreationTemplate quay', 'PullThroughCacheRule ghcr',
    'PullThroughCacheRule kubernetes', 'PullThroughCacheRule quay',
  ]);
});

test('the objects start no pods, and the proof knows', () => {
  const chart = newChart();
  new EcrRegistry(chart, 'Registry', { registry: ECR, imagesOf: [install(chart)] });

  expect([Proof.of(chart).verdict().proven, Proof.of(chart).toText().includes('Repository')]).toEqual([true, false]);
});

test('problems name the construct', () => {
  expect(errorOf(() => new EcrRegistry(newChart(), 'Registry', { registry: Registry.harbor('harbor.example.com', { project: 'agents' }) }))).toMatchObject({
    code: 'provision-invalid', message: '[test/Registry] harbor.example.com is a registry of Harbor, and not a private ECR; declare it with `Registry.ecr`',
  });
  expect(errorOf(() => new EcrRegistry(newChart(), 'Registry', { registry: ECR, images: ['not an image'] }))).toMatchObject({ code: 'reference-invalid', where: 'test/Registry' });
});

test('the same repository twice in a chart is refused', () => {
  const chart = newChart();
  new EcrRegistry(chart, 'One', { registry: ECR, images: [`${HOST}/agents/batch:2`] });

  expect(errorOf(() => new EcrRegistry(chart, 'Two', { registry: ECR, images: [`${HOST}/agents/batch:3`] }))).toMatchObject({ code: 'object-clash' });
});

/** The app that a chart belongs to. */
function newAppOf(chart: Chart): ReturnType<typeof newApp> {
  return chart.node.root as ReturnType<typeof newApp>;
}
