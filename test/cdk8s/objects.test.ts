import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { addObjects } from '../../src/cdk8s/objects';
import { newChart } from './support';

const CONFIG = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace: 'a' } };

test('members that are null stay, at any depth, where cdk8s alone would leave them out', () => {
  // GIVEN values that remove defaults of a chart
  const chart = newChart();
  const values = { proxy: null, nested: { 'a/b~c': null, kept: 1 }, list: [{ inner: null }, null, 2], emptied: { only: null } };

  // WHEN
  addObjects(chart, [{ id: 'Release', object: { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name: 'r', namespace: 'a' }, spec: { values } } }]);

  // THEN
  const [release] = Testing.synth(chart) as { spec: { values: unknown } }[];
  expect(JSON.parse(JSON.stringify(release?.spec.values))).toEqual(values);
});

test('top-level members that are null stay; in metadata null is the same as nothing', () => {
  const chart = newChart();

  addObjects(chart, [{ id: 'Config', object: { ...CONFIG, metadata: { ...CONFIG.metadata, creationTimestamp: null }, data: null } }]);

  expect(Testing.synth(chart)).toEqual([{ ...CONFIG, data: null }]);
});

test('the namespace of the chart is not put on cluster-scoped objects, and does not replace the one that an object names', () => {
  const chart = newChart({ namespace: 'of-the-chart' });
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' } };

  addObjects(chart, [{ id: 'Role', object: role }, { id: 'Config', object: CONFIG }]);

  expect(Testing.synth(chart)).toEqual([role, CONFIG]);
});

test('an object that gets its name from the API server gets none from cdk8s', () => {
  const chart = newChart();
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'check-', namespace: 'a' }, spec: {} };

  addObjects(chart, [{ id: 'Job', object: job }, { id: 'Job:2', object: job }]);

  expect(Testing.synth(chart)).toEqual([job, job]);
});

test('labels of the chart are added, patches of the user come last', () => {
  const chart = newChart({ labels: { team: 'x' } });

  const [config] = addObjects(chart, [{ id: 'Config', object: { ...CONFIG, data: { key: null } } }]);
  config?.addJsonPatch(JsonPatch.replace('/data/key', 'mine'));

  expect(Testing.synth(chart)).toEqual([{ ...CONFIG, metadata: { ...CONFIG.metadata, labels: { team: 'x' } }, data: { key: 'mine' } }]);
});

test('the objects come back in their order', () => {
  const chart = new Chart(newChart(), 'inner');
  const objects = ['b', 'a', '10'].map((name) => ({ id: `ns-${name}`, object: { ...CONFIG, metadata: { name, namespace: 'a' } } }));

  expect(addObjects(chart, objects).map((object) => [ApiObject.isApiObject(object), object.name])).toEqual([[true, 'b'], [true, 'a'], [true, '10']]);
});
