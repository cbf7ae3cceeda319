import { podsIn, printTrees, readTrees, withValue } from './manifest-tree';
import type { Tree, TreePod } from './manifest-tree';
import type { ProvenStream } from './proven-streams';
import type { SeededViolation } from './seeded-violation';

type PodChange = readonly [what: string, rule: string, change: (spec: Tree, pod: TreePod) => Tree | undefined];

const list = (spec: Tree, key: string): unknown[] => (spec[key] as unknown[] | undefined) ?? [];
const withItem = (spec: Tree, key: string, item: unknown): Tree => ({ ...spec, [key]: [...list(spec, key), item] });
const withContainer = (spec: Tree, extra: Tree): Tree => ({
  ...spec, containers: list(spec, 'containers').map((container, index) => (index === 0 ? { ...(container as Tree), ...extra } : container)),
});
const onNode = (spec: Tree): boolean => JSON.stringify(spec).includes('.dkr.ecr.');

/** What is done to every pod. */
const CHANGES: readonly PodChange[] = [
  ['gets a public sidecar', 'image-not-private', (spec) => withItem(spec, 'containers', { name: 'seeded', image: 'docker.io/acme/sidecar:1.0.0' })],
  ['gets a sidecar of Docker Hub', 'image-not-private', (spec) => withItem(spec, 'containers', { name: 'seeded', image: 'busybox' })],
  ['gets a public init container', 'image-not-private', (spec) => withItem(spec, 'initContainers', { name: 'seeded', image: 'quay.io/acme/init:1.0.0' })],
  ['gets a public ephemeral container', 'image-not-private', (spec) => withItem(spec, 'ephemeralContainers', { name: 'seeded', image: 'alpine:3.22' })],
  ['gets a public image volume', 'image-not-private', (spec) => withItem(spec, 'volumes', { name: 'seeded', image: { reference: 'ghcr.io/acme/files:1.0.0' } })],
  ['gets a public image in a variable', 'image-not-private', (spec) => withContainer(spec, { env: [{ name: 'WORKER_IMAGE', value: 'acme/worker:1.0.0' }] })],
  ['gets a public image in a variable of another name', 'image-not-private', (spec) => withContainer(spec, { env: [{ name: 'WORKER', value: 'ghcr.io/acme/worker:1.0.0' }] })],
  ['gets a public image in an argument', 'image-not-private', (spec) => withContainer(spec, { args: ['--worker-image=acme/worker:1.0.0'] })],
  ['gets a public image in two arguments', 'image-not-private', (spec) => withContainer(spec, { args: ['--worker-image', 'acme/worker:1.0.0'] })],
  ['gets a public image in a command', 'image-not-private', (spec) => withContainer(spec, { command: ['/run', '--worker=ghcr.io/acme/worker:1.0.0'] })],
  ['gets a public image in a script', 'image-not-private', (spec) => withContainer(spec, { command: ['sh', '-c', 'set -e\nexport WORKER_IMAGE=acme/worker:1.0.0\nexec run'] })],
  ['gets a container without image', 'image-unparsable', (spec) => withItem(spec, 'containers', { name: 'seeded' })],
  ['has no containers', 'image-unparsable', (spec) => ({ ...spec, containers: [] })],
  ['names a secret that does not exist', 'pull-secret-missing', (spec) => (onNode(spec) ? undefined : { ...spec, imagePullSecrets: [{ name: 'pul' }] })],
  ['names the secret in upper case', 'pull-secret-missing', (spec) => (onNode(spec) ? undefined : { ...spec, imagePullSecrets: [{ name: 'PULL' }] })],
  ['has a nameless list of its own', 'pod-without-credential', (spec) => (onNode(spec) ? undefined : { ...spec, imagePullSecrets: [{ name: '' }] })],
  ['has a list of an empty map', 'image-pull-secrets-shape', (spec) => ({ ...spec, imagePullSecrets: [{}] })],
  ['has a list of texts', 'image-pull-secrets-shape', (spec) => ({ ...spec, imagePullSecrets: ['pull'] })],
  ['has a text for a list', 'image-pull-secrets-shape', (spec) => ({ ...spec, imagePullSecrets: 'pull' })],
  ['runs as an account without secret', 'pod-without-credential', ({ imagePullSecrets: _, ...spec }) => (onNode(spec) ? undefined : { ...spec, serviceAccountName: 'nobody' })],
];

/** Every pod of a stream, changed in every way. */
export function seedPods(stream: ProvenStream): SeededViolation[] {
  const trees = readTrees(stream.text);
  return podsIn(trees).flatMap((pod) => CHANGES.flatMap(([what, rule, change]) => {
    const spec = change(pod.spec, pod);
    return spec === undefined ? [] : [{ what: `${stream.name}: ${pod.object} ${what}`, text: printTrees(withValue(trees, pod.path, () => spec)), rule, object: pod.object }];
  }));
}
