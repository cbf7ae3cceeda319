import { harborNameProblems } from './harbor-names';

/** A project as it should be. */
export interface HarborProjectSpec {
  /** Its name. */
  readonly name: string;
  /**
   * Whether everybody may pull from it, without a login.
   *
   * @default false
   */
  readonly public?: boolean;
  /**
   * Most bytes that it may hold.
   *
   * @default - what the Harbor gives every project; of a project that exists, what it has
   */
  readonly storageLimitBytes?: number;
  /**
   * Name of the endpoint that it caches. A project is a proxy cache from its first day or never.
   *
   * @default - images are pushed to it
   */
  readonly proxyOf?: string;
  /**
   * Whether images are scanned when they come in.
   *
   * @default - what the Harbor does by itself; of a project that exists, what it has
   */
  readonly scanOnPush?: boolean;
}

/** What Harbor would refuse about a project; empty when it is fine. */
export function projectSpecProblems({ name, storageLimitBytes, proxyOf }: HarborProjectSpec): string[] {
  return [
    ...harborNameProblems('project', name),
    ...(storageLimitBytes === undefined || (Number.isSafeInteger(storageLimitBytes) && storageLimitBytes > 0)
      ? [] : [`storageLimitBytes must be a whole number above 0, or left out (got ${String(storageLimitBytes)})`]),
    ...(proxyOf === '' ? ['proxyOf must be the name of an endpoint, or left out'] : []),
  ];
}
