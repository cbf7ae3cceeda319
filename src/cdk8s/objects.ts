import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { ApiObjectProps } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { atConstruct } from './construct-error';
import { HiddenText } from './hidden-text';
import { claimPlaces } from './object-places';
import type { PlainObject } from './object-places';

/** An object of the core that becomes a construct. */
export interface ObjectToAdd {
  /** Id of the construct. It must not be the bare name of a namespace: `constructor` and `10` are legal ones. */
  readonly id: string;
  /** The object. */
  readonly object: PlainObject;
}

/**
 * Writes plain objects as constructs, exactly as they are.
 *
 * @throws PullproofError `object-clash` when one of them would be written over another object of ours.
 */
export function addObjects(scope: Construct, objects: readonly ObjectToAdd[]): ApiObject[] {
  atConstruct(scope, () => claimPlaces(scope, objects.map(({ object }) => object)));
  return objects.map(({ id, object }) => {
    const resource = new ApiObject(scope, id, hideSecrets(object) as unknown as ApiObjectProps);
    resource.addJsonPatch(...undoMetadata(resource, object), ...keepNulls(object));
    return resource;
  });
}

/**
 * Lets an object be written after others of the same chart.
 *
 * Across charts there is no order: cdk8s makes one such dependency into one between every two objects of both charts, and
 * refuses it altogether from a chart to the one that it is nested in.
 */
export function writeAfter(object: ApiObject, others: readonly IConstruct[]): void {
  object.addDependency(...others.filter((other) => other.node.scopes.findLast((scope) => Chart.isChart(scope)) === object.chart));
}

/** The data of a Secret is for the manifest alone. */
function hideSecrets(object: PlainObject): PlainObject {
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1') {
    return object;
  }
  const hide = (value: unknown): unknown => (typeof value === 'string' ? new HiddenText(value) : value);
  const hideAll = (data: unknown): unknown => (typeof data !== 'object' || data === null ? data
    : Object.fromEntries(Object.entries(data).map(([key, value]) => [key, hide(value)])));
  const fields = ['data', 'stringData'].filter((field) => field in object);
  return { ...object, ...Object.fromEntries(fields.map((field) => [field, hideAll(object[field])])) };
}

/**
 * Takes off what cdk8s adds to `metadata`: the namespace of the chart, on cluster-scoped objects too, and a name for
 * objects that get theirs from `generateName`. The core never leaves the namespace of a namespaced object out.
 */
function undoMetadata(resource: ApiObject, { metadata }: PlainObject): JsonPatch[] {
  const declared = (metadata ?? {}) as { readonly name?: string; readonly namespace?: string };
  return [
    ...(declared.namespace === undefined && resource.metadata.namespace !== undefined ? [JsonPatch.remove('/metadata/namespace')] : []),
    ...(declared.name === undefined ? [JsonPatch.remove('/metadata/name')] : []),
  ];
}

/**
 * Puts back the members that are `null`, which cdk8s leaves out: among Helm values they remove a default of the chart.
 * Patches run after that. In `metadata` a `null` means the same as nothing.
 */
function keepNulls(object: PlainObject): JsonPatch[] {
  const paths = hasNull(object) ? findNulls(object).filter(([field]) => field !== 'metadata') : [];
  return paths.map((path) => JsonPatch.add(path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''), null));
}

/** Asked of every object, of which there may be thousands; hardly any has one. */
function hasNull(value: object): boolean {
  for (const key in value) {
    const member = (value as PlainObject)[key];
    if (member === null || (typeof member === 'object' && hasNull(member))) {
      return true;
    }
  }
  return false;
}

/** The paths to members that are `null`, elements of lists left out: those cdk8s keeps. */
function findNulls(value: object, path: readonly string[] = []): string[][] {
  return Object.entries(value as PlainObject).flatMap(([key, member]): string[][] => {
    if (typeof member === 'object' && member !== null) {
      return findNulls(member, [...path, key]);
    }
    return member === null && !Array.isArray(value) ? [[...path, key]] : [];
  });
}
