import { SecretValue } from '../../src/credential';
import { parseManifests } from '../../src/manifest';
import { overlayCluster, planPulls, podNamespaces } from '../../src/preflight';
import type { ImagePull, PullPlan, PullPlanOptions } from '../../src/preflight';
import { account, clusterExternalSecret, deployment, dockerConfig, externalSecret, FILE, IMAGE, namespace, pullSecret } from '../audit/support';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';

function plan(documents: readonly string[], options: PullPlanOptions = {}): PullPlan {
  return planPulls(parseManifests(documents.join('\n---\n'), FILE), options);
}

/** A question in short: image, keys of the logins, standing, where each login comes from, what is in the way. */
function shortly({ image, credentials, standing, uses }: ImagePull): object {
  return {
    image, keys: credentials.map(({ registry }) => registry), standing,
    uses: uses.map(({ location: { name }, namespace: where, container, sources, obstacles }) => [`${where}/${name} ${container}`, sources, obstacles]),
  };
}

const short = (documents: readonly string[], options: PullPlanOptions = {}): object[] => plan(documents, options).pulls.map(shortly);

describe('the login of a pod', () => {
  test('is the one of the Secret that it names, in its namespace', () => {
    const { pulls, unchecked } = plan([pullSecret(), deployment()]);

    expect(pulls.map(shortly)).toEqual([
      { image: IMAGE, keys: ['harbor.example.com'], standing: 'known', uses: [['agents/server main', ['Secret agents/pull'], []]] },
    ]);
    expect(pulls[0]?.credentials[0]?.username).toBe(CANARY_USERNAME);
    expect(pulls[0]?.credentials[0]?.password.unsafeUnwrap()).toBe(CANARY_PASSWORD);
    expect(unchecked).toEqual([]);
  });

  test('may stand in stringData', () => {
    const [pull] = plan([`
apiVersion: v1
kind: Secret
metadata: {name: pull, namespace: agents}
type: kubernetes.io/dockerconfigjson
stringData:
  .dockerconfigjson: '${dockerConfig('harbor.example.com')}'`, deployment()]).pulls;

    expect(pull?.credentials[0]?.password.unsafeUnwrap()).toBe(CANARY_PASSWORD);
  });

  test('comes from its account when it names none itself', () => {
    expect(short([pullSecret(), account('imagePullSecrets: [{name: pull}]', { name: 'robot' }), deployment({ secrets: '', spec: 'serviceAccountName: robot' })]))
      .toEqual([{ image: IMAGE, keys: ['harbor.example.com'], standing: 'known', uses: [['agents/server main', ['Secret agents/pull'], []]] }]);
  });

  test('is every one that matches, in the order of the kubelet: the longest key first, then as the pod lists the Secrets', () => {
    const names = ['one', 'two', 'three'];
    const secrets = [dockerConfig('harbor.example.com'), dockerConfig('*.example.com', 'harbor.example.com'), dockerConfig('harbor.example.com/agents/', 'quay.io')];

    expect(short([
      ...secrets.map((content, index) => pullSecret(content, { name: names[index] ?? '' })),
      deployment({ secrets: 'imagePullSecrets: [{name: one}, {name: two}, {name: three}]' }),
    ])).toEqual([{
      image: IMAGE,
      keys: ['harbor.example.com/agents/', 'harbor.example.com', 'harbor.example.com', '*.example.com'],
      standing: 'known',
      uses: [['agents/server main', ['Secret agents/three', 'Secret agents/one', 'Secret agents/two', 'Secret agents/two'], []]],
    }]);
  });

  test('differs by namespace: the same image with two logins is two questions, with one login it is one', () => {
    const other = dockerConfig('harbor.example.com').replace(CANARY_USERNAME, 'somebody-else');
    const pods = ['a', 'b', 'c'].map((space) => deployment({ namespace: space }));

    expect(short([
      pullSecret(undefined, { namespace: 'a' }), pullSecret(undefined, { namespace: 'b' }), pullSecret(other.replace(/"auth":"[^"]+"/, '"auth":""'), { namespace: 'c' }), ...pods,
    ])).toEqual([
      { image: IMAGE, keys: ['harbor.example.com'], standing: 'known', uses: [['a/server main', ['Secret a/pull'], []], ['b/server main', ['Secret b/pull'], []]] },
      { image: IMAGE, keys: ['harbor.example.com'], standing: 'known', uses: [['c/server main', ['Secret c/pull'], []]] },
    ]);
  });

  test('is none when nothing matches, and the way is told', () => {
    expect(short([pullSecret(dockerConfig('quay.io')), deployment()])).toEqual([
      { image: IMAGE, keys: [], standing: 'known', uses: [['agents/server main', [], ['Secret agents/pull has entries for "quay.io" only']]] },
    ]);
    expect(short([account(''), deployment({ secrets: '' })])).toEqual([
      { image: IMAGE, keys: [], standing: 'known', uses: [['agents/server main', [], ['neither the pod nor ServiceAccount agents/default names a pull secret']]] },
    ]);
  });
});

describe('what cannot be seen', () => {
  const unseen = (documents: readonly string[], options: PullPlanOptions = {}): unknown[] => plan(documents, options).pulls
    .map(({ standing, uses }) => [standing, uses[0]?.obstacles]);

  test('a Secret that an ExternalSecret makes holds a login for this host', () => {
    expect(unseen([externalSecret(), deployment()])).toEqual([['more', ['Secret agents/pull is made by ExternalSecret agents/pull, in the cluster only']]]);
    expect(unseen([clusterExternalSecret('namespaces: [agents]'), deployment()]))
      .toEqual([['more', ['Secret agents/pull is made by ClusterExternalSecret pull, in the cluster only']]]);
  });

  test('an ExternalSecret for another host does not matter', () => {
    expect(unseen([externalSecret(), deployment({ image: 'quay.io/a/b:1' })])).toEqual([['known', ['Secret agents/pull has entries for "harbor.example.com" only']]]);
  });

  test('a Secret that is not there may be in the cluster, unless the stream is all there is', () => {
    expect(unseen([deployment()])).toEqual([['perhaps-more', ['Secret agents/pull, named by the pod, is not created by anything here']]]);
    expect(unseen([deployment()], { isComplete: true })).toEqual([['known', ['Secret agents/pull, named by the pod, is not created by anything here']]]);
  });

  test('so may an account', () => {
    const words = ['the pod names no pull secret, and ServiceAccount agents/default is not part of the stream'];
    expect(unseen([deployment({ secrets: '' })])).toEqual([['perhaps-more', words]]);
    expect(unseen([deployment({ secrets: '' })], { isComplete: true })).toEqual([['known', words]]);
  });

  test('sealed and undecided Secrets hide what they hold', () => {
    expect(unseen(['apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: pull, namespace: agents}\nspec: {template: {type: kubernetes.io/dockerconfigjson}}', deployment()]))
      .toEqual([['perhaps-more', ['SealedSecret pull makes Secret agents/pull, but does not tell for which registries']]]);
    expect(unseen([clusterExternalSecret('namespaceSelectors: [{matchLabels: {team: a}}]'), deployment()], { isComplete: true })[0]).toMatchObject(['perhaps-more', [
      'whether ClusterExternalSecret pull makes Secret agents/pull depends on labels of that namespace, which is not part of the stream',
    ]]);
  });

  test('a login that is seen does not make the others seen', () => {
    expect(short([pullSecret(), deployment({ secrets: 'imagePullSecrets: [{name: pull}, {name: later}]' })])).toEqual([{
      image: IMAGE, keys: ['harbor.example.com'], standing: 'perhaps-more',
      uses: [['agents/server main', ['Secret agents/pull'], ['Secret agents/later, named by the pod, is not created by anything here']]],
    }]);
  });

  test('nodes have logins of their own where that is declared', () => {
    const nodeIdentityHosts = ['*.dkr.ecr.*.amazonaws.com'];
    const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/agents/server:1';
    expect(unseen([account(''), deployment({ secrets: '', image })], { nodeIdentityHosts })).toEqual([[
      'more', ['neither the pod nor ServiceAccount agents/default names a pull secret', 'nodes pull from *.dkr.ecr.*.amazonaws.com with their own identity'],
    ]]);
    expect(unseen([account(''), deployment({ secrets: '' })], { nodeIdentityHosts })).toMatchObject([['known', [expect.any(String)]]]);
  });
});

describe('what never comes to a pull', () => {
  test('a broken Secret spoils the others', () => {
    expect(short([pullSecret('not json'), pullSecret(undefined, { name: 'good' }), deployment({ secrets: 'imagePullSecrets: [{name: good}, {name: pull}]' })])).toEqual([{
      image: IMAGE, keys: [], standing: 'refused',
      uses: [['agents/server main', [], ['Secret agents/pull cannot be read, which spoils every other pull secret of the pod']]],
    }]);
  });

  test('an account can forbid a Secret to its pods', () => {
    expect(short([pullSecret(), account('', { annotations: '{kubernetes.io/enforce-mountable-secrets: "true"}' }), deployment()])).toMatchObject([{ standing: 'refused' }]);
  });

  test('images with the pull policy Never, and pods that have ended, are left out', () => {
    const { pulls, unchecked } = plan([`
apiVersion: v1
kind: Pod
metadata: {name: local, namespace: agents}
spec:
  containers: [{name: local, image: built-here:1, imagePullPolicy: Never}]
  volumes:
    - {name: data, image: {reference: built-here:2, pullPolicy: Never}}
    - {name: model, image: {reference: harbor.example.com/agents/model:1}}`, `
apiVersion: v1
kind: Pod
metadata: {name: done, namespace: agents}
spec: {containers: [{name: done, image: old:1}]}
status: {phase: Succeeded}`]);

    expect(pulls.map(({ image, uses }) => [image, uses[0]?.container])).toEqual([['harbor.example.com/agents/model:1', 'model']]);
    expect(unchecked.map(({ image, reason, location: { name } }) => [name, image, reason])).toEqual([
      ['local', 'built-here:1', 'its pull policy is Never'], ['local', 'built-here:2', 'its pull policy is Never'], ['done', 'old:1', 'the pod has ended'],
    ]);
  });

  test('images outside pods, and releases that the cluster renders, are named', () => {
    const { pulls, unchecked } = plan([deployment({ spec: 'initContainers: [{name: op, image: "harbor.example.com/agents/op:1", args: ["--worker-image=harbor.example.com/agents/worker:2"]}]' }), `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: release, namespace: agents}
spec: {values: {image: {repository: quay.io/a/b, tag: "1"}}}`]);

    expect(pulls.map(({ image }) => image).sort()).toEqual(['harbor.example.com/agents/op:1', IMAGE]);
    expect(unchecked.map(({ image, location, reason }) => [image, `${location.kind} ${location.name}`, reason])).toEqual([
      ['harbor.example.com/agents/worker:2', 'Deployment server', 'it is named outside pods, so its login is not known'],
      [undefined, 'HelmRelease release', 'its pods are made in the cluster only'],
    ]);
  });
});

describe('questions', () => {
  test('the same one is asked once: by digest where there is one, latest where there is no tag', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const images = [`nginx@${digest}`, `docker.io/library/nginx:1.27@${digest}`, 'nginx', 'index.docker.io/library/nginx:latest', 'nginx:1.27', 'BAD//name', 'BAD//name', '""'];

    expect(plan(images.map((image, index) => deployment({ image, name: `d${index}` })), { isComplete: true }).pulls.map(({ image, uses }) => [image, uses.map(({ location }) => location.name)])).toEqual([
      [`nginx@${digest}`, ['d0', 'd1']], ['nginx', ['d2', 'd3']], ['nginx:1.27', ['d4']], ['BAD//name', ['d5', 'd6']], ['', ['d7']],
    ]);
  });

  test('a login that somebody pasted into an image is not repeated', () => {
    expect(JSON.stringify(plan([deployment({ image: `"https://robot:${CANARY_PASSWORD}@harbor.example.com/x"` })]))).not.toContain(CANARY_PASSWORD);
  });

  test('given logins stand in for all Secrets', () => {
    const password = SecretValue.unsafePlainText(CANARY_PASSWORD);
    const given = { name: 'auth.json', entries: [{ registry: 'quay.io', username: 'a', password }, { registry: 'harbor.example.com', username: 'b', password }] };

    expect(short([externalSecret(), pullSecret('broken', { name: 'other' }), deployment({ secrets: 'imagePullSecrets: [{name: pull}, {name: other}]' }), deployment({ image: 'nginx', name: 'public' })], { given })).toEqual([
      { image: IMAGE, keys: ['harbor.example.com'], standing: 'known', uses: [['agents/server main', ['auth.json'], []]] },
      { image: 'nginx', keys: [], standing: 'known', uses: [['agents/public main', [], []]] },
    ]);
  });

  test('platforms are those of the nodes; the namespace is the one given', () => {
    const [pull] = plan(['apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: "harbor.example.com/agents/p:1"}], imagePullSecrets: [{name: pull}]}', pullSecret(undefined, { namespace: 'here' })],
      { namespace: 'here', platforms: ['linux/arm64'] }).pulls;

    expect(pull).toMatchObject({ platforms: ['linux/arm64'], standing: 'known', uses: [{ namespace: 'here', sources: ['Secret here/pull'] }] });
  });
});

describe('manifests over a cluster', () => {
  const stream = (...documents: string[]): ReturnType<typeof parseManifests> => parseManifests(documents.join('\n---\n'), FILE);
  const plannedOver = (manifests: string[], cluster: string[]): PullPlan =>
    planPulls(overlayCluster(stream(...manifests), stream(...cluster)), { isComplete: true });
  const over = (manifests: string[], cluster: string[]): unknown => plannedOver(manifests, cluster).pulls
    .map(({ credentials, standing }) => [credentials.map(({ username }) => username), standing]);
  const secretOf = (user: string): string => pullSecret(dockerConfig('harbor.example.com').replace(/,"auth":"[^"]+"/, '').replace(CANARY_USERNAME, user));

  test('a Secret of the manifests replaces the one of the cluster', () => {
    expect(over([secretOf('new'), deployment()], [secretOf('old')])).toEqual([[['new'], 'known']]);
  });

  test('a Secret that the manifests only promise is taken from the cluster', () => {
    expect(over([externalSecret(), deployment()], [secretOf('old')])).toEqual([[['old'], 'known']]);
    expect(over([pullSecret(undefined, { extra: 'sops: {mac: x}' }).replace(/dockerconfigjson: .*/, 'dockerconfigjson: "ENC[AES256_GCM,data:x]"'), deployment()], [secretOf('old')])).toEqual([[['old'], 'known']]);
    expect(over([externalSecret(), deployment()], [])).toEqual([[[], 'more']]);
  });

  test('an account of the manifests counts, and where it leaves its list open, that of the cluster', () => {
    const pod = deployment({ secrets: '' });
    expect(over([account('imagePullSecrets: [{name: pull}]'), pod], [account(''), secretOf('a')])).toEqual([[['a'], 'known']]);
    expect(over([account(''), pod], [account('imagePullSecrets: [{name: pull}]'), secretOf('a')])).toEqual([[['a'], 'known']]);
    expect(over([account('imagePullSecrets: []'), pod], [account('imagePullSecrets: [{name: pull}]'), secretOf('a')])).toEqual([[[], 'known']]);
    expect(over([pod], [account('imagePullSecrets: [{name: pull}]'), secretOf('a')])).toEqual([[['a'], 'known']]);
  });

  test('the namespaces of pods are those to look at', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: x}]}';
    expect(podNamespaces(stream(deployment({ namespace: 'b' }), pod, deployment({ namespace: 'a' }), pullSecret(undefined, { namespace: 'c' }), namespace('d')), 'mine')).toEqual(['a', 'b', 'mine']);
    expect(podNamespaces(stream(pod))).toEqual(['default']);
  });
});
