import { join } from 'node:path';
import type { ExporterAlerts, ExporterDeclaration, ExporterMonitor } from '../../../src/agent';
import type { JsonObject } from '../../../src/manifest';
import { expectGolden } from '../../support/golden';
import { deploymentOf, objectsOf, plan } from './support';

interface Monitor {
  readonly metadata: { readonly namespace: string; readonly labels: object };
  readonly spec: {
    readonly selector: { readonly matchLabels: Record<string, string> };
    readonly namespaceSelector: { readonly matchNames: readonly string[] };
    readonly podMetricsEndpoints?: readonly JsonObject[];
    readonly endpoints?: readonly JsonObject[];
  };
}

/** Whether a selector takes an object with these labels, as the API server decides it. */
function selects(matchLabels: Record<string, string>, labels: Record<string, string>): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

function monitorOf(declaration: Partial<ExporterDeclaration>): Monitor {
  const planned = plan(declaration);
  return [...objectsOf(planned, 'PodMonitor'), ...objectsOf(planned, 'ServiceMonitor')][0] as unknown as Monitor;
}

const DECLARATIONS: readonly Partial<ExporterDeclaration>[] = [{}, { name: 'iae-two', namespace: 'images', labels: { team: 'a' } }, { port: 9999, release: '0.5.0' }];

describe.each(DECLARATIONS)('%j', (declaration) => {
  test('a PodMonitor selects the pod, and a port that it has', () => {
    const monitor = monitorOf({ ...declaration, monitor: {} });
    const { metadata: { namespace }, spec: { template } } = deploymentOf(plan(declaration));
    expect(selects(monitor.spec.selector.matchLabels, template.metadata.labels)).toBe(true);
    expect(monitor.spec.namespaceSelector.matchNames).toEqual([namespace]);
    const ports = template.spec.containers[0].ports.map(({ name }) => name);
    expect(monitor.spec.podMetricsEndpoints).toEqual([{ port: expect.stringMatching(`^${ports.join('|')}$`), path: '/metrics', honorLabels: true }]);
    expect(monitor.spec).not.toHaveProperty('endpoints');
  });

  test('a ServiceMonitor selects the Service, a port that it has, and through it the pod', () => {
    const planned = plan({ ...declaration, monitor: { kind: 'ServiceMonitor' } });
    const monitor = monitorOf({ ...declaration, monitor: { kind: 'ServiceMonitor' } });
    const [service] = objectsOf(planned, 'Service') as unknown as {
      metadata: { namespace: string; labels: Record<string, string> };
      spec: { selector: Record<string, string>; ports: { name: string; port: number; targetPort: string }[] };
    }[];
    const { spec: { template } } = deploymentOf(planned);
    expect(selects(monitor.spec.selector.matchLabels, service?.metadata.labels ?? {})).toBe(true);
    expect(monitor.spec.namespaceSelector.matchNames).toEqual([service?.metadata.namespace]);
    expect(monitor.spec.endpoints).toEqual([{ port: service?.spec.ports[0]?.name, path: '/metrics', honorLabels: true }]);
    expect(selects(service?.spec.selector ?? { none: '' }, template.metadata.labels)).toBe(true);
    expect(template.spec.containers[0].ports.map(({ name }) => name)).toContain(service?.spec.ports[0]?.targetPort);
    expect(monitor.spec).not.toHaveProperty('podMetricsEndpoints');
  });

  test('the Deployment selects its own pods', () => {
    const { spec } = deploymentOf(plan(declaration));
    expect(selects(spec.selector.matchLabels, spec.template.metadata.labels)).toBe(true);
  });
});

test('nothing of another exporter in the same namespace is selected', () => {
  const { spec: { template } } = deploymentOf(plan({ name: 'other' }));
  expect(selects(monitorOf({ monitor: {} }).spec.selector.matchLabels, template.metadata.labels)).toBe(false);
});

test('a monitor goes where Prometheus looks for it, and still finds the exporter', () => {
  const options: ExporterMonitor = { namespace: 'prometheus', labels: { release: 'kps' }, interval: '2m', scrapeTimeout: '30s' };
  const monitor = monitorOf({ monitor: options });
  expect(monitor.metadata).toMatchObject({ namespace: 'prometheus', labels: { release: 'kps' } });
  expect(monitor.spec.namespaceSelector).toEqual({ matchNames: ['monitoring'] });
  expect(monitor.spec.podMetricsEndpoints).toEqual([{ port: 'http', path: '/metrics', honorLabels: true, interval: '2m', scrapeTimeout: '30s' }]);
});

test('the alerts', () => {
  const alerts: ExporterAlerts = { namespace: 'prometheus', labels: { release: 'kps' }, alertLabels: { team: 'platform' }, runbookUrl: 'https://wiki.example.com/images' };
  expectGolden(join(__dirname, 'golden', 'rules.yaml'), plan({ alerts }).ruleFile);
  expect(objectsOf(plan({ alerts }), 'PrometheusRule')).toMatchObject([{ metadata: { namespace: 'prometheus', labels: { release: 'kps' } } }]);
});

test('the scrape configuration', () => {
  expectGolden(join(__dirname, 'golden', 'scrape.yaml'), plan().scrapeConfig);
});

describe('the dashboard', () => {
  interface ConfigMap {
    readonly metadata: { readonly name: string; readonly labels: object; readonly annotations?: object };
    readonly data: Record<string, string>;
  }
  const dashboard = (declaration: Partial<ExporterDeclaration> = {}): ConfigMap =>
    objectsOf(plan({ dashboard: {}, ...declaration }), 'ConfigMap')[0] as unknown as ConfigMap;
  const modelOf = (configMap: ConfigMap) => JSON.parse(Object.values(configMap.data)[0] ?? '') as { uid: string; title: string; panels: { id: number; title: string }[] };

  test('is found by Grafana’s sidecar', () => {
    expect(dashboard().metadata).toMatchObject({ name: 'k8s-image-availability-exporter-dashboard', labels: { grafana_dashboard: '1' } });
    expect(Object.keys(dashboard().data)).toEqual(['k8s-image-availability-exporter.json']);
  });

  test('has the labels that another sidecar asks for, and no others of that kind', () => {
    const { metadata } = dashboard({ dashboard: { labels: { dashboards: 'yes' }, annotations: { grafana_folder: 'Platform' } } });
    expect(metadata.labels).toMatchObject({ dashboards: 'yes' });
    expect(metadata.labels).not.toHaveProperty('grafana_dashboard');
    expect(metadata.annotations).toEqual({ grafana_folder: 'Platform' });
  });

  test('is the same at every synthesis, and another one for another exporter', () => {
    expect(modelOf(dashboard()).uid).toBe(modelOf(dashboard()).uid);
    expect(modelOf(dashboard()).uid).not.toBe(modelOf(dashboard({ namespace: 'other' })).uid);
    expect(modelOf(dashboard({ dashboard: { title: 'Images' } })).title).toBe('Images');
  });

  test('is this', () => {
    expectGolden(join(__dirname, 'golden', 'dashboard.json'), Object.values(dashboard().data)[0] ?? '');
  });
});
