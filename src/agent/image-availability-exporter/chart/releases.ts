import type { ValueCondition } from '../../../relocate';
import type { AgentAccount, AgentRelease, AgentWorkload } from '../../agent-release';
import { EXPORTER_NAME, EXPORTER_REPOSITORY } from '../exporter-facts';
import { chartImage, EXPORTER_CHART_FACTS } from './facts';
import type { ExporterChartFacts } from './facts';
import { exporterChartTraps } from './traps';

/** Where the chart keeps the image. The registry is part of `repository`. */
const IMAGE = 'k8sImageAvailabilityExporter.image';

const NAMED: ValueCondition = { path: 'fullnameOverride', truthy: true };
const RENAMED: ValueCondition = { allOf: [{ not: NAMED }, { path: 'nameOverride', truthy: true }] };
const UNNAMED: ValueCondition = { allOf: [{ not: NAMED }, { path: 'nameOverride', truthy: false }] };

/** The name of all objects, by which values say it. */
const NAMES: readonly { readonly id: string; readonly name: string; readonly when: ValueCondition }[] = [
  { id: 'exporter', name: `{fullname ${EXPORTER_NAME}}`, when: UNNAMED },
  { id: 'exporter-named', name: '{fullnameOverride}', when: NAMED },
  { id: 'exporter-renamed', name: '{release}-{nameOverride}', when: RENAMED },
];

/** The releases of the chart that the catalogue knows, the oldest first. */
export const EXPORTER_CHART_RELEASES: readonly AgentRelease[] = EXPORTER_CHART_FACTS.map(describeRelease);

function describeRelease(facts: ExporterChartFacts): AgentRelease {
  return {
    id: 'image-availability-exporter',
    title: EXPORTER_NAME,
    version: facts.version,
    chart: {
      name: EXPORTER_NAME,
      repository: 'https://deckhouse.github.io/k8s-image-availability-exporter',
      version: facts.version,
      // The chart says 1.14, but the exporter asks for CronJobs of batch/v1.
      kubeVersion: '>= 1.21.0-0',
    },
    images: [{ id: 'exporter', source: chartImage(facts) }],
    imageSlots: [{ image: 'exporter', fields: { repository: `${IMAGE}.repository`, tag: `${IMAGE}.tag` } }],
    pullSecretSlots: [{ path: 'imagePullSecrets', shape: 'objects', reaches: NAMES.map(({ id }) => id) }],
    workloads: NAMES.map(({ id, name, when }): AgentWorkload => ({
      id, kind: 'Deployment', name, account: id, containers: [{ name: EXPORTER_NAME, image: 'exporter' }], when,
    })),
    // The chart always makes the account, and nothing gives it a pull secret.
    accounts: NAMES.map(({ id, name, when }): AgentAccount => ({ id, name, createWhen: when })),
    defaults: {
      k8sImageAvailabilityExporter: {
        image: { repository: EXPORTER_REPOSITORY, tag: '', pullPolicy: 'IfNotPresent' },
        ...(facts.secretSwitch ? { useSecretsForPrivateRepositories: true } : {}),
      },
      imagePullSecrets: [],
      serviceMonitor: { enabled: false, honorLabels: false },
      prometheusRule: { enabled: false },
    },
    traps: exporterChartTraps(facts),
  };
}
