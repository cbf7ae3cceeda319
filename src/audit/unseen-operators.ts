import { apiGroup, groupKind } from '../manifest';
import type { AuditContext } from './context';
import { isRenderedElsewhere } from './rendered-elsewhere';

/** API groups whose objects start no pods. */
const WITHOUT_PODS: ReadonlySet<string> = new Set([
  'bitnami.com', 'cert-manager.io', 'ecr.services.k8s.aws', 'external-secrets.io', 'generators.external-secrets.io', 'harbor.crossplane.io',
  'image.toolkit.fluxcd.io', 'keda.sh', 'kyverno.io', 'monitoring.googleapis.com', 'notification.toolkit.fluxcd.io', 'policies.kyverno.io',
  'project.harbor.crossplane.io', 'registry.harbor.crossplane.io', 'robotaccount.harbor.crossplane.io', 'secrets.hashicorp.com',
  'security.openshift.io', 'source.toolkit.fluxcd.io', 'templates.gatekeeper.sh',
]);

/** Kinds that start no pods, in groups where others do. */
const KINDS_WITHOUT_PODS: ReadonlySet<string> = new Set([
  'argoproj.io/AppProject', 'monitoring.coreos.com/PodMonitor', 'monitoring.coreos.com/Probe', 'monitoring.coreos.com/PrometheusRule',
  'monitoring.coreos.com/ServiceMonitor', 'route.openshift.io/Route',
]);

/**
 * Kinds of the stream whose operators may start pods with images of their own, which no manifest names.
 *
 * Kinds of Kubernetes itself do not, and those that are known to be rendered later have a rule of their own.
 */
export function unseenOperators(context: AuditContext): string[] {
  const kinds = context.resources
    .filter(({ resource }) => isCustom(apiGroup(resource)) && !KINDS_WITHOUT_PODS.has(groupKind(resource)) && !isRenderedElsewhere(resource))
    .map(({ resource }) => `${resource.kind} (${apiGroup(resource)})`);
  return [...new Set(kinds)].sort();
}

/** Groups of Kubernetes itself have no dot, or end in `.k8s.io`. */
function isCustom(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io') && !WITHOUT_PODS.has(group);
}
