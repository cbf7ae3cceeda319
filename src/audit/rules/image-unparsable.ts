import { quote } from '../../error';
import { groupKind } from '../../manifest';
import type { AuditContext } from '../context';
import type { Finding } from '../finding';
import { locationOf, shownImage } from '../reference-location';
import type { Rule } from '../rule';

/** A container whose image is missing or no reference will never start, and may hide a template that went wrong. */
export const imageUnparsable: Rule = {
  id: 'image-unparsable',
  title: 'Every workload has a container, and every container an image that is a valid reference',
  check: (context) => [
    ...context.references.filter((found) => found.reference === undefined && found.certainty !== 'possible').map((found): Finding => {
      const image = shownImage(found);
      return {
        rule: 'image-unparsable',
        severity: 'error',
        location: locationOf(context, found),
        image,
        reason: found.text === '' ? 'a container has no image' : `${quote(image)} is not an image reference`,
        remedy: 'look at the values the chart builds it from: an empty repository, tag or digest renders such a text',
      };
    }),
    ...withoutContainers(context),
  ],
};

/** Kinds of Kubernetes that are nothing without a pod. */
const WORKLOADS: ReadonlySet<string> = new Set([
  '/Pod', '/PodTemplate', '/ReplicationController', 'apps/DaemonSet', 'apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet', 'batch/CronJob', 'batch/Job',
]);

function withoutContainers(context: AuditContext): Finding[] {
  const complete = new Set(context.pods.filter(({ template }) => template.references.some(({ place }) => place === 'container'))
    .map(({ template }) => template.resource));
  return context.resources.filter(({ resource }) => WORKLOADS.has(groupKind(resource)) && !complete.has(resource)).map(({ resource }) => ({
    rule: 'image-unparsable',
    severity: 'error',
    location: context.where(resource),
    reason: 'no container can be found where a pod must have one',
    remedy: 'look at the template of the pod: its containers are missing, or not a list',
  }));
}
