import { namespaceProblems } from '../../credential';
import { printValuesYaml } from '../../helm';
import { checkDelivery, optionalNameProblems } from './check-delivery';
import type { DeliveryObject, HelmReleaseIntent } from './helm-release-intent';

/** What Argo CD needs beyond the release itself. */
export interface ArgoCdOptions {
  /** Namespace of the Application. */
  readonly applicationNamespace: string;
  /** Argo CD project of the Application. */
  readonly project: string;
  /** Address of the cluster to install into. */
  readonly server: string;
}

/**
 * An Argo CD Application that installs the chart.
 *
 * The values go in as text: as an object they would lose every `null`, which removes a default of the chart.
 * Source: Argo CD documentation, Helm and Application specification.
 *
 * @throws PullproofError `delivery-invalid` that lists everything that is wrong with the repository and the options.
 */
export function argoCdObjects(intent: HelmReleaseIntent, options: ArgoCdOptions): DeliveryObject[] {
  checkDelivery(intent, [
    ...namespaceProblems(options.applicationNamespace, 'applicationNamespace'),
    ...optionalNameProblems(options.project, 'project'),
    ...options.server === '' ? ['server must not be empty'] : [],
  ]);
  return [{
    id: 'Resource',
    object: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: intent.releaseName, namespace: options.applicationNamespace },
      spec: {
        project: options.project,
        source: {
          // Argo CD takes OCI repositories without the scheme.
          repoURL: intent.repository.replace(/^oci:\/\/(.*?)\/*$/, '$1'),
          chart: intent.chart,
          targetRevision: intent.version,
          helm: { releaseName: intent.releaseName, values: printValuesYaml(intent.values) },
        },
        destination: { server: options.server, namespace: intent.namespace },
      },
    },
  }];
}
