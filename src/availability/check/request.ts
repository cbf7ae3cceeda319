import type { DockerConfigEntry } from '../../credential';

/** One image, and what is expected of it. */
export interface AvailabilityRequest {
  /** The reference, as it stands in a manifest. One with a digest is looked up by that, as container runtimes do. */
  readonly image: string;
  /**
   * Every entry of every pull secret that the pod has, in the order in which the pod names the secrets.
   *
   * The kubelet's rules pick and order those that match the image. When several do, they are tried in turn; when one does,
   * there is no anonymous pull.
   *
   * @default - an anonymous pull
   */
  readonly credentials?: readonly DockerConfigEntry[];
  /**
   * Platforms of the nodes: `linux/amd64`, `linux/arm64`.
   *
   * Looking them up takes the manifest itself, which Docker Hub counts as a pull.
   *
   * @default - platforms are not looked up
   */
  readonly platforms?: readonly string[];
  /**
   * Digest that the image must have, such as that of the source it was copied from.
   *
   * @default - any, or the one of the reference
   */
  readonly digest?: string;
}
