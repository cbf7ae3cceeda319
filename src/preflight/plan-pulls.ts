import { buildContext, isRenderedElsewhere, namedOutsidePods, shownImage } from '../audit';
import type { AuditContext, AuditedPod } from '../audit';
import { Keyring } from '../credential';
import type { DockerConfigEntry } from '../credential';
import { imageName } from '../image';
import { valueAt } from '../manifest';
import type { FoundReference, ManifestStream } from '../manifest';
import { PullCollector } from './collect-pulls';
import type { PullPlan, UncheckedImage } from './image-pull';
import { CredentialFinder } from './pull-credentials';
import type { PullCredentials } from './pull-credentials';
import { pullerOf } from './puller';

/** Logins that stand in for those of the cluster. */
export interface GivenCredentials {
  /** Every entry of a Docker configuration. */
  readonly entries: readonly DockerConfigEntry[];
  /** What reports call it: the name of the file. */
  readonly name: string;
}

/** What the stream is taken for. */
export interface PullPlanOptions {
  /**
   * Namespace of objects that name none.
   *
   * @default "default"
   */
  readonly namespace?: string;
  /**
   * Logins to use in place of the pods' pull secrets.
   *
   * @default - those of the Secrets in the stream, found as the kubelet finds them
   */
  readonly given?: GivenCredentials;
  /**
   * Whether the stream holds every Secret and ServiceAccount of its namespaces, so that what it lacks does not exist.
   *
   * @default false
   */
  readonly isComplete?: boolean;
  /**
   * Hosts that nodes pull from with their own identity, as keys of a Docker configuration; a `*` matches one label.
   *
   * @default - nodes have no logins of their own
   */
  readonly nodeIdentityHosts?: readonly string[];
  /**
   * Platforms of the nodes: `linux/amd64`, `linux/arm64`.
   *
   * @default - platforms are not looked up
   */
  readonly platforms?: readonly string[];
}

/** A pod that has ended pulls nothing any more. */
const ENDED = ['Succeeded', 'Failed'];

/**
 * Finds what there is to ask registries for: every image of every pod, with the very logins that the cluster will use.
 *
 * Pure: the answers come from `checkPulls`. Logins are those of the Secrets that a pod, or its ServiceAccount, names in its
 * namespace, in the order of the kubelet.
 */
export function planPulls(stream: ManifestStream, options: PullPlanOptions = {}): PullPlan {
  const { namespace, given, isComplete = false, nodeIdentityHosts = [], platforms = [] } = options;
  const context = buildContext(stream, { registries: [], ...(namespace === undefined ? {} : { namespace }) });
  const finder = new CredentialFinder(context, isComplete, nodeIdentityHosts);
  const lookup = given === undefined ? undefined : lookupOf(given);
  const collector = new PullCollector();
  const unchecked: UncheckedImage[] = [];
  for (const pod of context.pods) {
    for (const found of pod.template.references) {
      const location = context.where(found.resource, found.path);
      const puller = pullerOf(found);
      const image = shownImage(found);
      const reason = hasEnded(pod) ? 'the pod has ended' : puller.isNeverPulled ? 'its pull policy is Never' : undefined;
      if (reason !== undefined) {
        unchecked.push({ image, location, reason });
        continue;
      }
      const { sources, obstacles, ...rest } = lookup?.(found) ?? credentialsOf(found, pod, finder);
      collector.add({
        use: { image, location, namespace: pod.namespace, container: puller.name, sources, obstacles },
        reference: found.reference, platforms, ...rest,
      });
    }
  }
  return { pulls: collector.pulls(), unchecked: [...unchecked, ...outsidePods(context), ...renderedElsewhere(context)] };
}

function hasEnded({ template: { resource } }: AuditedPod): boolean {
  const phase = resource.kind === 'Pod' ? valueAt(resource.object, ['status', 'phase']) : undefined;
  return typeof phase === 'string' && ENDED.includes(phase);
}

const NOTHING: PullCredentials = { credentials: [], standing: 'known', sources: [], obstacles: [] };

function credentialsOf(found: FoundReference, pod: AuditedPod, finder: CredentialFinder): PullCredentials {
  const image = pod.images.find((one) => one.found === found);
  return image === undefined ? NOTHING : finder.find(pod, image);
}

function lookupOf({ entries, name }: GivenCredentials): (found: FoundReference) => PullCredentials {
  const keyring = new Keyring(entries);
  return ({ reference }) => {
    const credentials = reference === undefined ? [] : keyring.lookup(imageName(reference));
    return { ...NOTHING, credentials, sources: credentials.map(() => name) };
  };
}

/** Nothing tells with which login an operator pulls what its arguments, custom resources or ConfigMaps name. */
function outsidePods(context: AuditContext): UncheckedImage[] {
  return namedOutsidePods(context).map((found) => (
    { image: shownImage(found), location: context.where(found.resource, found.path), reason: 'it is named outside pods, so its login is not known' }));
}

function renderedElsewhere(context: AuditContext): UncheckedImage[] {
  return context.resources.filter(({ resource }) => isRenderedElsewhere(resource))
    .map(({ resource }) => ({ location: context.where(resource), reason: 'its pods are made in the cluster only' }));
}
