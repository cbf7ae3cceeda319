import { parse } from 'yaml';
import { promtool } from './promtool';
import { objectsOf, deploymentOf, plan } from './support';

interface Relabelling {
  readonly source_labels: readonly string[];
  readonly regex?: string;
  readonly action?: string;
  readonly target_label?: string;
}

interface Job {
  readonly job_name: string;
  readonly honor_labels: boolean;
  readonly kubernetes_sd_configs: readonly { readonly role: string; readonly namespaces: { readonly names: readonly string[] } }[];
  readonly relabel_configs: readonly Relabelling[];
}

function jobOf(text: string): Job {
  return (parse(text) as { scrape_configs: [Job] }).scrape_configs[0];
}

/** What Prometheus knows of a port of a pod, by its documentation of the role `pod`. */
function targetLabels(labels: Record<string, string>, port: string): Record<string, string> {
  return {
    __meta_kubernetes_pod_name: 'pod-1',
    __meta_kubernetes_pod_container_port_name: port,
    ...Object.fromEntries(Object.entries(labels).map(([key, value]) => [`__meta_kubernetes_pod_label_${key.replace(/[^A-Za-z0-9_]/g, '_')}`, value])),
  };
}

/** Whether a target survives every `keep`; regular expressions are anchored there. */
function isKept(job: Job, target: Record<string, string>): boolean {
  return job.relabel_configs.filter(({ action }) => action === 'keep')
    .every(({ source_labels, regex }) => new RegExp(`^(?:${regex ?? '.*'})$`).test(source_labels.map((label) => target[label] ?? '').join(';')));
}

test.each([{}, { name: 'iae', namespace: 'images' }])('promtool accepts the configuration for %j', (declaration) => {
  const { status, output } = promtool(['check', 'config', 'prometheus.yaml'], { 'prometheus.yaml': plan(declaration).scrapeConfig });
  expect(output).toContain('SUCCESS: prometheus.yaml is valid prometheus config file syntax');
  expect(status).toBe(0);
});

test('promtool accepts it as one of several files, beside the rules', () => {
  const { scrapeConfig, ruleFile } = plan();
  const files = { 'exporter.yaml': scrapeConfig, 'rules.yaml': ruleFile, 'prometheus.yaml': JSON.stringify({ scrape_config_files: ['exporter.yaml'], rule_files: ['rules.yaml'] }) };
  expect(promtool(['check', 'config', 'prometheus.yaml'], files)).toMatchObject({ status: 0, output: expect.stringContaining('SUCCESS: 5 rules found') as string });
});

test('promtool refuses a key that does not exist', () => {
  expect(promtool(['check', 'config', 'prometheus.yaml'], { 'prometheus.yaml': plan().scrapeConfig.replace('honor_labels', 'honour_labels') }).status).toBe(1);
});

test('it selects the pod of the exporter, at the port of the metrics, and nothing else', () => {
  const planned = plan({ name: 'iae', namespace: 'images' });
  const job = jobOf(planned.scrapeConfig);
  const { spec: { template } } = deploymentOf(planned);
  const [port] = template.spec.containers[0].ports;
  expect(job.kubernetes_sd_configs).toEqual([{ role: 'pod', namespaces: { names: ['images'] } }]);
  expect(isKept(job, targetLabels(template.metadata.labels, port?.name ?? ''))).toBe(true);
  expect(isKept(job, targetLabels(template.metadata.labels, 'other'))).toBe(false);
  expect(isKept(job, targetLabels(deploymentOf(plan({ name: 'other' })).spec.template.metadata.labels, 'http'))).toBe(false);
  expect(isKept(job, targetLabels({}, 'http'))).toBe(false);
});

test('the namespace and container of a metric stay those of the workload that was checked', () => {
  const job = jobOf(plan().scrapeConfig);
  expect(job.honor_labels).toBe(true);
  expect(job.relabel_configs.map(({ target_label }) => target_label)).toEqual([undefined, undefined, undefined, 'pod']);
});

describe('the questions of the dashboard', () => {
  const expressions = (release: string): string[] => {
    const [configMap] = objectsOf(plan({ release, dashboard: {} }), 'ConfigMap') as unknown as { data: Record<string, string> }[];
    const { panels } = JSON.parse(Object.values(configMap?.data ?? {})[0] ?? '') as { panels: { targets: { expr: string }[] }[] };
    return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr.replaceAll('$namespace', '.*')));
  };

  test('have the answers that their titles promise', () => {
    const [failed = '', checked = '', rounds = '', , byState = ''] = expressions('0.15.0');
    const labels = (name: string) => `{namespace="shop",kind="deployment",name="${name}",container="c",image="i"}`;
    const input_series = [
      { series: `k8s_image_availability_exporter_available${labels('a')}`, values: '1x90' },
      { series: `k8s_image_availability_exporter_available${labels('b')}`, values: '0x90' },
      { series: `k8s_image_availability_exporter_absent${labels('a')}`, values: '0x90' },
      { series: `k8s_image_availability_exporter_absent${labels('b')}`, values: '1x90' },
      { series: 'k8s_image_availability_exporter_completed_rechecks_total', values: '0+1x90' },
    ];
    const promql_expr_test = [
      { expr: failed, eval_time: '1h', exp_samples: [{ labels: '{}', value: 1 }] },
      { expr: checked, eval_time: '1h', exp_samples: [{ labels: '{}', value: 2 }] },
      { expr: rounds, eval_time: '1h', exp_samples: [{ labels: '{}', value: 60 }] },
      { expr: byState, eval_time: '1h', exp_samples: [{ labels: 'k8s_image_availability_exporter_absent', value: 1 }] },
    ];
    const { output, status } = promtool(['test', 'rules', 'test.yaml'], { 'test.yaml': JSON.stringify({ evaluation_interval: '1m', tests: [{ interval: '1m', input_series, promql_expr_test }] }) });
    expect(status === 0 ? '' : output).toBe('');
  });

  test('are none and not nothing where there are no metrics', () => {
    const promql_expr_test = expressions('0.15.0').slice(0, 3).map((expr) => ({ expr, eval_time: '1h', exp_samples: [{ labels: '{}', value: 0 }] }));
    const { output, status } = promtool(['test', 'rules', 'test.yaml'], { 'test.yaml': JSON.stringify({ tests: [{ interval: '1m', input_series: [], promql_expr_test }] }) });
    expect(status === 0 ? '' : output).toBe('');
  });

  test('are understood for the metrics of older releases too', () => {
    const rules = expressions('0.6.1').map((expr, index) => ({ record: `question_${index}`, expr }));
    expect(promtool(['check', 'rules', 'rules.yaml'], { 'rules.yaml': JSON.stringify({ groups: [{ name: 'questions', rules }] }) }).status).toBe(0);
    expect(expressions('0.6.1')[0]).toContain('k8s_image_availability_exporter_(deployment|statefulset|daemonset|cronjob)_available');
  });
});
