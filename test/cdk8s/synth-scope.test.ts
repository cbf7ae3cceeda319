import { ApiObject, App, Chart, Testing } from 'cdk8s';
import type { AuditSubject, Finding, IAuditRule } from '../../src';
import { Proof } from '../../src/cdk8s';
import { HARBOR, newApp } from './support';

/** A rule that counts how often the audit runs. */
class CountingRule implements IAuditRule {
  public readonly id = 'test-counting';
  public readonly title = 'Counts';
  public runs = 0;

  public check(_subject: AuditSubject): Finding[] {
    this.runs += 1;
    return [];
  }
}

function appWithCharts(count: number): { app: App; charts: Chart[]; rule: CountingRule } {
  const app = newApp();
  const rule = new CountingRule();
  Proof.of(app).allowRegistry(HARBOR).addRule(rule);
  const charts = Array.from({ length: count }, (_, index) => new Chart(app, `chart-${index}`));
  charts.forEach((chart) => addConfig(chart, 'config'));
  return { app, charts, rule };
}

function addConfig(chart: Chart, name: string, data: Record<string, string> = {}): void {
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: chart.node.id }, data });
}

function addForeignPod(chart: Chart): void {
  new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace: 'a' }, spec: { containers: [{ name: 'x', image: 'quay.io/x/y:1' }] } });
}

test.each(['synth', 'synthYaml'] as const)('%s of an app with many charts audits once, although cdk8s validates once per chart and once more', (method) => {
  const { app, rule } = appWithCharts(20);

  app[method]();
  expect(rule.runs).toBe(1);

  app[method]();
  expect(rule.runs).toBe(2);
});

test('a failing synthesis audits once too, and the next one starts afresh', () => {
  const { app, charts, rule } = appWithCharts(5);
  addForeignPod(charts[0] as Chart);

  expect(() => app.synthYaml()).toThrow('image-not-private');
  expect(rule.runs).toBe(1);

  (charts[0] as Chart).node.tryRemoveChild('pod');
  expect(() => app.synthYaml()).not.toThrow();
  expect(rule.runs).toBe(2);
});

test('outside a synthesis no answer is older than the app', () => {
  const { app, charts } = appWithCharts(1);
  const proof = Proof.of(app);
  expect(proof.verdict().proven).toBe(true);

  addForeignPod(charts[0] as Chart);

  expect(proof.verdict().proven).toBe(false);
  expect(() => Testing.synth(charts[0] as Chart)).toThrow('image-not-private');
  expect(proof.verdict().objects).toBe(2);
});

test('what synth returns, and what subclasses do around it, stays', () => {
  class MyApp extends App {
    public calls: string[] = [];

    public override synthYaml(): string {
      this.calls.push('before');
      const text = super.synthYaml();
      this.calls.push('after');
      return text;
    }
  }
  const app = new MyApp();
  const chart = new Chart(app, 'chart');
  addConfig(chart, 'config');
  Proof.of(app).allowRegistry(HARBOR);

  expect(app.synthYaml()).toBe('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config\n  namespace: chart\ndata: {}\n');
  expect(app.calls).toEqual(['before', 'after']);
});
