import type { ValueCondition } from '../../relocate';
import type { AgentTrap } from '../agent-release';
import { all, CASSANDRA_NAMED, GRAFANA, GRAFANA_ON, IMAGE_RENDERER, MEDUSA, on, STACK, STARGATE } from './conditions';
import type { K8ssandraFacts } from './facts';
import { guideTraps } from './guide-traps';
import { operatorTraps } from './operator-traps';

const CHART = 'of the chart k8ssandra';

/** What surprises people about a release. Those with `when` are told to whoever runs into them. */
export function k8ssandraTraps(facts: K8ssandraFacts): AgentTrap[] {
  return [...versionTraps(), ...hookTraps(), ...monitoringTraps(facts), ...operatorTraps(facts), ...guideTraps(facts)];
}

/** The chart derives images, server version and Stargate from `cassandra.version`, and does not look into tags. */
function versionTraps(): AgentTrap[] {
  const three = starts('cassandra.version', '3');
  return [
    {
      id: 'cassandra-version-unknown',
      text: 'the chart knows no image for this version of Cassandra, and does not render',
      remedy: 'use one of the versions in cassandra.versionImageMap, add the version there, or name the image in cassandra.image',
      source: `templates/cassandra/cassdc.yaml ${CHART}`,
      when: all({ not: CASSANDRA_NAMED }, on('cassandra.version'), { path: 'cassandra.versionImageMap.{cassandra.version}', truthy: false }),
      severity: 'conflict',
    },
    {
      id: 'cassandra-misaligned',
      text: 'the image has another major version of Cassandra than cassandra.version, from which the chart takes the configuration and the Stargate image',
      remedy: 'set cassandra.version to the version in the image',
      source: `templates/cassandra/cassdc.yaml and templates/stargate/stargate.yaml ${CHART}`,
      when: all(CASSANDRA_NAMED, { anyOf: [all({ not: three }, starts('cassandra.image.tag', '3.')), all(three, starts('cassandra.image.tag', '4.'))] }),
      severity: 'conflict',
    },
    {
      id: 'cassandra-other-version',
      text: 'the tag does not start with cassandra.version, which the operator and Stargate are told',
      remedy: 'set cassandra.version to the version in the image',
      source: `templates/cassandra/cassdc.yaml ${CHART}`,
      when: all(
        { anyOf: [all(three, starts('cassandra.image.tag', '3.')), all({ not: three }, starts('cassandra.image.tag', '4.'))] },
        { not: starts('cassandra.image.tag', '{cassandra.version}') },
      ),
    },
    {
      id: 'stargate-misaligned',
      text: 'this Stargate is made for another major version of Cassandra than cassandra.version',
      remedy: 'use stargate-3_11 for Cassandra 3.11 and stargate-4_0 for 4.0, or leave the image to the chart',
      source: `templates/stargate/stargate.yaml ${CHART}`,
      when: all(STARGATE, {
        anyOf: [
          all({ not: three }, { anyOf: [ends('stargate.image.repository', 'stargate-3_11'), starts('stargate.clusterVersion', '3')] }),
          all(three, { anyOf: [ends('stargate.image.repository', 'stargate-4_0'), starts('stargate.clusterVersion', '4')] }),
        ],
      }),
      severity: 'conflict',
    },
    {
      id: 'stargate-version-prefix',
      text: 'the chart puts a `v` in front of the version to make the tag',
      remedy: 'write it without `v`',
      source: `templates/stargate/stargate.yaml ${CHART}`,
      when: all(STARGATE, { path: 'stargate.image', truthy: false }, starts('stargate.version', 'v')),
      severity: 'conflict',
    },
    {
      id: 'stargate-tag-prefix',
      text: 'the tags of Stargate have a `v` in front',
      remedy: 'check that the registry has this tag',
      source: `templates/stargate/stargate.yaml ${CHART}`,
      when: all(STARGATE, on('stargate.image.tag'), { not: starts('stargate.image.tag', 'v') }),
    },
  ];
}

/** The jobs that clean up before a removal, and renew resource definitions before an upgrade. */
function hookTraps(): AgentTrap[] {
  const accounts = `templates/cleaner/service_account.yaml and templates/crd/service_account.yaml ${CHART}`;
  return [
    {
      id: 'cleaner-account-takes-both',
      text: 'naming the cleaner’s account also keeps the chart from creating the one of the CRD upgrader',
      remedy: 'create {release}-crd-upgrader-k8ssandra too, and name it in client.serviceAccount',
      source: accounts,
      when: all(on('cleaner.serviceAccount'), { path: 'client.serviceAccount', truthy: false }),
    },
    {
      id: 'client-account-created-anyway',
      text: 'the chart creates the account of the CRD upgrader as long as cleaner.serviceAccount is not set, whatever this value says',
      remedy: 'set cleaner.serviceAccount too, and create both accounts',
      source: accounts,
      when: all(on('client.serviceAccount'), { path: 'cleaner.serviceAccount', truthy: false }),
    },
    {
      id: 'tools-latest',
      text: 'the hook jobs run k8ssandra-tools:latest, which changes without notice and, once on a node, never again',
      remedy: 'set cleaner.image.tag and client.image.tag to a tag that the registry keeps',
      source: `values.yaml ${CHART}`,
      when: { anyOf: [{ path: 'cleaner.image.tag', oneOf: [null, 'latest'] }, { path: 'client.image.tag', oneOf: [null, 'latest'] }] },
      evenByDefault: true,
    },
    {
      id: 'cleaner-deletes',
      text: 'the cleaner deletes the Cassandra datacenters of the release: whoever applies the rendered objects without Helm must leave its job out',
      remedy: 'apply pre-delete hooks only when the release goes away',
      source: `templates/cleaner/batch_job.yaml ${CHART}`,
    },
  ];
}

function monitoringTraps({ monitoring }: K8ssandraFacts): AgentTrap[] {
  const stack = `of kube-prometheus-stack ${monitoring.version}`;
  const spec = (path: string): string => `${STACK}.${path}.image.sha`;
  return [
    {
      id: 'grafana-plugins',
      text: 'Grafana downloads plugins from grafana.com when it starts, which no registry serves',
      remedy: `in a cluster without internet set ${GRAFANA}.plugins to [], or use an image that contains them`,
      source: `values.yaml ${CHART}; GF_INSTALL_PLUGINS of the Grafana chart`,
      when: all(GRAFANA_ON, on(`${GRAFANA}.plugins`)),
      evenByDefault: true,
    },
    {
      id: 'renderer-latest',
      text: 'the image renderer runs the tag `latest`',
      remedy: `set ${GRAFANA}.imageRenderer.image.tag to a tag that the registry keeps`,
      source: `values.yaml of the Grafana chart in ${stack}`,
      when: all(IMAGE_RENDERER, { path: `${GRAFANA}.imageRenderer.image.tag`, oneOf: [null, 'latest'] }),
    },
    {
      id: 'digest-ignored',
      text: 'the digest becomes a field of its own, which the operator does not look at while the resource names an image: the tag decides',
      remedy: 'remove it, and rely on the tag',
      source: `templates/alertmanager/alertmanager.yaml ${stack}; pkg/operator/image.go of the Prometheus operator`,
      when: anySet([spec('alertmanager.alertmanagerSpec'), ...(monitoring.prometheusDigest ? [] : [spec('prometheus.prometheusSpec')])]),
    },
    ...(monitoring.stateMetricsAccountNamed ? [] : [{
      id: 'state-metrics-account',
      text: 'the sub-chart creates the account under its own name, and its pods ask for this one',
      remedy: 'remove the name, or create the account and set serviceAccount.create beside it to false',
      source: `templates/serviceaccount.yaml of kube-state-metrics 2.9.4 in ${stack}`,
      when: all(on(`${STACK}.kube-state-metrics.serviceAccount.create`), on(`${STACK}.kube-state-metrics.serviceAccount.name`)),
    }]),
    {
      id: 'not-docker-hub-alone',
      text: 'images come from Docker Hub, quay.io and (since 1.4.0, and for kube-state-metrics) k8s.gcr.io, which is frozen',
      remedy: 'mirror all three',
      source: `values.yaml ${stack}`,
    },
    {
      id: 'hook-before-install',
      text: 'a hook job runs before anything else is installed, and a failing pull fails the whole installation',
      remedy: 'have the pull secret in the namespace first',
      source: `templates/prometheus-operator/admission-webhooks/job-patch/job-createSecret.yaml ${stack}`,
    },
    {
      id: 'pod-security-policies',
      text: 'the chart makes PodSecurityPolicies, which Kubernetes 1.25 and newer do not know',
      remedy: `set global.rbac.pspEnabled and ${GRAFANA}.rbac.pspEnabled to false there`,
      source: `templates/prometheus-operator/psp.yaml ${stack}`,
    },
    {
      id: 'medusa-storage',
      text: 'the bucket and the Secret of the chart are examples',
      remedy: 'set medusa.bucketName, medusa.storageSecret and medusa.storage_properties',
      source: `values.yaml ${CHART}`,
      when: all(MEDUSA, { not: { path: 'medusa.storage', oneOf: ['local'] } }, { path: 'medusa.bucketName', oneOf: [null, 'awstest'] }),
    },
  ];
}

function anySet(paths: readonly string[]): ValueCondition {
  return { anyOf: paths.map(on) };
}

function starts(path: string, startsWith: string): ValueCondition {
  return { path, startsWith };
}

function ends(path: string, endsWith: string): ValueCondition {
  return { path, endsWith };
}
