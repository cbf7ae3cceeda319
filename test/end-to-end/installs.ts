import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { Agent } from '../../src';
import type { Credential, JsonObject, Registry } from '../../src';
import { AgentInstall, Deliver, ImageAvailabilityExporter, PullSecret, TingyunAgent } from '../../src/cdk8s';
import { chart as fixture, KUBE_VERSION } from '../support/charts';
import { HELM_4 } from '../support/tools';
import { digestOf, images, pinned } from './vendor-image';
import type { VendorImage } from './vendor-image';

/** How the registry is filled. */
export interface Filling {
  /** What `pullproof mirror` writes. */
  readonly format: readonly string[];
  /** Name of the file that it writes, and the line of shell that runs it. */
  readonly file: string;
  readonly run: string;
  /** Whether it ends with how many images were copied, and how many were there. */
  readonly counts: boolean;
}

/** What is said of an agent where it is declared. */
export interface Declared {
  /** What `pullproof mirror` is told of it. */
  readonly mirror: readonly string[];
  /** The private references that the construct says it needs with its values; `undefined` for one that keeps no list. */
  readonly needs: readonly string[] | undefined;
}

/** An agent, and what is known of it without this package. */
export interface Install {
  readonly title: string;
  readonly namespace: string;
  /** Project of the private registry that its images go to. */
  readonly project: string;
  /** Its images, by hand. The first one is published later than the others. */
  readonly images: readonly VendorImage[];
  /** Path of a private image in the project, by the source reference without its host. */
  readonly path: (source: string) => string;
  /** Whether the manifests hold the pull credential itself, and not only where it comes from. */
  readonly clearText: boolean;
  readonly filling: Filling;
  /** Files that the command line reads. */
  readonly files: Readonly<Record<string, string>>;
  /** Writes it into a chart, with its pull secret. */
  declare(chart: Chart, registry: Registry, credential: Credential): Declared;
}

const script = (tool: string): Filling => ({ format: ['--format', 'script', '--tool', tool], file: 'mirror.sh', run: 'exec sh mirror.sh', counts: true });
const REGSYNC: Filling = { format: ['--format', 'regsync'], file: 'regsync.yaml', run: 'exec regsync once --config regsync.yaml', counts: false };

function pullIn(chart: Chart, registry: Registry, credential: Credential, namespace: string): PullSecret {
  return new PullSecret(chart, 'Pull', { registry, credential, namespaces: [namespace], createNamespaces: true, name: 'pull' });
}

/** An agent of the catalogue, rendered from the fixture that stands in for its chart. */
function charted(name: string, release: string, namespace: string, values: JsonObject, chartFixture: string, kubeVersion = KUBE_VERSION): Pick<Install, 'namespace' | 'path' | 'files' | 'declare'> {
  return {
    namespace,
    path: (source) => source,
    files: { 'values.yaml': JSON.stringify(values) },
    declare(chart, registry, credential) {
      const install = new AgentInstall(chart, 'Install', {
        agent: Agent.parse(name, release), registry, namespace, values, releaseName: 'rel', pullSecrets: [pullIn(chart, registry, credential, namespace)],
        deliver: Deliver.rendered({ chart: fixture(chartFixture), kubeVersion, helmExecutable: HELM_4 }),
      });
      return {
        mirror: ['--agent', name, '--release', release, '--release-name', 'rel', '-n', namespace, '-f', 'values.yaml'],
        needs: install.images.filter(({ required }) => required).map(({ target }) => target),
      };
    },
  };
}

const CLOUDZERO: Install = {
  title: 'CloudZero Agent 1.2.13, copied by a script with regctl',
  project: 'agents',
  images: [
    ...images('pod',
      'ghcr.io/cloudzero/cloudzero-agent/cloudzero-agent:1.2.13', 'quay.io/prometheus/prometheus:v3.10.0-distroless',
      'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.17.0'),
    ...images('other-values', 'quay.io/brancz/kube-rbac-proxy:v0.19.1'),
  ],
  clearText: false,
  filling: script('regctl'),
  ...charted('cloudzero', '1.2.13', 'cloudzero', { existingSecretName: 'cloudzero-key' }, 'cloudzero-agent-1.2.13'),
};

const CERTGEN = pinned('k8s.gcr.io/ingress-nginx/kube-webhook-certgen:v1.0', true);

const K8SSANDRA: Install = {
  title: 'K8ssandra 1.5.2, copied by regsync',
  project: 'database',
  images: [
    ...images('pod',
      'docker.io/k8ssandra/cass-operator:v1.10.5', 'docker.io/k8ssandra/cass-management-api:4.0.3-v0.1.37', 'docker.io/k8ssandra/reaper-operator:v0.3.5',
      'docker.io/grafana/grafana:7.5.17', 'docker.io/library/alpine:3.12.2', 'docker.io/library/busybox:1.35.0', 'docker.io/stargateio/stargate-4_0:v1.0.68',
      'docker.io/thelastpickle/cassandra-reaper:3.2.1', 'quay.io/kiwigrid/k8s-sidecar:1.14.2', 'quay.io/prometheus/prometheus:v2.28.1',
      'quay.io/prometheus-operator/prometheus-operator:v0.52.0'),
    CERTGEN,
    ...images('outside-pods',
      'docker.io/datastax/cass-config-builder:1.0.4', 'docker.io/datastax/cass-config-builder:1.0.5-ubi7', 'docker.io/k8ssandra/system-logger:6c64f9c4',
      'docker.io/k8ssandra/system-logger:v1.13.1', 'quay.io/prometheus-operator/prometheus-config-reloader:v0.52.0', 'quay.io/thanos/thanos:v0.17.2'),
    ...images('hook', 'docker.io/bats/bats:v1.4.1', 'docker.io/k8ssandra/k8ssandra-tools:latest'),
    ...images('other-values',
      'docker.io/curlimages/curl:7.73.0', 'docker.io/grafana/grafana-image-renderer:latest', 'docker.io/k8ssandra/medusa-operator:v0.4.0',
      'docker.io/k8ssandra/medusa:0.12.2', 'docker.io/library/busybox:1.31.1', 'docker.io/mikefarah/yq:4.22.1',
      'k8s.gcr.io/kube-state-metrics/kube-state-metrics:v2.2.0', 'quay.io/prometheus/alertmanager:v0.22.2', 'quay.io/prometheus/node-exporter:v1.2.2'),
  ],
  clearText: false,
  filling: REGSYNC,
  // The chart pins this image to a digest of the vendor; here it is that of what stands in for it.
  ...charted('k8ssandra', '1.5.2', 'database', {
    'kube-prometheus-stack': { prometheusOperator: { admissionWebhooks: { patch: { image: { sha: digestOf(CERTGEN.published).replace('sha256:', '') } } } } },
  }, 'k8ssandra-1.5.2', '1.24.0'),
};

const NODE_AGENT = pinned('hub.tingyun.example/agents/node-agent:2.5.3.0', false);

const TINGYUN_MANIFEST = readFileSync(join(__dirname, '..', 'fixtures', 'manifests', 'tingyunagent.yaml'), 'utf8')
  .replace(/(?<=\/node-agent@)sha256:[0-9a-f]{64}/, digestOf(NODE_AGENT.published));

const TINGYUN: Install = {
  title: 'Tingyun UniAgent by its manifest, copied by a script with skopeo',
  namespace: 'tingyun',
  project: 'tingyun',
  images: [...images('pod', 'hub.tingyun.example/agents/k8s-agent:2.5.3.0'), NODE_AGENT, ...images('outside-pods', 'hub.tingyun.example/agents/oneagent-java:2.5.3.0')],
  path: (source) => source.replace(/^.*\//, ''),
  clearText: false,
  filling: script('skopeo'),
  files: { 'tingyunagent.yaml': TINGYUN_MANIFEST },
  declare(chart, registry, credential) {
    new TingyunAgent(chart, 'Tingyun', { manifest: TINGYUN_MANIFEST, agentVersion: '2.5.3.0', registry, credential, businessNamespaces: ['shop'] });
    return { mirror: ['tingyunagent.yaml', '--agent', 'tingyun'], needs: undefined };
  },
};

const EXPORTER_CHART: Install = {
  title: 'k8s-image-availability-exporter by its chart, copied by a script with oras',
  project: 'charts',
  images: images('pod', 'registry.deckhouse.io/k8s-image-availability-exporter/k8s-image-availability-exporter:v0.14.0'),
  clearText: false,
  filling: script('oras'),
  ...charted('image-availability-exporter', '0.18.0', 'monitoring', {}, 'k8s-image-availability-exporter-0.18.0'),
};

const EXPORTER: Install = {
  title: 'k8s-image-availability-exporter by its construct, copied by a script with crane, with the credential in the manifests',
  namespace: 'monitoring',
  // The robot of the project is the one whose credential is written.
  project: 'test',
  images: images('pod', 'registry.deckhouse.io/k8s-image-availability-exporter/k8s-image-availability-exporter:v0.15.0'),
  path: (source) => source,
  clearText: true,
  filling: script('crane'),
  files: {},
  declare(chart, registry, credential) {
    const { images: list } = new ImageAvailabilityExporter(chart, 'Exporter', {
      registry, namespace: 'monitoring', pullSecrets: [pullIn(chart, registry, credential, 'monitoring')], monitor: {}, alerts: {},
    });
    return { mirror: list.flatMap(({ source = '' }) => ['--image', source]), needs: list.map(({ target }) => target) };
  },
};

/** The four agents, one of them in two ways. */
export const INSTALLS: readonly Install[] = [CLOUDZERO, K8SSANDRA, TINGYUN, EXPORTER_CHART, EXPORTER];
