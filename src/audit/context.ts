import { Keyring } from '../credential';
import type { ImageReference } from '../image';
import { ClusterScope, findPodTemplates, findReferences } from '../manifest';
import type { FoundReference, ManifestStream, PodTemplate, Resource } from '../manifest';
import type { Registry } from '../registry';
import { AccountIndex } from './account-index';
import { credentialPath } from './credential-path';
import type { CredentialPath } from './credential-path';
import type { LocatedResource } from './delivery-objects';
import type { FindingLocation } from './finding';
import { describeObject, locate } from './location';
import type { AuditOptions } from './options';
import { bindingOf } from './pod-binding';
import type { PodBinding } from './pod-binding';
import { collectCredentials } from './pod-credentials';
import type { PodCredentials } from './pod-credentials';
import { isRenderedElsewhere } from './rendered-elsewhere';
import { SecretIndex } from './secret-index';

/** A pod template with where it runs and how it gets its images. */
export interface AuditedPod {
  readonly template: PodTemplate;
  /** Namespace it runs in; empty when a cluster-wide object describes it, and its operator decides. */
  readonly namespace: string;
  readonly binding: PodBinding;
  readonly credentials: PodCredentials;
  /** One entry per image of the template that parses. */
  readonly images: readonly AuditedPodImage[];
}

/** One image of a pod and the path to its credential. */
export interface AuditedPodImage {
  readonly found: FoundReference;
  readonly reference: ImageReference;
  /** The registry it comes from, if it is one of the allowed ones. */
  readonly registry: Registry | undefined;
  readonly path: CredentialPath;
}

/** Everything the rules look at, found once. */
export interface AuditContext {
  readonly options: AuditOptions;
  readonly stream: ManifestStream;
  readonly resources: readonly LocatedResource[];
  readonly references: readonly FoundReference[];
  readonly pods: readonly AuditedPod[];
  readonly secrets: SecretIndex;
  readonly accounts: AccountIndex;
  /** The allowed registry a reference belongs to; `undefined` for a reference that is not private. */
  registryOf(reference: ImageReference): Registry | undefined;
  /** Place of an object in the stream, counted from 0. */
  numberOf(resource: Resource): number;
  /** The location of an object of the stream, or of a path in it. */
  where(resource: Resource, path?: readonly (string | number)[]): FindingLocation;
}

/** Reads a stream once, in time linear to its size. */
export function buildContext(stream: ManifestStream, options: AuditOptions): AuditContext {
  const defaultNamespace = options.namespace ?? 'default';
  const scope = new ClusterScope(stream.resources);
  const resources = stream.resources.map((resource) => ({ resource, namespace: scope.namespaceOf(resource, defaultNamespace) }));
  const places = new Map(resources.map(({ resource, namespace }, number) => [resource, { namespace, number }]));
  const registryOf = (reference: ImageReference): Registry | undefined => options.registries.find((registry) => registry.covers(reference));
  const secrets = new SecretIndex(resources, options.declaredSecrets ?? []);
  const accounts = new AccountIndex(resources);
  const nodeKeys = new Keyring((options.nodeIdentityHosts ?? []).map((registry) => ({ registry })));
  const echoes = new Set((options.echoes ?? []).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`));
  // Chart values inside a release are fragments of references; only its rendering shows what becomes of them.
  const visible = resources.filter(({ resource }) => !isRenderedElsewhere(resource));
  const pods = visible.flatMap(({ resource, namespace = '' }) => findPodTemplates(resource).map((template): AuditedPod => {
    const binding = bindingOf(template, accounts.find(namespace, template.serviceAccountName));
    const credentials = collectCredentials(binding, namespace, secrets);
    const images = template.references.flatMap((found) => {
      const { reference } = found;
      return reference === undefined ? []
        : [{ found, reference, registry: registryOf(reference), path: credentialPath(reference, credentials, nodeKeys) }];
    });
    return { template, namespace, binding, credentials, images };
  }));
  return {
    options, stream, resources, pods, secrets, accounts, registryOf,
    references: visible.flatMap(({ resource, namespace }) => {
      const isEcho = echoes.size > 0 && echoes.has(describeObject(locate(resource, namespace)));
      // What Kubernetes itself pulls is never only text, whatever somebody says of the object.
      return isEcho ? findReferences(resource).filter((found) => found.certainty === 'certain') : findReferences(resource);
    }),
    numberOf: (resource) => places.get(resource)?.number ?? 0,
    where: (resource, path) => locate(resource, places.get(resource)?.namespace, path),
  };
}
