import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { Credential } from '../../src';
import { Proof, PullSecret } from '../../src/cdk8s';
import { CLEAR_TEXT, ECR, errorOf, HARBOR, newApp, newChart, STORE, writtenNames } from './support';

describe('an external store', () => {
  test('gives each listed namespace its own ExternalSecret, in the chart of the caller', () => {
    const app = newApp();
    const chart = new Chart(app, 'test', { namespace: 'somewhere-else', labels: { team: 'x' } });

    const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a', 'b'], labels: { own: '1' }, annotations: { n: '2' } });

    expect(app.charts).toHaveLength(1);
    expect(pull.name).toBe('pull-harbor-example-com');
    const objects = Testing.synth(chart) as { metadata: unknown; spec: { target: { name: string; template: { type: string } } } }[];
    expect(objects.map(({ metadata }) => metadata)).toEqual(['a', 'b'].map((namespace) => (
      { name: 'pull-harbor-example-com', namespace, labels: { own: '1', team: 'x' }, annotations: { n: '2' } }
    )));
    expect(objects[0]?.spec.target).toMatchObject({ name: 'pull-harbor-example-com', template: { type: 'kubernetes.io/dockerconfigjson' } });
  });

  test('with labels, one ClusterExternalSecret serves them and the list, and has no namespace of the chart', () => {
    const chart = newChart({ namespace: 'somewhere-else' });

    new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a'], namespaceSelector: { team: 'x' } });

    expect(Testing.synth(chart)).toEqual([expect.objectContaining({ kind: 'ClusterExternalSecret', metadata: { name: 'pull-harbor-example-com' } })]);
  });

  test('namespaces are created on request, each before what goes into it', () => {
    const app = newApp();
    new PullSecret(new Chart(app, 'test', { namespace: 'x' }), 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['b', 'a'], createNamespaces: true, name: 'pull' });

    expect(writtenNames(app)).toEqual(['Namespace b', 'ExternalSecret b/pull', 'Namespace a', 'ExternalSecret a/pull']);
  });

  test('namespaces may be called like members of every object, or like numbers, and keep their order', () => {
    const app = newApp();
    const namespaces = ['constructor', 'tostring', 'valueof', '10', '9', 'resource', 'default'];
    new PullSecret(new Chart(app, 'test'), 'Pull', { registry: HARBOR, credential: STORE, namespaces, createNamespaces: true, name: 'pull' });

    expect(writtenNames(app)).toEqual(namespaces.flatMap((namespace) => [`Namespace ${namespace}`, `ExternalSecret ${namespace}/pull`]));
  });
});

describe('tokens of Amazon ECR', () => {
  test('are made in the hub and copied by one ClusterExternalSecret, which comes last', () => {
    const app = newApp();
    const credential = Credential.ecrToken({ hubNamespace: 'registry-system' });
    const pull = new PullSecret(new Chart(app, 'test', { namespace: 'x' }), 'Pull', { registry: ECR, credential, namespaces: ['a'], name: 'pull' });

    expect(writtenNames(app)).toEqual([
      'ServiceAccount registry-system/pull-hub-reader', 'Role registry-system/pull-hub-reader', 'RoleBinding registry-system/pull-hub-reader',
      'ECRAuthorizationToken registry-system/pull', 'ExternalSecret registry-system/pull', 'ClusterSecretStore pull-hub', 'ClusterExternalSecret pull',
    ]);
    expect(ApiObject.of(pull).kind).toBe('ClusterExternalSecret');
    expect(pull.objectIn('a')).toBe(ApiObject.of(pull));
  });
});

describe('node identity', () => {
  test('writes nothing, needs nobody to name it, and the proof knows', () => {
    const app = newApp();
    const pull = new PullSecret(new Chart(app, 'test'), 'Pull', { registry: ECR, credential: Credential.nodeIdentity(), namespaces: ['a'] });

    expect(app.synthYaml()).toBe('');
    expect([pull.needed, pull.covers('a'), pull.covers('anywhere'), pull.dependenciesIn('a')]).toEqual([false, true, true, []]);
    new ApiObject(new Chart(app, 'workload'), 'pod', {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace: 'a' }, spec: { containers: [{ name: 'x', image: `${ECR.host}/agents/app:1` }] },
    });
    expect(Proof.of(app).allowRegistry(ECR).verdict()).toMatchObject({ proven: true, assumptions: [`nodes pull from ${ECR.host} with their own identity`] });
  });

  test('has no name to give, and says what to do', () => {
    const pull = new PullSecret(newChart(), 'Pull', { registry: ECR, credential: Credential.nodeIdentity() });

    expect(errorOf(() => pull.name)).toMatchObject({ code: 'delivery-invalid', where: 'test/Pull', remedy: 'leave the pull secret of the pod out, or check `needed` first' });
  });

  test('creates namespaces when asked, and what goes into them comes after', () => {
    const chart = newChart();
    const pull = new PullSecret(chart, 'Pull', { registry: ECR, credential: Credential.nodeIdentity(), namespaces: ['a'], createNamespaces: true });

    expect(Testing.synth(chart)).toEqual([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }]);
    expect(pull.dependenciesIn('a').map((construct) => construct.node.path)).toEqual(['test/Pull/namespace-a']);
  });
});

describe('clear text', () => {
  test('is a Secret with data, in each listed namespace', () => {
    const chart = newChart();

    new PullSecret(chart, 'Pull', { registry: HARBOR, credential: CLEAR_TEXT, namespaces: ['a'], name: 'pull' });

    expect(Testing.synth(chart)).toEqual([{
      apiVersion: 'v1', kind: 'Secret', metadata: { name: 'pull', namespace: 'a' }, type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) },
    }]);
  });
});

describe('a Secret that exists', () => {
  test('through the credential, nothing is written and the proof assumes it in the listed namespaces', () => {
    const app = newApp();
    const pull = new PullSecret(new Chart(app, 'test'), 'Pull', { registry: HARBOR, credential: Credential.existingSecret({ name: 'theirs' }), namespaces: ['a'] });

    expect(app.synthYaml()).toBe('');
    expect([pull.name, pull.needed, pull.covers('a'), pull.covers('b'), pull.dependenciesIn('a')]).toEqual(['theirs', true, true, false, []]);
    expect(errorOf(() => pull.objectIn('a'))).toMatchObject({ code: 'namespace-invalid', where: 'test/Pull' });
  });

  test('the report says who makes it, if somebody said so', () => {
    const app = newApp();
    const chart = new Chart(app, 'test');
    const credential = Credential.existingSecret({ name: 'theirs', createdBy: 'the Terraform of the platform team' });
    new PullSecret(chart, 'Pull', { registry: HARBOR, credential, namespaces: ['a'] });
    new ApiObject(chart, 'pod', {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace: 'a' },
      spec: { imagePullSecrets: [{ name: 'theirs' }], containers: [{ name: 'x', image: 'harbor.example.com/agents/app:1' }] },
    });

    expect(Proof.of(app).allowRegistry(HARBOR).verdict()).toMatchObject({
      proven: true, assumptions: ['Secret a/theirs exists (made by the Terraform of the platform team), with an entry for harbor.example.com'],
    });
  });

  test('through its name, in every namespace or in some', () => {
    const chart = newChart();
    const everywhere = PullSecret.fromSecretName(chart, 'Everywhere', { name: 'theirs', registry: HARBOR });
    const namespaces = ['a'];
    const some = PullSecret.fromSecretName(chart, 'Some', { name: 'theirs', registry: HARBOR, namespaces });
    namespaces.push('b');

    expect(['a', 'b'].map((namespace) => [everywhere.covers(namespace), some.covers(namespace)])).toEqual([[true, true], [true, false]]);
    expect([everywhere.name, everywhere.needed, everywhere.dependenciesIn('a')]).toEqual(['theirs', true, []]);
  });

  test.each([['a', true], ['b', false]])('is an assumption of the proof where it was said to be: namespace %s', (namespace, proven) => {
    const app = newApp();
    const chart = new Chart(app, 'test');
    PullSecret.fromSecretName(chart, 'Pull', { name: 'theirs', registry: HARBOR, namespaces: ['a'] });
    new ApiObject(chart, 'pod', {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace },
      spec: { imagePullSecrets: [{ name: 'theirs' }], containers: [{ name: 'x', image: 'harbor.example.com/agents/app:1' }] },
    });

    expect(Proof.of(app).allowRegistry(HARBOR).verdict().proven).toBe(proven);
  });

  test('a name that cannot be is refused', () => {
    expect(errorOf(() => PullSecret.fromSecretName(newChart(), 'Pull', { name: 'Their_Secret', registry: HARBOR, namespaces: ['A'] })))
      .toMatchObject({ code: 'name-invalid', where: 'test/Pull', problems: { length: 2 } });
  });
});

describe('what depends on it', () => {
  test('a namespace of the list has its own maker; others have none', () => {
    const chart = newChart();
    const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a', 'b'] });

    expect(pull.dependenciesIn('a')).toEqual([pull.objectIn('a')]);
    expect(pull.objectIn('b').node.path).toBe('test/Pull/ns-b');
    expect(pull.dependenciesIn('c')).toEqual([]);
    expect(errorOf(() => pull.objectIn('c'))).toMatchObject({ code: 'namespace-invalid', remedy: 'add the namespace to the list' });
    expect(pull.namespaces).toEqual(['a', 'b']);
  });

  test('the list is a copy, both ways', () => {
    const namespaces = ['a'];
    const pull = new PullSecret(newChart(), 'Pull', { registry: HARBOR, credential: STORE, namespaces });
    namespaces.push('b');
    pull.namespaces.push('c');

    expect(pull.namespaces).toEqual(['a']);
    expect(pull.covers('b')).toBe(false);
  });
});

describe('the escape hatch', () => {
  test('a single maker is found by ApiObject.of, under an id that stays when namespaces are added', () => {
    const [one, two] = [newChart(), newChart()];
    const pull = new PullSecret(one, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a'] });
    const more = new PullSecret(two, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a', 'b'] });
    ApiObject.of(pull).addJsonPatch(JsonPatch.replace('/spec/refreshInterval', '5m'));

    expect(Testing.synth(one)).toMatchObject([{ spec: { refreshInterval: '5m' } }]);
    expect(ApiObject.of(pull).node.path).toBe(more.objectIn('a').node.path);
  });

  test('the objects of namespaces share nothing that a patch of one would change in another', () => {
    const chart = newChart();
    const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a', 'b'] });
    pull.objectIn('a').addJsonPatch(JsonPatch.replace('/spec/target/name', 'other'));

    expect(Testing.synth(chart)).toMatchObject([{ spec: { target: { name: 'other' } } }, { spec: { target: { name: 'pull-harbor-example-com' } } }]);
  });
});

test('everything that does not fit together is in one error, with the path of the construct', () => {
  expect(errorOf(() => new PullSecret(newChart(), 'Pull', { registry: HARBOR, credential: CLEAR_TEXT, namespaceSelector: { a: 'b' }, createNamespaces: true, name: 'X' }))).toMatchObject({
    code: 'delivery-invalid',
    where: 'test/Pull',
    problems: [
      expect.stringContaining('pull secret name must be made of'),
      'a credential in clear text goes to listed namespaces only: nothing watches the cluster for labels',
      'createNamespaces needs a list of namespaces',
    ],
  });
});
