import { groupKind } from '../../manifest';
import type { Resource } from '../../manifest';
import type { AuditContext, AuditedPod } from '../context';
import { creationDelay } from '../creation-delay';
import type { Finding } from '../finding';
import type { Rule } from '../rule';
import { makerOf } from '../secret-source';
import { secretIn, shortName } from '../words';

/**
 * A pod that starts before its pull secret exists fails its first pulls, and a hook job may fail the whole release. A
 * pod that starts before its account names the secret never gets it: the list is copied when the pod is created.
 */
export const secretAfterConsumer: Rule = {
  id: 'secret-after-consumer',
  title: 'Every pull secret, and the account that names it, is created before the pods that need it, hooks included',
  check: (context) => {
    const namespaces = new Map(context.stream.resources.filter((resource) => groupKind(resource) === '/Namespace')
      .map((resource) => [resource.name, resource]));
    return context.pods.flatMap((pod) => makersFor(pod).flatMap(({ what, maker }): Finding[] => {
      const consumer = pod.template.resource;
      const delay = creationDelay(maker, consumer, context.numberOf) ?? namespaceDelay(context, maker, namespaces.get(pod.namespace));
      return delay === undefined ? [] : [finding(context, pod, `${what} is created by ${shortName(maker)}, ${delay}`)];
    }));
  },
};

/** What a pod needs before it starts: the makers of the Secrets that serve its images, and the account that names them. */
function makersFor(pod: AuditedPod): { readonly what: string; readonly maker: Resource }[] {
  const makers = new Map<string, Resource>();
  for (const { path } of pod.images) {
    const maker = path.type === 'pull-secret' ? makerOf(path.source) : undefined;
    if (path.type === 'pull-secret' && maker !== undefined) {
      makers.set(path.secret, maker);
    }
  }
  const usesSecret = pod.images.some(({ path }) => path.type === 'pull-secret');
  const account = pod.binding.isOwn || !usesSecret ? undefined : pod.binding.account?.resource;
  return [
    ...[...makers].map(([secret, maker]) => ({ what: secretIn(pod.namespace, secret), maker })),
    ...(account === undefined ? [] : [{ what: 'the account that names its pull secret', maker: account }]),
  ];
}

/** Nothing can be created in a namespace that does not exist yet. */
function namespaceDelay(context: AuditContext, maker: Resource, namespace: Resource | undefined): string | undefined {
  const isLate = namespace !== undefined && groupKind(maker) !== 'external-secrets.io/ClusterExternalSecret'
    && namespace.origin.file === maker.origin.file && context.numberOf(namespace) > context.numberOf(maker);
  return isLate ? `which comes before Namespace ${namespace.name} itself` : undefined;
}

function finding(context: AuditContext, pod: AuditedPod, reason: string): Finding {
  return {
    rule: 'secret-after-consumer',
    severity: 'error',
    location: context.where(pod.template.resource),
    reason,
    remedy: 'declare Namespace, pull secret, account and workload in this order; for a hook, make them hooks of a lower weight or create them before the release',
  };
}
