import { isJsonObject, property } from '../json';
import type { Json, JsonObject } from '../json';
import type { Hit } from './scan';

/**
 * Leaves out what only stands for an image: the word `auto` in a pod that Istio injects, where the injector puts the proxy.
 *
 * Source: Istio's gateway chart, whose image cannot be anything else.
 *
 * @param template the object that holds the pod spec: the pod itself, or the template of pods
 */
export function asInjected<T extends Hit>(hit: T, template: Json | undefined): T {
  if (hit.text !== 'auto' || !isJsonObject(template) || !isInjected(template)) {
    return hit;
  }
  return { ...hit, certainty: 'possible', reference: undefined };
}

function isInjected(template: JsonObject): boolean {
  const metadata = property(template, 'metadata');
  return isJsonObject(metadata) && [property(metadata, 'annotations'), property(metadata, 'labels')].some((map) => isJsonObject(map)
    && (property(map, 'sidecar.istio.io/inject') === 'true' || property(map, 'inject.istio.io/templates') !== undefined));
}
