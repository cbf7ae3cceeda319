import { findPodTemplates, findReferences, valueAt } from '../../manifest';
import type { FoundReference, PodTemplate, Resource } from '../../manifest';
import type { BlindSpot } from './blind-spot';
import type { CheckedKind } from './exporter-flags';
import { describeUse, imageOf, pullKey, pullOf } from './image-pull';
import type { ImagePull } from './image-pull';

/** What is known about the exporter and the objects beside them. */
export interface BlindSpotOptions {
  /**
   * Namespace of objects that name none.
   *
   * @default "default"
   */
  readonly namespace?: string;
  /**
   * Kinds whose workloads the exporter checks even without pods. Deployments are among them wherever there are canaries.
   *
   * @default - Deployments
   */
  readonly checkedWhenDisabled?: readonly CheckedKind[];
  /**
   * Names of the pull secrets with which operators make pods for images that stand in no pod.
   *
   * @default - those of the pods in the same namespace
   */
  readonly operatorPullSecretNames?: readonly string[];
}

/** Objects that a controller renders: the images in their values are those of objects that are not here. */
const RENDERED_ELSEWHERE = /^(?:helm\.toolkit\.fluxcd\.io|argoproj\.io|helm\.cattle\.io)\//;

/**
 * Finds the images that the exporter would not check by itself: those of init containers, of Jobs and hooks, of bare pods
 * and suspended CronJobs, and those that operators run (in custom resources, arguments and configuration).
 *
 * An image counts as checked when a workload with the same credentials in the same namespace has it in a plain container:
 * the exporter looks at nothing else (`pkg/registry/indexers.go`).
 */
export function findBlindSpots(resources: readonly Resource[], options: BlindSpotOptions = {}): BlindSpot[] {
  const { namespace = 'default', checkedWhenDisabled = ['Deployment'] } = options;
  const readable = resources.filter(({ apiVersion }) => !RENDERED_ELSEWHERE.test(apiVersion))
    .map((resource) => ({ resource, templates: findPodTemplates(resource) }));
  const pulls = readable.flatMap(({ templates }) => templates)
    .flatMap((template) => template.references.filter(({ reference }) => reference !== undefined).map((found) => pullOf(found, template, namespace)));
  const isSeen = ({ found }: ImagePull): boolean => found.place === 'container' && isChecked(found.resource, checkedWhenDisabled);
  const seen = new Set(pulls.filter(isSeen).map(pullKey));
  // With what credential an operator pulls is a guess, so an image that is checked at all is left alone.
  const known = new Set(pulls.map(whereAndWhat));
  return [
    ...pulls.filter((pull) => !isSeen(pull) && !seen.has(pullKey(pull))),
    ...readable.flatMap(({ resource, templates }) => operatorPulls(resource, templates, pulls, options))
      .filter((pull) => !known.has(whereAndWhat(pull))),
  ].map(({ found, ...spot }) => ({ ...spot, usedBy: describeUse(found) }));
}

/** Whether the exporter looks at the containers of an object. What the status of a DaemonSet says, no manifest tells. */
function isChecked({ apiVersion, kind, object }: Resource, checkedWhenDisabled: readonly CheckedKind[]): boolean {
  const isForced = checkedWhenDisabled.some((forced) => forced === kind);
  switch (`${apiVersion.replace(/\/.*/, '')}/${kind}`) {
    case 'apps/Deployment':
    case 'apps/StatefulSet':
      return isForced || valueAt(object, ['spec', 'replicas']) !== 0;
    case 'apps/DaemonSet':
      return true;
    case 'batch/CronJob':
      return isForced || valueAt(object, ['spec', 'suspend']) !== true;
    default:
      return false;
  }
}

/** The images of an object that stand in no pod: an operator pulls as its own pod does, unless somebody knows better. */
function operatorPulls(
  resource: Resource, templates: readonly PodTemplate[], pulls: readonly ImagePull[], options: BlindSpotOptions,
): ImagePull[] {
  const { namespace: defaultNamespace = 'default', operatorPullSecretNames } = options;
  const inPods = new Set(templates.flatMap(({ references }) => references).map(placeOf));
  const [template] = templates;
  return findReferences(resource).filter((found) => isRunnable(found) && !inPods.has(placeOf(found))).map((found): ImagePull => {
    const namespace = resource.namespace ?? defaultNamespace;
    const own = template === undefined ? undefined : pullOf(found, template, defaultNamespace);
    const around = [...new Set(pulls.filter((pull) => pull.namespace === namespace).flatMap(({ pullSecretNames }) => pullSecretNames))].sort();
    return {
      namespace,
      image: imageOf(found),
      serviceAccountName: own?.serviceAccountName ?? 'default',
      pullSecretNames: operatorPullSecretNames ?? own?.pullSecretNames ?? around,
      found,
    };
  });
}

/** An image without a tag may be a name that something else is appended to; asking for it would be a false alarm. */
function isRunnable({ reference, certainty }: FoundReference): boolean {
  return reference !== undefined && certainty !== 'possible' && (reference.tag !== undefined || reference.digest !== undefined);
}

function whereAndWhat({ namespace, image }: ImagePull): string {
  return `${namespace} ${image}`;
}

function placeOf({ path, site }: FoundReference): string {
  return JSON.stringify([path, site.embedded, site.start, site.line]);
}
