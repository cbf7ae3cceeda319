import type { JsonObject } from '../../manifest';

/** One Helm release that a controller in the cluster installs. */
export interface HelmReleaseIntent {
  /** Name of the release. */
  readonly releaseName: string;
  /** Namespace of its objects. */
  readonly namespace: string;
  /** Address of the chart repository, `https://…` or `oci://…`. */
  readonly repository: string;
  /** Name of the chart in the repository. */
  readonly chart: string;
  /** Exact version of the chart: the catalogue vouches for this one only. */
  readonly version: string;
  /** The whole values of the user, overrides included; `null` removes a default of the chart. */
  readonly values: JsonObject;
}

/** A plain Kubernetes object. */
export interface DeliveryObject {
  /** Short name, unique among the objects of one delivery. */
  readonly id: string;
  /** The object. */
  readonly object: JsonObject;
}
