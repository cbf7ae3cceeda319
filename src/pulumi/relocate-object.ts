import * as pulumi from '@pulumi/pulumi';
import { printReference, tryParseReference } from '../image';
import type { JsonObject } from '../manifest';
import type { Relocation } from '../relocate';
import type { ObjectInput } from './add-object';
import { core } from './core-modules';

/** The keys on the way from an object to the images of its pods, as Kubernetes has them. */
const ON_THE_WAY: ReadonlySet<string> = new Set([
  'containers', 'ephemeralContainers', 'initContainers', 'jobTemplate', 'spec', 'template', 'volumes',
]);

/**
 * A Kubernetes object with its images moved.
 *
 * Of an object that is plain as a whole everything is moved that the core finds: images of pods, and those in arguments,
 * variables, custom resources and texts. Of an object with outputs, the images of its pods, outputs or not.
 */
export function relocateObject(object: ObjectInput, relocation: Relocation): ObjectInput {
  return isPlain(object) ? relocatePlain(object as JsonObject, relocation) : relocateLeaves(object, relocation) as ObjectInput;
}

function relocatePlain(object: JsonObject, relocation: Relocation): ObjectInput {
  const { text, changes } = core.relocate().rewriteManifest(JSON.stringify(object), { relocation });
  const { resources: [resource] } = changes.length === 0 ? { resources: [] } : core.manifest().parseManifests(text);
  return resource?.object ?? object;
}

function relocateLeaves(value: unknown, relocation: Relocation, key = ''): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    return pulumi.output(value as pulumi.Input<object>).apply((known) => relocateLeaves(known, relocation, key));
  }
  if (Array.isArray(value)) {
    return value.map((element) => relocateLeaves(element, relocation, key));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value)
      .map(([name, member]) => [name, isOnTheWay(name, key) ? relocateLeaves(member, relocation, name) : member]));
  }
  return typeof value === 'string' && IMAGE_KEYS.has(key) ? relocateText(value, relocation) : value;
}

/** `image` of a container, and `image.reference` of a volume. */
const IMAGE_KEYS: ReadonlySet<string> = new Set(['image', 'reference']);

function isOnTheWay(name: string, parent: string): boolean {
  return ON_THE_WAY.has(name) || (name === 'image' && ['containers', 'ephemeralContainers', 'initContainers', 'volumes'].includes(parent))
    || (name === 'reference' && parent === 'image');
}

function relocateText(text: string, relocation: Relocation): string {
  const reference = tryParseReference(text);
  return reference === undefined || relocation.isPrivate(reference) ? text : printReference(relocation.relocate(reference));
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  return Array.isArray(value) ? value.every(isPlain)
    : Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}
