/**
 * The registry host that a reference without a host means.
 *
 * @see https://github.com/distribution/reference/blob/main/normalize.go
 */
export const DOCKER_HUB_HOST = 'docker.io';

/**
 * An image reference, taken apart and normalised as container runtimes do it.
 *
 * `nginx:1.27` is `{ registry: 'docker.io', repository: 'library/nginx', tag: '1.27' }`.
 */
export interface ImageReference {
  /**
   * Host of the registry, with its port if the text had one: `harbor.example.com`, `localhost:5000`, `[::1]:5000`.
   *
   * `docker.io` when the text named no host, and for `index.docker.io`. Other names of Docker Hub, such as
   * `registry-1.docker.io`, are hosts of their own, because runtimes treat them so.
   */
  readonly registry: string;
  /** Path after the host, without slashes around it; images of Docker Hub with one component carry `library/`. */
  readonly repository: string;
  /**
   * Tag, without the colon.
   *
   * @default - the reference has no tag
   */
  readonly tag?: string;
  /**
   * Digest with its algorithm: `sha256:` and 64 hexadecimal digits.
   *
   * @default - the reference has no digest
   */
  readonly digest?: string;
}
