/**
 * When the repository of an image comes into being.
 *
 * - `on-push`: the first push creates it
 * - `on-pull`: the first pull creates it, pushes are refused: a cache of another registry
 * - `template`: a push creates it only where somebody set that up before; otherwise it must exist
 * - `never`: it must exist before the first push
 */
export type RepositoryCreation = 'on-push' | 'on-pull' | 'template' | 'never';

/**
 * What is known about one kind of registry: its rules for hosts, paths and logins.
 *
 * Implement it to add a kind of your own, and hand it to `Registry.of`. The rules of the image grammar (characters of
 * hosts and paths, lengths) are checked for every kind; a kind adds what is particular to it.
 */
export interface IRegistryKind {
  /** Short name for programs, lower case: `harbor`, `ecr`. */
  readonly id: string;

  /** Name for people: `Harbor`, `Amazon ECR`. */
  readonly title: string;

  /**
   * The identity of a node that can pull from here without a secret, such as `EKS node role`.
   *
   * @default - pulling takes a credential
   */
  readonly nodeIdentity?: string;

  /**
   * How long a login token lives, in seconds.
   *
   * @default - credentials live until somebody revokes them
   */
  readonly tokenLifetimeSeconds?: number;

  /**
   * The user names whose password is such a token; others have a password that stays.
   *
   * @default - every user name
   */
  readonly tokenUsernames?: string[];

  /** When the repository of an image comes into being. */
  readonly createsRepositories: RepositoryCreation;

  /**
   * The customary prefix per source host, where every source host has a prefix of its own: registries that cache
   * several others side by side, such as the proxy-cache projects of a Harbor.
   *
   * @default - one prefix holds the images of all sources
   */
  readonly sourcePrefixes?: { [sourceHost: string]: string };

  /**
   * Checks a host, with its port if it has one.
   *
   * @param host well formed by the image grammar, in lower case
   * @returns one text per problem, in the words of an error message; none when the host is fine
   */
  checkHost(host: string): string[];

  /**
   * Checks the path in front of all private images.
   *
   * @param prefix without slashes around it; empty when there is none
   * @returns one text per problem; none when the prefix is fine
   */
  checkPrefix(prefix: string): string[];

  /**
   * Checks the whole path of a private image.
   *
   * @param repository everything between the host and the tag, the prefix included
   * @returns one text per problem; none when the path is fine
   */
  checkRepository(repository: string): string[];

  /**
   * Checks the name of a user or robot.
   *
   * @returns one text per problem, without the name itself where it could be a password put in the wrong place
   */
  checkUsername(username: string): string[];
}
