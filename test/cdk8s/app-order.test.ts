import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import fc from 'fast-check';
import { appObjects } from '../../src/cdk8s/app-objects';
import { loadAll, newApp, readFolder } from './support';

/** An app as numbers: charts with groups with objects, and dependencies between any of these. */
interface AppPlan {
  readonly charts: readonly (readonly number[])[];
  readonly nested: boolean;
  readonly dependencies: readonly (readonly [number, number])[];
}

const plans: fc.Arbitrary<AppPlan> = fc.record({
  charts: fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  nested: fc.boolean(),
  dependencies: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 5 }),
});

/** Builds an app; dependencies point to what was made earlier or later, as the numbers say. */
function build(app: App, { charts, nested, dependencies }: AppPlan): void {
  const all: IConstruct[] = [];
  charts.forEach((groups, chartNumber) => {
    const parent = nested && chartNumber === 1 ? all.find((construct) => Chart.isChart(construct)) as Construct : app;
    const chart = new Chart(parent, `${9 - chartNumber}`);
    all.push(chart);
    groups.forEach((count, groupNumber) => {
      const group = new Construct(chart, `group-${groupNumber}`);
      all.push(group);
      for (let index = 0; index < count; index += 1) {
        const name = `o-${chartNumber}-${groupNumber}-${index}`;
        all.push(new ApiObject(group, `${index}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'a' } }));
      }
    });
  });
  for (const [source, target] of dependencies) {
    const [from, to] = [all[source % all.length], all[target % all.length]];
    if (from !== undefined && to !== undefined && from !== to && !contains(from, to) && !contains(to, from)) {
      from.node.addDependency(to);
    }
  }
}

function contains(outer: IConstruct, inner: IConstruct): boolean {
  return inner.node.scopes.includes(outer);
}

/** What cdk8s writes, or `undefined` for an app that it refuses because of a circle. */
function tryWrite(app: App): string[] | undefined {
  try {
    return loadAll(app.synthYaml()).map(({ metadata }) => metadata.name);
  } catch (error) {
    expect(String(error)).toMatch(/Dependency cycle|Maximum call stack/);
    return undefined;
  }
}

test('objects are found in the order in which cdk8s writes them, although nothing was synthesized before', () => {
  fc.assert(fc.property(plans, (plan) => {
    const before = new App();
    build(before, plan);
    const found = appObjects(before).map(({ object }) => (object.metadata as { name: string }).name);
    const expected = tryWrite(before);
    fc.pre(expected !== undefined);
    expect(found).toEqual(expected);
  }), { numRuns: 300 });
});

test('a chain of ten thousand dependencies is no problem', () => {
  const app = newApp();
  const chart = new Chart(app, 'chain');
  const objects = Array.from({ length: 10_000 }, (_, index) => new ApiObject(chart, `o-${index}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `o-${index}` } }));
  objects.slice(1).forEach((object, index) => objects[index]?.addDependency(object));

  const found = appObjects(app).map(({ object }) => (object.metadata as { name: string }).name);

  expect(found[0]).toBe('o-9999');
  expect(found.at(-1)).toBe('o-0');
});

describe('files', () => {
  const TYPES = [
    YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ];

  function appWith(yamlOutputType: YamlOutputType, dependent: boolean): App {
    const app = newApp({ yamlOutputType, outputFileExtension: '.yaml' });
    const first = new Chart(app, 'First_Chart');
    const second = new Chart(app, 'second');
    new ApiObject(first, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    new ApiObject(second, 'b', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'system:b' } });
    if (dependent) {
      first.addDependency(second);
    }
    return app;
  }

  test.each(TYPES.flatMap((type) => [[YamlOutputType[type], type, false], [YamlOutputType[type], type, true]] as const))(
    '%s: every object is in the file that is told (type %d, charts depend on each other: %p)', (_, type, dependent) => {
      const app = appWith(type, dependent);
      const told = appObjects(app).map(({ object, file }) => [file, (object.metadata as { name: string }).name]);

      app.synth();

      const files = readFolder(app.outdir);
      const really = Object.entries(files).flatMap(([file, text]) => loadAll(text).map(({ metadata }) => [file, metadata.name]));
      expect(told.sort()).toEqual(really.sort());
    },
  );
});
