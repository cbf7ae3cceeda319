import { isJsonObject, property, valueAt } from '../json';
import type { Json, JsonObject } from '../json';
import type { Resource } from '../resource';
import { toFoundReference } from './find-references';
import type { FoundReference } from './found-reference';
import { asInjected } from './injected-image';
import { kindOf, SKIPPED_ANYWHERE, SKIPPED_AT_ROOT, skippedKeys } from './kinds';
import { accountOf, podShape } from './pod-shape';
import type { PodTemplate } from './pod-template';
import { Scan } from './scan';
import { scanPodImages } from './scan-pod-images';

/**
 * Finds the pods of an object: exactly one template in each workload kind of Kubernetes, and in custom resources
 * every object that is shaped like a pod spec.
 *
 * A pod in a custom resource that names no account or pull secrets takes those of the nearest object around it that
 * does, as operators do. The schemas of CustomResourceDefinitions hold no pods.
 */
export function findPodTemplates(resource: Resource): PodTemplate[] {
  const kind = kindOf({ apiVersion: resource.apiVersion, kind: resource.kind });
  if (kind === undefined || kind.isWithoutReferences) {
    return [];
  }
  if (kind.podSpec !== undefined) {
    const spec = valueAt(resource.object, kind.podSpec);
    return isJsonObject(spec) ? [toPodTemplate(resource, spec, [...kind.podSpec], [], 'certain')] : [];
  }
  if (kind.isBuiltIn) {
    return [];
  }
  const templates: PodTemplate[] = [];
  new PodFinder(resource, skippedKeys(kind.group), templates).search();
  return templates;
}

/** Values of charts that somebody else renders: their keys are like those of pods, but they are none. */
const CHART_VALUES: ReadonlySet<string> = new Set(['values', 'valuesObject', 'valuesInline', 'valuesContent', 'helmValues']);

class PodFinder {
  readonly #resource: Resource;
  readonly #skipped: ReadonlySet<string>;
  readonly #templates: PodTemplate[];
  readonly #path: (string | number)[] = [];
  readonly #around: JsonObject[] = [];

  constructor(resource: Resource, skipped: ReadonlySet<string>, templates: PodTemplate[]) {
    this.#resource = resource;
    this.#skipped = skipped;
    this.#templates = templates;
  }

  public search(): void {
    this.#children(this.#resource.object, (key) => SKIPPED_AT_ROOT.has(key));
  }

  #visit(value: Json): void {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        this.#step(index, item);
      }
    } else if (isJsonObject(value)) {
      const shape = podShape(value);
      if (shape !== undefined) {
        this.#templates.push(toPodTemplate(this.#resource, value, [...this.#path], this.#around, 'likely'));
      }
      this.#around.push(value);
      // What is inside the containers of a pod is no pod.
      this.#children(value, (key) => shape !== undefined && /^(?:containers?|initContainers|ephemeralContainers|script)$/.test(key));
      this.#around.pop();
    }
  }

  #children(object: JsonObject, isLeftOut: (key: string) => boolean): void {
    for (const [key, child] of Object.entries(object)) {
      if (typeof child === 'object' && !isLeftOut(key) && !SKIPPED_ANYWHERE.has(key) && !this.#skipped.has(key) && !CHART_VALUES.has(key)) {
        this.#step(key, child);
      }
    }
  }

  #step(step: string | number, value: Json): void {
    this.#path.push(step);
    this.#visit(value);
    this.#path.pop();
  }
}

function toPodTemplate(
  resource: Resource, spec: JsonObject, path: (string | number)[], around: readonly JsonObject[], certainty: PodTemplate['certainty'],
): PodTemplate {
  const references: FoundReference[] = [];
  const template = certainty === 'certain' ? valueAt(resource.object, path.slice(0, -1)) : undefined;
  const scan = new Scan((hit) => references.push(toFoundReference(resource, asInjected(hit, template))), () => undefined);
  scan.path.push(...path);
  scanPodImages(spec, certainty === 'certain', scan);
  const nearest = [spec, ...[...around].reverse()];
  return {
    resource,
    path,
    ...(resource.namespace === undefined ? {} : { namespace: resource.namespace }),
    serviceAccountName: nearest.map((object) => accountOf(object)).find((name) => name !== undefined) ?? 'default',
    imagePullSecrets: nearest.map((object) => property(object, 'imagePullSecrets')).find((list) => list !== undefined),
    references,
    certainty,
  };
}
