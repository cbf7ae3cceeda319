import { quote } from '../../error';
import type { JsonObject } from '../../manifest';
import type { KustomizePatch } from '../../relocate';
import { checkDelivery, intervalProblems, optionalNameProblems } from './check-delivery';
import type { DeliveryObject, HelmReleaseIntent } from './helm-release-intent';

/**
 * How Flux hands the hooks of a chart to post-renderers: not at all, together with the other objects, or on their own.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export type FluxPostRenderStrategy = 'nohooks' | 'combined' | 'separate';

const STRATEGIES: readonly FluxPostRenderStrategy[] = ['nohooks', 'combined', 'separate'];

/** What Flux needs beyond the release itself. */
export interface FluxOptions {
  /** How often Flux compares the release with its declaration, as a Go duration. */
  readonly interval: string;
  /**
   * Name of a Secret with the login of the chart repository, in the namespace of the release.
   *
   * @default - the repository is public
   */
  readonly repositorySecret?: string;
  /**
   * Patches that Flux applies to what it has rendered.
   *
   * @default - none
   */
  readonly patches?: readonly Pick<KustomizePatch, 'target' | 'patch'>[];
  /**
   * How hooks get to the patches. Flux before 2.9 (helm-controller 1.6) does not know the field, and leaves hooks alone.
   *
   * @default - whatever that Flux does
   */
  readonly postRenderStrategy?: FluxPostRenderStrategy;
}

const SOURCE_API = 'source.toolkit.fluxcd.io/v1';

/**
 * A Flux HelmRelease with the source of its chart.
 *
 * An OCI repository is an `OCIRepository` that the release refers to as a whole; any other is a `HelmRepository`.
 * Source: Flux documentation, HelmRelease v2, source v1.
 *
 * @throws PullproofError `delivery-invalid` that lists everything that is wrong with the repository and the options.
 */
export function fluxObjects(intent: HelmReleaseIntent, options: FluxOptions): DeliveryObject[] {
  checkDelivery(intent, [
    ...intervalProblems(options.interval), ...optionalNameProblems(options.repositorySecret, 'repositorySecret'), ...strategyProblems(options),
  ]);
  const isOci = intent.repository.startsWith('oci://');
  const source = isOci ? ociRepository(intent, options) : helmRepository(intent, options);
  const sourceRef = { kind: String(source.kind), name: intent.releaseName, namespace: intent.namespace };
  return [{ id: 'Source', object: source }, {
    id: 'Resource',
    object: {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: intent.releaseName, namespace: intent.namespace },
      spec: {
        interval: options.interval,
        releaseName: intent.releaseName,
        targetNamespace: intent.namespace,
        ...(isOci
          ? { chartRef: sourceRef }
          : { chart: { spec: { chart: intent.chart, version: intent.version, interval: options.interval, sourceRef } } }),
        values: intent.values,
        ...postRendering(options),
      },
    },
  }];
}

/** Whether Flux hands hooks to post-renderers, as far as the declaration says. */
export function reachesHooks(strategy: FluxPostRenderStrategy | undefined): boolean {
  return strategy === 'combined' || strategy === 'separate';
}

function postRendering({ patches = [], postRenderStrategy }: FluxOptions): JsonObject {
  const kustomize = { patches: patches.map(({ target, patch }) => ({ target: { ...target }, patch })) };
  return {
    ...(postRenderStrategy === undefined ? {} : { postRenderStrategy }),
    ...(patches.length === 0 ? {} : { postRenderers: [{ kustomize }] }),
  };
}

function strategyProblems({ postRenderStrategy: strategy }: FluxOptions): string[] {
  return strategy === undefined || STRATEGIES.includes(strategy) ? [] : [`postRenderStrategy must be one of ${STRATEGIES.join(', ')} (got ${quote(strategy)})`];
}

function helmRepository(intent: HelmReleaseIntent, options: FluxOptions): JsonObject {
  return {
    apiVersion: SOURCE_API,
    kind: 'HelmRepository',
    metadata: { name: intent.releaseName, namespace: intent.namespace },
    spec: { interval: options.interval, url: intent.repository, ...secretRef(options) },
  };
}

function ociRepository(intent: HelmReleaseIntent, options: FluxOptions): JsonObject {
  return {
    apiVersion: SOURCE_API,
    kind: 'OCIRepository',
    metadata: { name: intent.releaseName, namespace: intent.namespace },
    spec: {
      interval: options.interval,
      url: `${intent.repository.replace(/\/+$/, '')}/${intent.chart}`,
      ref: { tag: intent.version },
      layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
      ...secretRef(options),
    },
  };
}

function secretRef({ repositorySecret }: FluxOptions): JsonObject {
  return repositorySecret === undefined ? {} : { secretRef: { name: repositorySecret } };
}
