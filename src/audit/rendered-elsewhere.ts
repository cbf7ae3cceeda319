import { groupKind } from '../manifest';
import type { Resource } from '../manifest';

/** Objects whose pods, and images, are known in the cluster only: releases, applications, packages of operators. */
const RENDERED_ELSEWHERE: ReadonlySet<string> = new Set([
  'helm.toolkit.fluxcd.io/HelmRelease',
  'kustomize.toolkit.fluxcd.io/Kustomization',
  'argoproj.io/Application', 'argoproj.io/ApplicationSet',
  'helm.cattle.io/HelmChart',
  'fleet.cattle.io/GitRepo', 'fleet.cattle.io/Bundle', 'fleet.cattle.io/HelmOp',
  'helm.crossplane.io/Release', 'pkg.crossplane.io/Configuration', 'pkg.crossplane.io/Function', 'pkg.crossplane.io/Provider',
  'addons.cluster.x-k8s.io/ClusterResourceSet', 'addons.cluster.x-k8s.io/HelmChartProxy',
  'kappctrl.k14s.io/App', 'packaging.carvel.dev/PackageInstall',
  'operators.coreos.com/Subscription', 'olm.operatorframework.io/ClusterExtension',
  'core.oam.dev/Application',
  // Components that the Kubernetes provider of Pulumi expands, by the modules of their type tokens.
  'helm.sh/Chart', 'helm.sh/Release', 'kustomize/Directory', 'yaml/ConfigFile', 'yaml/ConfigGroup',
]);

/** Whether a controller in the cluster will make pods of this object that the stream does not show. */
export function isRenderedElsewhere(resource: Resource): boolean {
  return RENDERED_ELSEWHERE.has(groupKind(resource));
}
