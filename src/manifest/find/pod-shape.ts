import { isJsonObject, property, stringProperty } from '../json';
import type { Json, JsonObject } from '../json';
import { readImageMap } from './image-map';
import { plausibleReference } from './recognise';

/** Fields that, next to a name, make an object a container even when its image is left to the operator. */
const CONTAINER_FIELDS = [
  'args', 'command', 'env', 'envFrom', 'imagePullPolicy', 'lifecycle', 'livenessProbe', 'ports', 'readinessProbe', 'resources', 'securityContext',
  'startupProbe', 'volumeMounts', 'workingDir',
];

/** Fields of workflow steps that hold a single container. */
export const SINGLE_CONTAINERS = ['container', 'script'];

/** Whether an element of a list is a container: it has a name, and an image or some other field of containers. */
export function isContainer(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && typeof property(value, 'name') === 'string'
    && (typeof property(value, 'image') === 'string' || CONTAINER_FIELDS.some((field) => typeof property(value, field) === 'object'));
}

/** Whether a value is a list with at least one container in it. */
export function isContainerList(value: Json | undefined): value is Json[] {
  return Array.isArray(value) && value.some((item) => isContainer(item));
}

/** The `container` or the `script` of a workflow step: a single container, which may do without a name. */
export function isSingleContainer(value: Json | undefined, key: string): value is JsonObject {
  return isJsonObject(value) && typeof property(value, 'image') === 'string'
    && (key === 'container' || (key === 'script' && typeof property(value, 'source') === 'string'));
}

/**
 * How an object of a custom resource plays the part of a pod spec, if it does.
 *
 * `containers`: it has lists of containers. `container`: it has one container, as steps of workflows do. `operand`:
 * it has an image next to an account or pull secrets, from which an operator makes pods.
 */
export function podShape(object: JsonObject): 'containers' | 'container' | 'operand' | undefined {
  if (isContainerList(property(object, 'containers')) || isContainerList(property(object, 'initContainers'))) {
    return 'containers';
  }
  if (SINGLE_CONTAINERS.some((key) => isSingleContainer(property(object, key), key))) {
    return 'container';
  }
  const hasAccount = accountOf(object) !== undefined || Array.isArray(property(object, 'imagePullSecrets'));
  return hasAccount && hasImage(object) ? 'operand' : undefined;
}

/** The account that an object names for its pods. */
export function accountOf(object: JsonObject): string | undefined {
  // Kubernetes still reads the old name of the field when the new one is empty. The third is how the custom resource of
  // reaper-operator spells it.
  return [stringProperty(object, 'serviceAccountName'), stringProperty(object, 'serviceAccount'), stringProperty(object, 'ServiceAccountName')]
    .find((name) => name !== undefined && name !== '');
}

/** Fields that hold the image of what an operator runs. */
export const OPERAND_IMAGES = ['image', 'baseImage'];

function hasImage(object: JsonObject): boolean {
  return OPERAND_IMAGES.some((key) => {
    const value = property(object, key);
    return typeof value === 'string' ? plausibleReference(value, true) !== undefined : isJsonObject(value) && readImageMap(value, key) !== undefined;
  });
}
