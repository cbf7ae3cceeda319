import { stringify } from 'yaml';
import { Problems } from '../../error';
import { printValuesYaml } from '../../helm';
import { formatObjectName, formatOrigin } from '../../manifest';
import type { JsonObject } from '../../manifest';
import type { FallbackPlan, PatchTarget } from './fallback-plan';
import { kustomizePatches } from './kustomize-patches';
import { idOf, isUnnamed, targetOf } from './patch-target';

/** A chart that Kustomize renders with Helm, by its `helmCharts`. */
export interface KustomizeChart {
  /** Name of the chart. */
  readonly name: string;
  /**
   * Address of the chart repository, `https://…` or `oci://…`.
   *
   * @default - the chart is in the folder `charts` of the overlay
   */
  readonly repository?: string;
  /** Version of the chart. */
  readonly version: string;
  /** Name of the release. */
  readonly releaseName: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /**
   * Values, overrides included.
   *
   * @default - the defaults of the chart alone
   */
  readonly values?: Readonly<Record<string, unknown>>;
  /**
   * Kubernetes version that templates see.
   *
   * @default - the version that Helm was built for
   */
  readonly kubeVersion?: string;
  /**
   * API versions that templates see beyond the built-in ones.
   *
   * @default - the built-in ones
   */
  readonly apiVersions?: readonly string[];
}

/** What the patches of an overlay are laid over. */
export interface KustomizeOverlayOptions {
  /**
   * Files and folders with the manifests, as the `resources` of Kustomize. Files have to be in the overlay, or below it.
   *
   * @default - `rendered.yaml`; with a chart, none
   */
  readonly resources?: readonly string[];
  /**
   * The chart that makes the manifests, for `kustomize build --enable-helm`.
   *
   * @default - they are among the resources
   */
  readonly chart?: KustomizeChart;
}

/** A file of an overlay. */
export interface OverlayFile {
  /** Path below the folder of the overlay, with `/` between its parts. */
  readonly path: string;
  /** What the file holds; it ends with a line feed. */
  readonly content: string;
}

/** Longer names are cut; those that are cut alike are numbered. */
const LONGEST_NAME = 120;

/**
 * The files of a Kustomize overlay that applies the patches of a plan: `kustomization.yaml`, a file for each patched
 * object, and the values of the chart.
 *
 * @throws PullproofError `manifest-invalid` when the manifests hold what Kustomize does not load: documents that are no
 * objects, objects of one kind and name, objects that get their name when they are created.
 */
export function kustomizeOverlay(plan: FallbackPlan, { chart, resources }: KustomizeOverlayOptions = {}): OverlayFile[] {
  refuseUnloadable(plan);
  const names = new Set<string>();
  const patches = kustomizePatches(plan).map((patch) => ({ ...patch, path: `patches/${fileName(patch.object, names)}.yaml` }));
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...listOf('resources', resources ?? (chart === undefined ? ['rendered.yaml'] : [])),
    ...listOf('helmCharts', chart === undefined ? [] : [helmChart(chart)]),
    ...listOf('patches', patches.map(({ path, target }) => ({ path, target: { ...target } }))),
  };
  return [
    { path: 'kustomization.yaml', content: stringify(kustomization, { version: '1.1', lineWidth: 0 }) },
    ...(chart?.values === undefined ? [] : [{ path: 'values.yaml', content: printValuesYaml(chart.values) }]),
    ...patches.map(({ path, patch }) => ({ path, content: patch })),
  ];
}

function refuseUnloadable({ patched: { resources, unparsed } }: FallbackPlan): void {
  const problems = new Problems();
  const ids = new Set<string>();
  problems.add(...unparsed.map(({ origin, reason }) => `${formatOrigin(origin)}: ${reason}`));
  for (const resource of resources) {
    const id = idOf(targetOf(resource));
    if (isUnnamed(resource)) {
      problems.add(`${formatObjectName(resource)} gets its name when it is created (generateName)`);
    } else if (ids.has(id)) {
      problems.add(`${formatObjectName(resource)} is there more than once`);
    }
    ids.add(id);
  }
  problems.throwIfAny({
    code: 'manifest-invalid', what: 'Kustomize does not load these manifests', remedy: 'rewrite them as text (pullproof rewrite), or leave out what is not installed, such as hooks',
  });
}

function helmChart({ name, repository, version, releaseName, namespace, values, kubeVersion, apiVersions }: KustomizeChart): JsonObject {
  return {
    name,
    ...(repository === undefined ? {} : { repo: repository }),
    version,
    releaseName,
    namespace,
    ...(values === undefined ? {} : { valuesFile: 'values.yaml' }),
    includeCRDs: true,
    // They run on `helm test` only.
    skipTests: true,
    ...(kubeVersion === undefined ? {} : { kubeVersion }),
    ...(apiVersions === undefined ? {} : { apiVersions: [...apiVersions] }),
  };
}

function listOf(key: string, items: readonly unknown[]): Record<string, unknown> {
  return items.length === 0 ? {} : { [key]: items };
}

/** Lower case and plain, for any file system; the kind in front keeps clear of names that Windows reserves. */
function fileName({ kind, group, namespace, name }: PatchTarget, taken: Set<string>): string {
  const wanted = [kind, ...(group === undefined ? [] : [group]), ...(namespace === undefined ? [] : [namespace]), name]
    .map((part) => part.toLowerCase().replace(/[^a-z0-9.]+/g, '-')).join('-').slice(0, LONGEST_NAME).replace(/[.-]+$/, '');
  let free = wanted;
  for (let number = 2; taken.has(free); number += 1) {
    free = `${wanted}-${number}`;
  }
  taken.add(free);
  return free;
}
