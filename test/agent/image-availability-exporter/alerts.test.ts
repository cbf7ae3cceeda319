import { parse } from 'yaml';
import { EXPORTER_RELEASES } from '../../../src/agent';
import type { ExporterAlerts } from '../../../src/agent';
import { playRules, promtool } from './promtool';
import type { Series } from './promtool';
import { objectsOf, plan } from './support';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'] as const;
const STATES = ['absent', 'authentication_failure', 'authorization_failure', 'bad_image_format', 'unknown_error'];
const IMAGE = 'harbor.example.com/tools/app:1';

/** The annotations of an alert, as the rule has them, for the expectation of promtool, which compares all of them. */
function annotationsOf(alert: string, filled: Record<string, string>): Record<string, string> {
  const { groups } = parse(plan().ruleFile) as { groups: { rules: { alert: string; annotations: Record<string, string> }[] }[] };
  const rule = groups[0]?.rules.find((candidate) => candidate.alert === alert);
  return { runbook: rule?.annotations.runbook ?? '', ...filled };
}

/** The series of one image, as the exporter has them: it is in one state, and in none of the others. */
function seriesOf(kind: string, state: string, values: string, labels: Record<string, string> = {}): Series[] {
  const all = { namespace: 'shop', name: 'web', container: 'app', image: IMAGE, kind: kind.toLowerCase(), pod: 'exporter-1', ...labels };
  const text = Object.entries(all).map(([key, value]) => `${key}="${value}"`).join(',');
  const opposite = values.replace(/([01])x/g, (_, bit: string) => `${bit === '0' ? 1 : 0}x`);
  return [
    { series: `k8s_image_availability_exporter_available{${text}}`, values },
    ...STATES.map((each) => ({ series: `k8s_image_availability_exporter_${each}{${text}}`, values: each === state ? opposite : '0x60' })),
  ];
}

function firing(kind: string, reason: string) {
  return {
    exp_labels: { severity: 'critical', namespace: 'shop', name: 'web', container: 'app', image: IMAGE },
    exp_annotations: annotationsOf(`${kind}ImageUnavailable`, {
      summary: `An image of ${kind} shop/web cannot be pulled`,
      description: `The image ${IMAGE} of the container app in ${kind} shop/web cannot be pulled: ${reason}.`
        + ' Pods that run keep running; the next one that starts elsewhere does not.',
    }),
  };
}

describe('promtool accepts', () => {
  test.each(EXPORTER_RELEASES)('the rules for release %s', (release) => {
    const alerts: ExporterAlerts = { pendingFor: '1h30m', severity: 'page', alertLabels: { team: 'a' }, runbookUrl: 'https://wiki.example.com/images' };
    const { status, output } = promtool(['check', 'rules', 'rules.yaml'], { 'rules.yaml': plan({ release, alerts }).ruleFile });
    expect(output).toContain('SUCCESS: 5 rules found');
    expect(status).toBe(0);
  });

  test('the rules of the PrometheusRule, which are the same', () => {
    const [rule] = objectsOf(plan({ alerts: {} }), 'PrometheusRule') as unknown as { spec: { groups: unknown } }[];
    expect(rule?.spec).toEqual(parse(plan().ruleFile));
    expect(promtool(['check', 'rules', 'rules.json'], { 'rules.json': JSON.stringify(rule?.spec) }).status).toBe(0);
  });

  test('nothing that is broken', () => {
    expect(promtool(['check', 'rules', 'rules.yaml'], { 'rules.yaml': plan().ruleFile.replace('max by', 'max bye') }).status).toBe(1);
  });
});

describe.each(KINDS)('%s', (kind) => {
  const alert = `${kind}ImageUnavailable`;
  const { ruleFile } = plan();

  test.each(STATES)('fires for an image that is gone for a quarter of an hour, and says why: %s', (state) => {
    expect(playRules(ruleFile, [{ input: seriesOf(kind, state, '1x5 0x55'), at: '25m', alert, fires: [firing(kind, state)] }])).toBe('');
  });

  test('does not fire before, nor for an image that is there', () => {
    expect(playRules(ruleFile, [
      { input: seriesOf(kind, 'absent', '1x5 0x55'), at: '18m', alert, fires: [] },
      { input: seriesOf(kind, 'absent', '1x60'), at: '50m', alert, fires: [] },
    ])).toBe('');
  });

  test('does not fire for an image that comes back, nor for workloads of other kinds', () => {
    const other = kind === 'Deployment' ? 'CronJob' : 'Deployment';
    expect(playRules(ruleFile, [
      { input: seriesOf(kind, 'absent', '0x10 1x1 0x10 1x30'), at: '22m', alert, fires: [] },
      { input: seriesOf(other, 'absent', '0x60'), at: '50m', alert, fires: [] },
    ])).toBe('');
  });
});

test('an image that one exporter still finds is no alert: the new pod of a roll-out has not checked it yet', () => {
  const input = [...seriesOf('Deployment', 'absent', '0x60'), ...seriesOf('Deployment', 'absent', '1x60', { pod: 'exporter-2' })];
  expect(playRules(plan().ruleFile, [{ input, at: '30m', alert: 'DeploymentImageUnavailable', fires: [] }])).toBe('');
});

test('a comparison that expects nothing fails when something fires', () => {
  const input = seriesOf('Deployment', 'absent', '0x60');
  expect(playRules(plan().ruleFile, [{ input, at: '30m', alert: 'DeploymentImageUnavailable', fires: [] }])).toContain('FAILED');
});

test('waiting time, severity and labels are as declared', () => {
  const alerts: ExporterAlerts = { pendingFor: '5m', severity: 'warning', alertLabels: { team: 'platform' }, runbookUrl: 'https://wiki.example.com/images' };
  const { exp_labels, exp_annotations } = firing('Deployment', 'absent');
  expect(playRules(plan({ alerts }).ruleFile, [{
    input: seriesOf('Deployment', 'absent', '0x60'), at: '6m', alert: 'DeploymentImageUnavailable',
    fires: [{ exp_labels: { ...exp_labels, severity: 'warning', team: 'platform' }, exp_annotations: { ...exp_annotations, runbook_url: 'https://wiki.example.com/images' } }],
  }])).toBe('');
});

test('before 0.7.0 every kind has metrics of its own', () => {
  const { ruleFile } = plan({ release: '0.6.1' });
  const labels = `namespace="shop",statefulset="db",container="app",image="${IMAGE}"`;
  const input = [
    { series: `k8s_image_availability_exporter_statefulset_available{${labels}}`, values: '0x60' },
    { series: `k8s_image_availability_exporter_statefulset_absent{${labels}}`, values: '1x60' },
  ];
  expect(playRules(ruleFile, [
    {
      input, at: '20m', alert: 'StatefulSetImageUnavailable', fires: [{
        exp_labels: { severity: 'critical', namespace: 'shop', statefulset: 'db', container: 'app', image: IMAGE },
        exp_annotations: annotationsOf('StatefulSetImageUnavailable', {
          summary: 'An image of StatefulSet shop/db cannot be pulled',
          description: `The image ${IMAGE} of the container app in StatefulSet shop/db cannot be pulled: absent. Pods that run keep running; the next one that starts elsewhere does not.`,
        }),
      }],
    },
    { input, at: '20m', alert: 'DeploymentImageUnavailable', fires: [] },
  ])).toBe('');
});

describe('the exporter itself', () => {
  const alert = 'ImageAvailabilityExporterStalled';
  const rounds = (values: string): Series[] => [{ series: 'k8s_image_availability_exporter_completed_rechecks_total{pod="exporter-1"}', values }];
  const fires = (labels: Record<string, string> = {}) => [{
    exp_labels: { severity: 'critical', ...labels },
    exp_annotations: annotationsOf(alert, {
      summary: 'Nobody checks whether images can be pulled',
      description: 'The exporter monitoring/k8s-image-availability-exporter has finished no round of checks for 30m, or Prometheus does not read its metrics.',
    }),
  }];

  test('is missed when it hangs, when it is gone, and when it never was there', () => {
    expect(playRules(plan().ruleFile, [
      { input: rounds('5x90'), at: '60m', alert, fires: fires() },
      { input: rounds('0+1x10'), at: '90m', alert, fires: fires() },
      { input: [], at: '20m', alert, fires: fires() },
    ])).toBe('');
  });

  test('is not missed while it works, slowly or after a restart', () => {
    expect(playRules(plan().ruleFile, [
      { input: rounds('0+1x90'), at: '80m', alert, fires: [] },
      { input: rounds('1x20 2x20 3x20 4x20'), at: '75m', alert, fires: [] },
      { input: rounds('0+1x40 0+1x40'), at: '60m', alert, fires: [] },
    ])).toBe('');
  });
});
