import type { AgentTrap } from '../../agent-release';
import type { ExporterChartFacts } from './facts';

const EXPORTER = 'k8sImageAvailabilityExporter';
const DEPLOYMENT = 'templates/deployment.yaml of the chart';

/** What surprises people about a release of the chart. Those with `when` are told to whoever runs into them. */
export function exporterChartTraps(facts: ExporterChartFacts): AgentTrap[] {
  return [
    {
      id: 'pull-policy-key',
      text: `\`${EXPORTER}.image.pullPolicy\`, which the values of the chart show, is never read: the template reads \`imagePullPolicy\``,
      remedy: `set ${EXPORTER}.image.imagePullPolicy`,
      source: DEPLOYMENT,
      when: { path: `${EXPORTER}.image.pullPolicy`, truthy: true },
    },
    {
      id: 'monitor-labels',
      text: 'without `serviceMonitor.honorLabels` Prometheus puts the namespace and container of the exporter in the place of those that were checked, and alerts name the exporter',
      remedy: 'set serviceMonitor.honorLabels to true',
      source: 'templates/service-monitor.yaml of the chart; https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
      when: { allOf: [{ path: 'serviceMonitor.enabled', truthy: true }, { path: 'serviceMonitor.honorLabels', truthy: false }] },
    },
    {
      id: 'alerts-at-once',
      text: 'the alerts of the chart have no `for`, so one failed check is critical',
      remedy: 'set prometheusRule.defaultGroupsEnabled to false, and give rules of your own',
      source: 'templates/prometheus-rule.yaml of the chart',
      when: { allOf: [{ path: 'prometheusRule.enabled', truthy: true }, { not: { path: 'prometheusRule.defaultGroupsEnabled', oneOf: [false] } }] },
    },
    {
      id: 'alerts-without-labels',
      text: 'the PrometheusRule of the chart has no labels and cannot get any, so a Prometheus that selects rules by label, as kube-prometheus-stack does, does not load it',
      remedy: 'write a PrometheusRule of your own, or let Prometheus select rules without labels',
      source: 'templates/prometheus-rule.yaml of the chart',
      when: { path: 'prometheusRule.enabled', truthy: true },
    },
    ...(facts.secretSwitch ? [withoutSecrets(facts)] : []),
    {
      id: 'arguments-replaced',
      text: `\`${EXPORTER}.args\` replaces the list of the chart, and its port is fixed: a \`--bind-address\` with another port than 8080 fails the probes`,
      remedy: 'repeat --bind-address=:8080 in the list, or leave it out',
      source: DEPLOYMENT,
    },
    {
      id: 'arguments-unquoted',
      text: `\`${EXPORTER}.args\` and the values of \`${EXPORTER}.env\` are printed without quotes: a colon with a space, a number sign, or a bare number changes the YAML`,
      remedy: 'put quotation marks into the value itself: \'"--ignored-images=^a$"\'',
      source: DEPLOYMENT,
    },
    {
      id: 'no-digest',
      text: 'the template always writes `repository:tag`, and has no key for a digest',
      remedy: `write tag and digest into ${EXPORTER}.image.tag: v${facts.exporter}@sha256:…`,
      source: DEPLOYMENT,
    },
    {
      id: 'blind-spots',
      text: 'the exporter checks plain containers of Deployments, StatefulSets, DaemonSets and CronJobs: neither init containers nor jobs, hooks, bare pods and what operators run',
      remedy: 'give it canaries: Deployments without replicas that list those images, and --force-check-disabled-controllers=Deployment',
      source: 'pkg/registry/indexers.go of the exporter',
    },
    ...(facts.volumes ? [] : [{
      id: 'no-volumes',
      text: 'this release of the chart mounts no files, so there is no way to give a private authority',
      remedy: 'use chart 0.11.0 or newer',
      source: DEPLOYMENT,
    }]),
    ...(facts.exporter.startsWith('0.6.') ? [{
      id: 'capath-broken',
      text: 'this release of the exporter reads the text of `-capath` as the certificate, and ends',
      remedy: 'use chart 0.11.0 or newer',
      source: 'pkg/registry/checker.go of the exporter at v0.6.1',
    }] : []),
  ];
}

function withoutSecrets({ exporter }: ExporterChartFacts): AgentTrap {
  return {
    id: 'no-secret-access',
    text: exporter === '0.7.0'
      ? 'without the right to read secrets this release of the exporter never becomes ready'
      : 'without the right to read secrets the exporter panics when it meets the first workload with a pull secret',
    remedy: 'remove the value; the exporter needs to list secrets to try the credentials of workloads',
    source: 'templates/rbac.yaml of the chart; pkg/registry/checker.go and indexers.go of the exporter; https://github.com/deckhouse/k8s-image-availability-exporter/issues/343',
    when: { path: `${EXPORTER}.useSecretsForPrivateRepositories`, truthy: false },
    severity: 'conflict',
  };
}
