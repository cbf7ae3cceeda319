import { printTrees, readTrees } from './manifest-tree';
import type { Tree } from './manifest-tree';
import type { ProvenStream } from './proven-streams';
import type { SeededViolation } from './seeded-violation';

const PUBLIC = 'docker.io/acme/seeded:1.0.0';

type Pod = (image: string) => Tree;

const pod: Pod = (image) => ({ containers: [{ name: 'seeded', image }] });
const template: Pod = (image) => ({ metadata: { labels: { app: 'seeded' } }, spec: pod(image) });

/** Every kind of workload, with the object that has one image. */
const WORKLOADS: Readonly<Record<string, (image: string) => Tree>> = {
  Pod: (image) => ({ apiVersion: 'v1', spec: pod(image) }),
  PodTemplate: (image) => ({ apiVersion: 'v1', template: template(image) }),
  ReplicationController: (image) => ({ apiVersion: 'v1', spec: { template: template(image) } }),
  Deployment: (image) => ({ apiVersion: 'apps/v1', spec: { template: template(image) } }),
  StatefulSet: (image) => ({ apiVersion: 'apps/v1', spec: { template: template(image) } }),
  DaemonSet: (image) => ({ apiVersion: 'apps/v1', spec: { template: template(image) } }),
  ReplicaSet: (image) => ({ apiVersion: 'apps/v1', spec: { template: template(image) } }),
  Job: (image) => ({ apiVersion: 'batch/v1', spec: { template: template(image) } }),
  CronJob: (image) => ({ apiVersion: 'batch/v1', spec: { jobTemplate: { spec: { template: template(image) } } } }),
};

const HOOKS = ['pre-install', 'post-install', 'pre-upgrade', 'post-upgrade', 'pre-delete', 'post-delete', 'pre-rollback', 'test', 'test-success'];

/** Objects that are no workloads and name an image all the same. */
const OTHERS: readonly (readonly [what: string, object: Tree])[] = [
  ['a field of a custom resource', { apiVersion: 'example.com/v1', kind: 'Agent', spec: { image: PUBLIC } }],
  ['a deep field of a custom resource', { apiVersion: 'example.com/v1', kind: 'Agent', spec: { parts: [{ node: { sidecarImage: PUBLIC } }] } }],
  ['the keys of a custom resource', { apiVersion: 'example.com/v1', kind: 'Agent', spec: { image: { registry: 'quay.io', repository: 'acme/seeded', tag: '1.0.0' } } }],
  ['a repository and a tag of a custom resource', { apiVersion: 'example.com/v1', kind: 'Agent', spec: { agent: { repository: 'quay.io/acme/seeded', tag: '1.0.0' } } }],
  ['a repository, an image and a version of a custom resource', { apiVersion: 'example.com/v1', kind: 'Agent', spec: { driver: { repository: 'nvcr.io/acme', image: 'driver', version: '1.0.0' } } }],
  ['a map of images of a custom resource', { apiVersion: 'example.com/v1', kind: 'Agent', spec: { images: { proxy: 'acme/proxy:1.0.0' } } }],
  ['a list of images of a custom resource', { apiVersion: 'example.com/v1', kind: 'Agent', spec: { images: ['acme/proxy:1.0.0'] } }],
  ['a pod of a custom resource', { apiVersion: 'example.com/v1', kind: 'Agent', spec: { podTemplate: { spec: pod(PUBLIC) } } }],
  ['a variable of a custom resource', { apiVersion: 'example.com/v1', kind: 'Agent', spec: { env: [{ name: 'AGENT_IMAGE', value: 'acme/seeded:1.0.0' }] } }],
  ['a parameter of a custom resource', { apiVersion: 'example.com/v1', kind: 'Agent', spec: { params: [{ name: 'agentImage', default: 'acme/seeded:1.0.0' }] } }],
  ['YAML in a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { 'config.yaml': `agent:\n  image: ${PUBLIC}\n` } }],
  ['JSON in a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { 'config.json': JSON.stringify({ agent: { image: PUBLIC } }) } }],
  ['a pod in a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { 'pod.yaml': 'spec:\n  containers:\n    - name: a\n      image: busybox\n' } }],
  ['a workload in a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { job: JSON.stringify({ kind: 'Job', metadata: { name: 'a' }, ...WORKLOADS.Job?.('busybox') }) } }],
  ['an entry of a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { AGENT_IMAGE: 'acme/seeded:1.0.0' } }],
  ['two entries of a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { 'agent.repository': 'quay.io/acme/seeded', 'agent.tag': '1.0.0' } }],
  ['a script in a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { 'run.sh': '#!/bin/sh\nAGENT_IMAGE="acme/seeded:1.0.0"\n' } }],
  ['a template in a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { 'inject.tpl': `{{ range .pods }}\n  image: ${PUBLIC}\n{{ end }}\n` } }],
  ['binary data of a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', binaryData: { 'config.yaml': Buffer.from(`image: ${PUBLIC}\n`).toString('base64') } }],
  ['YAML in a Secret', { apiVersion: 'v1', kind: 'Secret', stringData: { 'config.yaml': `agent:\n  image: ${PUBLIC}\n` } }],
  ['encoded YAML in a Secret', { apiVersion: 'v1', kind: 'Secret', data: { 'config.yaml': Buffer.from(`agent:\n  image: ${PUBLIC}\n`).toString('base64') } }],
  ['a pod of a workflow', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', spec: { templates: [{ name: 'a', container: { image: 'busybox:1.36' } }] } }],
  ['a service of Knative', { apiVersion: 'serving.knative.dev/v1', kind: 'Service', spec: { template: { spec: pod(PUBLIC) } } }],
  ['a rollout', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { template: template(PUBLIC) } }],
];

/** Objects that something in the cluster renders: what they pull is not in the stream. */
const RELEASES: readonly Tree[] = [
  { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', spec: {} },
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', spec: {} },
  { apiVersion: 'operators.coreos.com/v1alpha1', kind: 'Subscription', spec: {} },
];

/** A stream with one more object. */
export function seedObjects(stream: ProvenStream): SeededViolation[] {
  const trees = readTrees(stream.text);
  const seed = (what: string, kind: string, added: Tree, rule = 'image-not-private'): SeededViolation => (
    { what: `${stream.name}: ${what}`, text: printTrees([...trees, added]), rule, object: `${kind} seeded` });
  const named = (kind: string, object: Tree, annotations: Tree = {}): Tree => ({ kind, metadata: { name: 'seeded', namespace: 'apart', annotations }, ...object });
  const workloads = Object.entries(WORKLOADS);
  return [
    ...workloads.map(([kind, make]) => seed(`a ${kind} with a public image`, kind, named(kind, make(PUBLIC)))),
    ...workloads.map(([kind, make]) => seed(`a ${kind} without pull secret`, kind, named(kind, make(stream.images[0] ?? '')), 'pod-without-credential')),
    ...HOOKS.map((hook) => seed(`a hook ${hook}`, 'Job', named('Job', WORKLOADS.Job?.(PUBLIC) ?? {}, { 'helm.sh/hook': hook }))),
    ...workloads.map(([kind, make]) => seed(`a ${kind} in a List`, kind, { apiVersion: 'v1', kind: 'List', items: [named(kind, make(PUBLIC))] })),
    ...workloads.slice(0, 3).map(([kind, make]) => seed(`a ${kind} in a List of Lists`, kind,
      { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'List', items: [named(kind, make(PUBLIC))] }] })),
    seed('a Pod in a PodList', 'Pod', { apiVersion: 'v1', kind: 'PodList', items: [named('Pod', { apiVersion: 'v1', spec: pod(PUBLIC) })] }),
    seed('a Deployment in a DeploymentList', 'Deployment', { apiVersion: 'apps/v1', kind: 'DeploymentList', items: [named('Deployment', WORKLOADS.Deployment?.(PUBLIC) ?? {})] }),
    ...OTHERS.map(([what, object]) => seed(what, String(object.kind), { ...object, metadata: { name: 'seeded', namespace: 'apart' } })),
    ...RELEASES.map((release) => seed(`a ${String(release.kind)}`, String(release.kind), { ...release, metadata: { name: 'seeded', namespace: 'apart' } }, 'release-not-rendered')),
  ];
}
