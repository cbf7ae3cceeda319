import { printReference, tryParseReference } from '../../image';
import { isJsonObject, valueAt } from '../../manifest';
import type { FoundReference, PodTemplate } from '../../manifest';
import type { BlindSpot } from './blind-spot';

/** An image that a pod pulls, with what the pod has for it. */
export interface ImagePull extends Omit<BlindSpot, 'usedBy'> {
  /** Where the image was found. */
  readonly found: FoundReference;
}

/** An image of a pod, or one that stands beside it and is pulled as it does. */
export function pullOf(found: FoundReference, template: PodTemplate, defaultNamespace: string): ImagePull {
  return {
    namespace: template.namespace ?? defaultNamespace,
    image: imageOf(found),
    serviceAccountName: template.serviceAccountName,
    pullSecretNames: secretNames(template),
    found,
  };
}

/** The text itself where it is an image, since the exporter tells images apart by their text. */
export function imageOf({ text, reference }: FoundReference): string {
  return reference === undefined || tryParseReference(text) !== undefined ? text : printReference(reference);
}

/** The same for two pulls that are the same to the exporter: one image, tried with the same credentials. */
export function pullKey({ image, ...pull }: Omit<ImagePull, 'found'>): string {
  return JSON.stringify([image, credentialKey(pull)]);
}

/** Who pulls: the pull secrets that a pod lists itself hide those of its account. */
export function credentialKey(
  { namespace, serviceAccountName, pullSecretNames }: Pick<BlindSpot, 'namespace' | 'serviceAccountName' | 'pullSecretNames'>,
): string {
  return JSON.stringify([namespace, pullSecretNames.length > 0 ? [...pullSecretNames].sort() : serviceAccountName]);
}

const PLACES: Readonly<Record<FoundReference['place'], string>> = {
  container: 'container', initContainer: 'init container', ephemeralContainer: 'ephemeral container', imageVolume: 'image volume',
  argument: 'argument', environment: 'environment', field: 'field', data: 'data',
};

/** Who pulls an image, for people. */
export function describeUse({ resource: { kind, name, object }, place, path }: FoundReference): string {
  // The container, volume or variable around it has a name.
  const [own] = path.map((_, index) => valueAt(object, path.slice(0, path.length - 1 - index)))
    .flatMap((around) => (isJsonObject(around) && typeof around.name === 'string' ? [` ${around.name}`] : []));
  return `${kind} ${name}, ${PLACES[place]}${own ?? ''}`;
}

function secretNames({ imagePullSecrets }: PodTemplate): string[] {
  const entries = Array.isArray(imagePullSecrets) ? imagePullSecrets : [];
  return entries.flatMap((entry) => (isJsonObject(entry) && typeof entry.name === 'string' && entry.name !== '' ? [entry.name] : []));
}
