import type { ConnectionOptions } from '../../http';
import type { Registry } from '../../registry';
import type { AvailabilityAnswer } from '../answer/answer';
import type { RegistryClient } from '../client/registry-client';

/** How far a check is. */
export interface CheckProgress {
  /** Answers so far. */
  readonly done: number;
  /** Requests altogether. */
  readonly total: number;
  /** 0-based place of the request that this answer belongs to. */
  readonly index: number;
}

/** How a check goes about its work. */
export interface CheckOptions {
  /**
   * How registries are reached. Not for use with `client`.
   *
   * @default - directly, over HTTPS, with the authorities that Node.js trusts
   */
  readonly connection?: ConnectionOptions;
  /**
   * A client to use, which stays open.
   *
   * @default - one of its own, which is closed at the end
   */
  readonly client?: RegistryClient;
  /**
   * Registries whose kind their host does not tell, such as a GitLab or an Artifactory of one's own: kinds differ in how they
   * hide absence.
   *
   * @default - hosts of public services are recognised, all others follow the specification
   */
  readonly registries?: readonly Registry[];
  /**
   * Images that are looked at at the same time.
   *
   * @default 16
   */
  readonly concurrency?: number;
  /**
   * Images of one host that are looked at at the same time.
   *
   * @default 8
   */
  readonly concurrencyPerHost?: number;
  /**
   * Seconds that one image may take, with all credentials, repetitions and waits.
   *
   * @default 60
   */
  readonly timeoutSeconds?: number;
  /**
   * Ends the check; the promise is rejected with the reason of the signal.
   *
   * @default - it runs to its end
   */
  readonly signal?: AbortSignal;
  /**
   * Called with each answer as it comes, in no particular order.
   *
   * @default - answers are only returned
   */
  readonly onAnswer?: (answer: AvailabilityAnswer, progress: CheckProgress) => void;
}
