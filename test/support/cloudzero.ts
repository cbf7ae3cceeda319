import { mergeValues } from '../../src/helm';
import type { JsonObject } from '../../src/manifest';
import { loadObjects, loadPodSpecs } from './pods';

/** Releases that a fixture chart stands in for; the ones between behave like 1.2.12. */
export const FIXTURE_RELEASES = ['1.2.9', '1.2.12', '1.2.13'] as const;

/** Every mode that the chart knows; the last but one is what it calls automatic. */
export const MODES = ['agent', 'server', 'federated', 'clustered', null] as const;

/** Values that every render needs. */
export function required(values: JsonObject = {}): JsonObject {
  return mergeValues({ existingSecretName: 'cloudzero-key' }, values);
}

/** Values for a mode. */
export function inMode(mode: string | null, values: JsonObject = {}): JsonObject {
  return required(mergeValues({ components: { agent: { mode } } }, values));
}

/** Kubernetes-state metrics with everything the sub-chart can add. */
export const ALL_PROXIES: JsonObject = { kubeStateMetrics: { kubeRBACProxy: { enabled: true }, selfMonitor: { enabled: true } } };

/** Without the sub-chart, which needs the address of another one. */
export const NO_STATE_METRICS: JsonObject = { kubeStateMetrics: { enabled: false, targetOverride: 'metrics.example.com:8080' } };

/**
 * A stream without what a relocation may change: images of containers, pull secrets of pods, the ConfigMap that prints
 * all values, and the checksums of values in the names of jobs. What is left must be the same before and after.
 */
export function withoutImagesAndSecrets(manifests: string): unknown[] {
  const objects = loadObjects(manifests);
  for (const { spec } of loadPodSpecs(objects)) {
    delete spec.imagePullSecrets;
    [...(spec.initContainers ?? []), ...spec.containers].forEach((container) => {
      container.image = 'image';
    });
  }
  return objects.map((object) => {
    const { name } = object.metadata as { name: string };
    const text = JSON.stringify(name.endsWith('-helmless-cm') ? { ...object, data: 'values' } : object);
    return JSON.parse(text.replace(/-[0-9a-f]{40}"/g, '-*"')) as unknown;
  });
}
