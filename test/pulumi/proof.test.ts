import { Deployment } from '@pulumi/kubernetes/apps/v1';
import { Secret, Service } from '@pulumi/kubernetes/core/v1';
import { Provider } from '@pulumi/kubernetes/provider';
import * as pulumi from '@pulumi/pulumi';
import { Agent, Layout } from '../../src';
import { AgentInstall, Deliver, Proof, PullSecret, relocateImages } from '../../src/pulumi';
import { provenImages } from '../../src/pulumi/policy';
import { stackVerdict } from '../../src/pulumi/policy/stack-verdict';
import { relocateObject } from '../../src/pulumi/relocate-object';
import { Relocation } from '../../src/relocate';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { chart, KUBE_VERSION } from '../support/charts';
import { holdsCanary } from '../support/holds-canary';
import { HELM_4 } from '../support/tools';
import { HARBOR, run, STORE } from './support';

const IMAGE = 'harbor.example.com/agents/app:1.0';

function deployment(name: string, image: pulumi.Input<string>, opts?: pulumi.CustomResourceOptions, pullSecret?: string): Deployment {
  const imagePullSecrets = pullSecret === undefined ? {} : { imagePullSecrets: [{ name: pullSecret }] };
  return new Deployment(name, {
    metadata: { name, namespace: 'a' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { ...imagePullSecrets, containers: [{ name, image }] } },
    },
  }, opts);
}

/** The proof of the stack that runs, without the errors that it would end the program with. */
function quietProof(): Proof {
  return Proof._for().includeStack().allowRegistry(HARBOR);
}

describe('the proof of a stack', () => {
  test('covers workloads of one’s own, from the content of Secrets that are secret', async () => {
    const { result } = await run(async () => {
      const proof = quietProof();
      const pull = new PullSecret('pull', { registry: HARBOR, credential: { username: CANARY_USERNAME, password: pulumi.secret(CANARY_PASSWORD) }, namespaces: ['a'] });
      deployment('app', pulumi.interpolate`${IMAGE}`, { dependsOn: pull }, pull.name);
      return { verdict: await proof.verdict(), text: await proof.toText(), json: await proof.toJson() };
    });

    expect(result.verdict.findings).toEqual([]);
    expect(result.verdict.pods.map(({ canPull }) => canPull)).toEqual([true]);
    expect(result.text).toMatch(/^PROVEN {2}2 objects, 1 image reference, 1 pod/);
    expect(holdsCanary(`${result.text}${result.json}`)).toBe(false);
  });

  test('has an error for each resource with findings, with all of them', async () => {
    const { result } = await run(async () => {
      const proof = quietProof();
      const one = deployment('one', 'docker.io/library/nginx:1.27');
      const two = deployment('two', IMAGE);
      return { errors: await proof.errors(), one, two };
    });

    expect(result.errors.map(({ resource }) => resource)).toEqual([result.one, result.two]);
    expect(result.errors.map(({ message }) => message.replaceAll('kubernetes:apps/v1:Deployment::', ''))).toEqual([
      expect.stringMatching(/^not proven: .*image-not-private: Deployment a\/one spec\.template\.spec\.containers\[0\]\.image/s) as unknown,
      expect.stringMatching(/^not proven: two: pod-without-credential: Deployment a\/two/) as unknown,
    ]);
    expect(result.errors.every(({ hideStack }) => hideStack === true)).toBe(true);
  });

  test('does not judge what a preview does not know, and says so', async () => {
    const { result } = await run(async () => {
      const proof = quietProof();
      const unknown = new Service('source', { metadata: { name: 'source' } }).status.apply(String);
      new Secret('pull', { type: 'kubernetes.io/dockerconfigjson', metadata: { name: 'pull', namespace: 'a' }, stringData: { '.dockerconfigjson': unknown } });
      deployment('later', pulumi.interpolate`harbor.example.com/agents/app:${unknown}`, {}, 'pull');
      deployment('known', IMAGE, {}, 'pull');
      return proof.verdict();
    }, { preview: true });

    expect(result.findings.map(({ rule, location: { name } }) => [rule, name])).toEqual([]);
    expect(result.pods.map(({ location: { name } }) => name)).toEqual(['known']);
    expect(result.assumptions.filter((assumption) => assumption.includes('is judged in the update'))).toEqual([
      'kubernetes:core/v1:Secret::pull is judged in the update: parts of it are not known yet',
      'kubernetes:apps/v1:Deployment::later is judged in the update: parts of it are not known yet',
    ]);
  });

  test('is one for each cluster', async () => {
    const { result } = await run(async () => {
      const [one, two] = ['one', 'two'].map((name) => new Provider(name, {})) as [Provider, Provider];
      Proof._for(one).includeStack().allowRegistry(HARBOR);
      deployment('app', 'quay.io/x/y:1', { provider: one });
      deployment('app-two', 'quay.io/x/y:1', { provider: two });
      return [await Proof._for(one).verdict(), await Proof._for(two).verdict()];
    });

    expect(result.map(({ objects }) => objects)).toEqual([1, 0]);
  });

  test('sees what a chart renders, when it is rendered for the proof', async () => {
    const { result } = await run(async () => {
      const pull = new PullSecret('pull', { registry: HARBOR, credential: STORE, namespaces: ['cz'] });
      const path = chart('cloudzero-agent-1.2.13');
      new AgentInstall('cloudzero', {
        agent: Agent.cloudZero('1.2.13'), registry: HARBOR, pullSecrets: [pull], namespace: 'cz', values: { existingSecretName: 'key', clusterName: pulumi.output('prod') },
        deliver: Deliver.helmChart({ chart: path, prove: { chart: path, helmExecutable: HELM_4, kubeVersion: KUBE_VERSION } }),
      });
      return Proof.of().verdict();
    });

    expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(result.releases).toEqual([expect.objectContaining({ release: 'Chart cz/cloudzero-agent', by: 'the rendering for this proof' })]);
    expect(result.pods.length).toBeGreaterThan(5);
  });

  test('takes acknowledgements, rules of one’s own over declared objects only, and strictness', async () => {
    const seen: string[] = [];
    const { result } = await run(async () => {
      const proof = quietProof().acknowledge({ rule: 'image-not-private', reason: 'a trial' }).strict().addRule({
        id: 'acme-look', title: 'Looks', check: ({ objects }) => {
          seen.push(...objects.map(({ location: { kind, name } }) => `${kind} ${name}`));
          return [];
        },
      });
      deployment('app', 'docker.io/library/nginx:1.27');
      return proof.verdict();
    });

    expect(result.strict).toBe(true);
    expect(result.findings.filter(({ acknowledged }) => acknowledged === 'a trial').map(({ rule }) => rule)).toEqual(['image-not-private']);
    expect(seen).toEqual(['Deployment app']);
  });
});

describe('relocateImages', () => {
  const transform = relocateImages(HARBOR);
  const spec = (image: pulumi.Input<string>): object => ({ template: { spec: { containers: [{ name: 'c', image }], initContainers: [{ name: 'i', image: 'busybox' }] } } });

  test('moves every image of a workload, and nothing else', () => {
    const props = { metadata: { name: 'x' }, spec: spec('quay.io/x/y:1@sha256:'.concat('0'.repeat(64))) };
    const moved = transform({ type: 'kubernetes:apps/v1:DaemonSet', name: 'x', props, opts: { protect: true } });

    expect(moved).toEqual({
      opts: { protect: true },
      props: {
        metadata: { name: 'x' },
        spec: { template: { spec: {
          containers: [{ name: 'c', image: `harbor.example.com/agents/x/y:1@sha256:${'0'.repeat(64)}` }],
          initContainers: [{ name: 'i', image: 'harbor.example.com/agents/library/busybox' }],
        } } },
      },
    });
  });

  test('leaves alone what is private already, has no images, or is no Kubernetes object', () => {
    const opts = {};
    expect(transform({ type: 'kubernetes:apps/v1:Deployment', name: 'x', props: { spec: { template: { spec: { containers: [{ name: 'c', image: IMAGE }] } } } }, opts })).toBeUndefined();
    expect(transform({ type: 'kubernetes:core/v1:Secret', name: 'x', props: { stringData: { image: 'quay.io/x/y:1' } }, opts })).toBeUndefined();
    expect(transform({ type: 'kubernetes:helm.sh/v3:Release', name: 'x', props: { values: { image: 'quay.io/x/y:1' } }, opts })).toBeUndefined();
    expect(transform({ type: 'aws:ecs/taskDefinition:TaskDefinition', name: 'x', props: { image: 'quay.io/x/y:1' }, opts })).toBeUndefined();
  });

  test('moves images that are outputs, where they arrive, and keeps them secret', async () => {
    const { find } = await run(() => {
      pulumi.runtime.registerStackTransformation(relocateImages({ registry: HARBOR, layout: Layout.flat() }));
      deployment('app', pulumi.secret('quay.io/x/y:1'));
    });

    expect(find('app').inputs.spec).toMatchObject({ template: { spec: { containers: [{ image: 'harbor.example.com/agents/y:1' }] } } });
    expect(find('app').secrets).toEqual(['spec']);
  });

  test('reaches custom resources and arguments of objects that are plain', () => {
    const relocation = new Relocation({ registry: HARBOR });
    expect(relocateObject({
      apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'x' }, spec: { image: 'quay.io/prometheus/prometheus:v3.7.3' },
    }, relocation)).toMatchObject({ spec: { image: 'harbor.example.com/agents/prometheus/prometheus:v3.7.3' } });
  });

  test('names the resource whose image has no private name', () => {
    const partial = relocateImages({ registry: HARBOR, layout: Layout.explicit({ 'docker.io/library/nginx': 'web' }) });
    expect(() => partial({ type: 'kubernetes:core/v1:Pod', name: 'x', props: { spec: { containers: [{ name: 'c', image: 'quay.io/x/y:1' }] } }, opts: {} }))
      .toThrow(/\[kubernetes:core\/v1:Pod::x\]/);
  });
});

describe('the policy', () => {
  const policy = provenImages({ registries: [HARBOR] });
  const resource = (type: string, name: string, props: object, more: object = {}): never => ({ type, name, urn: `urn::${name}`, props, ...more }) as never;
  const violations = (...resources: never[]): string[] => {
    const found: string[] = [];
    const notApplicable = (): never => {
      throw new Error('this policy is for every stack');
    };
    void policy.validateStack({ resources, stackTags: new Map(), getConfig: () => ({}) as never, notApplicable }, (message, urn) => {
      found.push(`${urn ?? ''} ${message}`);
    });
    return found;
  };
  const pod = { metadata: { name: 'app', namespace: 'a' }, spec: { imagePullSecrets: [{ name: 'pull' }], containers: [{ name: 'c', image: IMAGE }] } };
  const config = Buffer.from('{"auths":{"harbor.example.com":{"auth":"eDp5"}}}').toString('base64');
  const secret = { metadata: { name: 'pull', namespace: 'a' }, type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': config } };

  test('is kept by pods whose Secret is in the stack, in whatever order', () => {
    expect(violations(resource('kubernetes:core/v1:Pod', 'app', pod), resource('kubernetes:core/v1:Secret', 'pull', secret))).toEqual([]);
  });

  test('is violated by an image from elsewhere and a pod without a credential', () => {
    const other = { ...pod, spec: { containers: [{ name: 'c', image: 'quay.io/x/y:1' }] } };
    const verdict = stackVerdict([resource('kubernetes:core/v1:Pod', 'app', other)], { registries: [HARBOR] });

    expect(verdict.findings.map(({ rule, location }) => [rule, location.construct])).toEqual(expect.arrayContaining([['image-not-private', 'urn::app']]));
    expect(violations(resource('kubernetes:core/v1:Pod', 'app', other)).length).toBeGreaterThan(0);
  });

  test('judges each cluster by itself', () => {
    const provider = { provider: { urn: 'urn::other' } };
    expect(violations(resource('kubernetes:core/v1:Pod', 'app', pod, provider), resource('kubernetes:core/v1:Secret', 'pull', secret)).length).toBe(1);
  });

  test('wants releases to be proven by the program', () => {
    const release = { name: 'x', namespace: 'a', chart: 'x' };
    expect(violations(resource('kubernetes:helm.sh/v3:Release', 'x', release)).length).toBe(1);
    expect(violations(resource('kubernetes:helm.sh/v3:Release', 'x', release, { parent: { type: 'pullproof:index:AgentInstall' } }))).toEqual([]);
  });

  test('passes over what a preview does not know', () => {
    const unknown = new Proxy({}, {
      get: () => { throw Object.assign(new Error('unknown'), { unknownTypeSentinel: 'x' }); }, ownKeys: () => ['.dockerconfigjson'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });
    expect(violations(resource('kubernetes:core/v1:Pod', 'app', pod), resource('kubernetes:core/v1:Secret', 'pull', { ...secret, data: unknown }))).toEqual([]);
  });
});
