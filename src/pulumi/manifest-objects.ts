import { checkCoverage } from '../credential';
import { PullproofError, Problems } from '../error';
import type { JsonObject } from '../manifest';
import { core } from './core-modules';
import type { IPullSecret } from './pull-secret-reference';

/** The objects of a manifest, as they are declared. */
export interface ManifestObjects {
  /** Its namespaces, which come before the pull secrets. */
  readonly namespaces: readonly { readonly name: string; readonly object: JsonObject }[];
  /** All other objects, in the order of the manifest, their namespaces on them. */
  readonly others: readonly { readonly id: string; readonly object: JsonObject }[];
}

/**
 * Reads the objects of a rewritten manifest.
 *
 * @throws PullproofError `manifest-invalid` for documents that are no objects, `namespace-invalid` when a pull secret is not
 * delivered to a namespace with pods.
 */
export function manifestObjects(text: string, file: string | undefined, namespace: string, pullSecrets: readonly IPullSecret[]): ManifestObjects {
  const { findPodTemplates, parseManifests, placeObjects } = core.manifest();
  const { resources, unparsed } = parseManifests(text, file);
  new Problems().add(...unparsed.map(({ origin, reason }) => `line ${origin.line ?? 1}: ${reason}`)).throwIfAny({
    code: 'manifest-invalid', what: 'the manifest holds documents that are no Kubernetes objects', remedy: 'mend them, or take them out',
  });
  const withPods = resources.filter((resource) => findPodTemplates(resource).length > 0).map((resource) => resource.namespace ?? namespace);
  new Set(withPods).forEach((one) => checkCoverage(pullSecrets, one));
  const placed = placeObjects(resources, namespace);
  return {
    namespaces: placed.filter(({ object }) => isNamespace(object))
      .map(({ object }) => ({ name: String((object.metadata as JsonObject).name), object })),
    others: placed.filter(({ object }) => !isNamespace(object)),
  };
}

/**
 * Refuses pull secrets that would be declared in a namespace which the manifest makes only after them.
 *
 * @throws PullproofError `delivery-invalid` that lists the namespaces.
 */
export function refuseEarlySecrets(
  { namespaces }: ManifestObjects, pullSecrets: readonly IPullSecret[], isCreated: (namespace: string) => boolean,
): void {
  const early = namespaces.map(({ name }) => name)
    .filter((name) => !isCreated(name) && pullSecrets.some((secret) => secret.dependenciesIn(name).length > 0 && isNamespaced(secret, name)));
  if (early.length > 0) {
    throw new PullproofError({
      code: 'delivery-invalid',
      what: 'the manifest makes namespaces that a pull secret needs before',
      problems: early,
      remedy: 'set `createNamespaces` on the pull secret: it makes them first, and the manifest adds its labels to them',
    });
  }
}

/** Whether what makes the Secret lives in the namespace itself, other than an object that serves all namespaces. */
function isNamespaced(secret: IPullSecret, namespace: string): boolean {
  const elsewhere = secret.dependenciesIn('');
  return secret.dependenciesIn(namespace).some((resource) => !elsewhere.includes(resource));
}

function isNamespace({ apiVersion, kind }: JsonObject): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}
