import { parseAllDocuments } from 'yaml';

/** A container of a rendered pod template. */
export interface RenderedContainer {
  readonly name: string;
  readonly image: string;
  readonly init: boolean;
}

/** A pod template of a rendered chart, read without the code under test. */
export interface RenderedPod {
  readonly kind: string;
  readonly name: string;
  readonly serviceAccountName: string;
  readonly pullSecrets: unknown;
  readonly containers: readonly RenderedContainer[];
}

interface PodSpec {
  serviceAccountName?: string;
  imagePullSecrets?: unknown;
  initContainers?: { name: string; image: string }[];
  containers: { name: string; image: string }[];
}

/** Objects of a stream, as they are. */
export function loadObjects(manifests: string): Record<string, unknown>[] {
  return parseAllDocuments(manifests).flatMap((document) => {
    if (document.errors[0] !== undefined) {
      throw document.errors[0];
    }
    const object = document.toJS() as Record<string, unknown> | null;
    return object === null ? [] : [object];
  });
}

/** The specs of all pod templates, with the objects they belong to. */
export function loadPodSpecs(objects: readonly Record<string, unknown>[]): { object: Record<string, unknown>; spec: PodSpec }[] {
  return objects.flatMap((object) => {
    const outer = object.spec as { template?: { spec: PodSpec }; jobTemplate?: { spec: { template: { spec: PodSpec } } } } | undefined;
    const spec = outer?.jobTemplate?.spec.template.spec ?? outer?.template?.spec;
    return spec === undefined ? [] : [{ object, spec }];
  });
}

/** The pod templates of a rendered stream. */
export function renderedPods(manifests: string): RenderedPod[] {
  return loadPodSpecs(loadObjects(manifests)).map(({ object, spec }) => ({
    kind: object.kind as string,
    name: (object.metadata as { name: string }).name,
    serviceAccountName: spec.serviceAccountName ?? 'default',
    pullSecrets: spec.imagePullSecrets,
    containers: [
      ...(spec.initContainers ?? []).map(({ name, image }) => ({ name, image, init: true })),
      ...spec.containers.map(({ name, image }) => ({ name, image, init: false })),
    ],
  }));
}

/** All images of a rendered stream, each once, sorted. */
export function renderedImages(manifests: string): string[] {
  return [...new Set(renderedPods(manifests).flatMap(({ containers }) => containers.map(({ image }) => image)))].sort();
}
