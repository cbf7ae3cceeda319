import { stringProperty } from '../json';
import type { JsonObject, Path } from '../json';

const TEMPLATE_SPEC: Path = ['spec', 'template', 'spec'];

/** Where each kind of Kubernetes keeps its pod spec, by API group and kind. */
const POD_SPECS: Readonly<Record<string, Path>> = {
  '/Pod': ['spec'],
  '/PodTemplate': ['template', 'spec'],
  '/ReplicationController': TEMPLATE_SPEC,
  'apps/Deployment': TEMPLATE_SPEC,
  'apps/ReplicaSet': TEMPLATE_SPEC,
  'apps/StatefulSet': TEMPLATE_SPEC,
  'apps/DaemonSet': TEMPLATE_SPEC,
  'batch/Job': TEMPLATE_SPEC,
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  // Removed from Kubernetes, yet still in old manifests.
  'extensions/Deployment': TEMPLATE_SPEC,
  'extensions/ReplicaSet': TEMPLATE_SPEC,
  'extensions/DaemonSet': TEMPLATE_SPEC,
};

/** Groups of Kubernetes itself whose names have no dot. */
const CORE_GROUPS: ReadonlySet<string> = new Set(['', 'apps', 'autoscaling', 'batch', 'extensions', 'policy']);

/** Kinds that hold schemas or policies' code: whatever looks like an image in them is none. */
const WITHOUT_REFERENCES: ReadonlySet<string> = new Set([
  'apiextensions.k8s.io/CustomResourceDefinition',
  'templates.gatekeeper.sh/ConstraintTemplate',
]);

/** The API group of an `apiVersion`; empty for the core group. */
export function apiGroup(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** What is known of an object from its kind alone. */
export interface KindInfo {
  /** API group; empty for the core group. */
  readonly group: string;
  /** Kind. */
  readonly kind: string;
  /**
   * Path to the pod spec.
   *
   * @default - the kind is not one of the workloads of Kubernetes
   */
  readonly podSpec?: Path;
  /** Whether Kubernetes itself defines the kind. */
  readonly isBuiltIn: boolean;
  /** Whether objects of the kind cannot name images at all. */
  readonly isWithoutReferences: boolean;
}

/** What the kind of an object says, or `undefined` for a value that names no API version and kind. */
export function kindOf(object: JsonObject): KindInfo | undefined {
  const apiVersion = stringProperty(object, 'apiVersion');
  const kind = stringProperty(object, 'kind');
  if (apiVersion === undefined || kind === undefined) {
    return undefined;
  }
  const group = apiGroup(apiVersion);
  const name = `${group}/${kind}`;
  const podSpec = Object.hasOwn(POD_SPECS, name) ? POD_SPECS[name] : undefined;
  return {
    group,
    kind,
    ...(podSpec === undefined ? {} : { podSpec }),
    isBuiltIn: CORE_GROUPS.has(group) || group.endsWith('.k8s.io'),
    isWithoutReferences: WITHOUT_REFERENCES.has(name),
  };
}

/** Parts of an object that say what it is called or how it fares, never what it runs. */
export const SKIPPED_AT_ROOT: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** Maps of labels and annotations, wherever they stand: free text that nothing pulls from. */
export const SKIPPED_ANYWHERE: ReadonlySet<string> = new Set([
  'annotations', 'labels', 'matchLabels', 'nodeSelector', 'managedFields', 'ownerReferences', 'commonLabels', 'commonAnnotations',
  'podAnnotations', 'podLabels', 'additionalLabels', 'additionalAnnotations',
]);

/** Parts of Kyverno's policies that match objects rather than make them. */
const POLICY_MATCHERS: ReadonlySet<string> = new Set([
  'match', 'exclude', 'validate', 'preconditions', 'context', 'verifyImages', 'matchImageReferences', 'validations', 'attestors', 'images', 'conditions',
]);

/** Keys to leave out of custom resources of an API group, besides {@link SKIPPED_ANYWHERE}. */
export function skippedKeys(group: string): ReadonlySet<string> {
  return group === 'kyverno.io' || group.endsWith('.kyverno.io') ? POLICY_MATCHERS : NONE;
}

const NONE: ReadonlySet<string> = new Set();
