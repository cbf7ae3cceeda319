import type { Json, JsonObject } from '../manifest';

/** Keys whose value decides about images and credentials of pods. */
const DECIDING: ReadonlySet<string> = new Set([
  'containers', 'ephemeralContainers', 'image', 'imagePullSecrets', 'initContainers', 'jobTemplate', 'reference', 'serviceAccountName', 'spec', 'template',
]);

/** What a preview cannot say about an object. */
export type KnownLater =
  /** The content of a Secret. */
  | 'content'
  /** Its identity, or images and credentials of its pods. */
  | 'pods'
  /** Nothing that a proof asks for. */
  | undefined;

/**
 * What of an object matters to the proof, and is known in the update only.
 *
 * @param object the object, with the mark where a value is not known yet.
 * @param mark the mark.
 */
export function knownLater(object: JsonObject, mark: string): KnownLater {
  if (object.kind === 'Secret' && [object.data, object.stringData, object.type].some((part) => holds(part, mark))) {
    return 'content';
  }
  const { name, namespace } = (typeof object.metadata === 'object' ? object.metadata : {}) as JsonObject;
  return object.metadata === mark || name === mark || namespace === mark || decides(object, mark, false) ? 'pods' : undefined;
}

/** Whether the mark stands in a deciding place: under one of the keys, directly, in its list, or as a name in that list. */
function decides(value: Json | undefined, mark: string, inPlace: boolean): boolean {
  if (Array.isArray(value)) {
    return value.some((element) => decides(element, mark, inPlace));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).some(([key, member]) => decides(member, mark, DECIDING.has(key) || (inPlace && key === 'name' && Object.keys(value).length === 1)));
  }
  return inPlace && value === mark;
}

function holds(value: Json | undefined, mark: string): boolean {
  return value === mark || (typeof value === 'object' && value !== null && Object.values(value).some((member) => holds(member, mark)));
}
