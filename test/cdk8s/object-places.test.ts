import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import { PullSecret, ServiceAccountBinding } from '../../src/cdk8s';
import { Proof } from '../../src/cdk8s/proof';
import { errorOf, HARBOR, newApp, newChart, readFolder, STORE, writtenNames } from './support';

const RESOURCE_FILES = [YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE];
const SHARED_FILES = [YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART];
const REMEDY = 'use YamlOutputType.FILE_PER_CHART or FILE_PER_APP: with one file per resource cdk8s leaves the namespace out of the file name';

describe('with one file per resource', () => {
  test.each(RESOURCE_FILES)('a pull secret in two namespaces is refused, because one of them would be lost (layout %d)', (yamlOutputType) => {
    const chart = newChart({ app: { yamlOutputType } });

    const error = errorOf(() => new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a', 'b'] }));

    expect(error).toMatchObject({ code: 'object-clash', where: 'test/Pull', remedy: REMEDY });
    expect(error.problems).toEqual([expect.stringMatching(
      /^ExternalSecret b\/pull-harbor-example-com and ExternalSecret a\/pull-harbor-example-com would both be (test\/)?ExternalSecret\.pull-harbor-example-com\.k8s\.yaml$/,
    )]);
  });

  test('two constructs that would share a file are refused as well, in two charts too unless each chart has a folder', () => {
    const bind = (yamlOutputType: YamlOutputType): void => {
      const app = newApp({ yamlOutputType });
      for (const name of ['a', 'b']) {
        new ServiceAccountBinding(new Chart(app, name), 'default', { namespace: name, pullSecrets: [] });
      }
    };

    expect(errorOf(() => bind(YamlOutputType.FILE_PER_RESOURCE)).problems)
      .toEqual(['ServiceAccount b/default and ServiceAccount a/default would both be ServiceAccount.default.k8s.yaml']);
    expect(() => bind(YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)).not.toThrow();
  });

  test.each(RESOURCE_FILES)('one namespace is fine (layout %d)', (yamlOutputType) => {
    const app = newApp({ yamlOutputType });
    new PullSecret(new Chart(app, 'test'), 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a'], createNamespaces: true });

    app.synth();

    expect(Object.keys(readFolder(app.outdir)).map((file) => file.replace('test/', '')).sort())
      .toEqual(['ExternalSecret.pull-harbor-example-com.k8s.yaml', 'Namespace.a.k8s.yaml']);
  });

  test('thousands of clashes are counted, not listed', () => {
    const chart = newChart({ app: { yamlOutputType: YamlOutputType.FILE_PER_RESOURCE } });
    const namespaces = Array.from({ length: 1000 }, (_, index) => `ns-${index}`);

    const { problems = [] } = errorOf(() => new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces }));

    expect(problems).toHaveLength(11);
    expect(problems.at(-1)).toBe('and 989 more');
  });

  test.each(RESOURCE_FILES)('an object of the user that would be lost fails the proof (layout %d)', (yamlOutputType) => {
    const app = newApp({ yamlOutputType });
    const chart = new Chart(app, 'test');
    for (const namespace of ['a', 'b']) {
      new ApiObject(chart, `config-${namespace}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace } });
    }
    Proof.of(app);

    expect(Proof.of(app).verdict().findings.map(({ rule, reason }) => [rule, reason]))
      .toEqual([['file-overwritten', 'cdk8s writes it over the object of test/config-a, whose file has the same name']]);
    expect(() => app.synth()).toThrow('test/config-b: file-overwritten: ConfigMap b/config: cdk8s writes it over the object of test/config-a');
  });
});

test.each(SHARED_FILES)('with files that hold many objects, many namespaces are fine, and all of them are written (layout %d)', (yamlOutputType) => {
  const app = newApp({ yamlOutputType });
  new PullSecret(new Chart(app, 'test'), 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a', 'b'] });

  expect(writtenNames(app)).toEqual(['ExternalSecret a/pull-harbor-example-com', 'ExternalSecret b/pull-harbor-example-com']);
});

describe('the same object twice', () => {
  test('two pull secrets of one host need names of their own', () => {
    const chart = newChart();
    const first = { registry: HARBOR, credential: STORE, namespaces: ['a', 'b'] };
    new PullSecret(chart, 'Pull', first);

    expect(errorOf(() => new PullSecret(chart, 'Again', first))).toMatchObject({
      code: 'object-clash',
      where: 'test/Again',
      problems: [
        'ExternalSecret a/pull-harbor-example-com is declared by test/Pull already',
        'ExternalSecret b/pull-harbor-example-com is declared by test/Pull already',
      ],
      remedy: 'declare each once, or give one of them another name',
    });
    expect(() => new PullSecret(chart, 'Other', { ...first, name: 'other' })).not.toThrow();
  });

  test('a namespace that two pull secrets create is refused: one of them does', () => {
    const chart = newChart();
    new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a'], createNamespaces: true });

    const error = errorOf(() => new PullSecret(chart, 'Other', { registry: HARBOR, credential: STORE, namespaces: ['a'], createNamespaces: true, name: 'other' }));

    expect(error.problems).toEqual(['Namespace a is declared by test/Pull already']);
  });

  test('two charts may hold the same object: one app may write the manifests of two clusters', () => {
    const app = newApp();
    for (const cluster of ['east', 'west']) {
      new PullSecret(new Chart(app, cluster), 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a'] });
    }

    expect(writtenNames(app)).toEqual(['ExternalSecret a/pull-harbor-example-com', 'ExternalSecret a/pull-harbor-example-com']);
  });
});
