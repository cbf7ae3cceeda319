import type { SecretValue } from '../secret-value';

/** One login of a Docker configuration. */
export interface DockerConfigEntry {
  /**
   * Key of the entry: `host[:port]`, or `host/path/` for one robot of several on a host; for Docker Hub
   * `https://index.docker.io/v1/`.
   */
  readonly registry: string;
  /** Login name, such as `robot$team+puller`. It cannot contain a colon. */
  readonly username: string;
  /** Password or token. */
  readonly password: SecretValue;
  /**
   * E-mail address. No registry asks for one any more.
   *
   * @default - the entry has none
   */
  readonly email?: string;
}
