import type { Reason } from './reason';
import type { AvailabilityState, ExporterState } from './state';

/** Which of the given credentials an attempt was made with. */
export interface UsedCredential {
  /** 0-based place in {@link AvailabilityRequest.credentials}. */
  readonly index: number;
  /** Key of the entry in the Docker configuration: `harbor.example.com`. */
  readonly registry: string;
}

/** What one credential, or none, came to. */
export interface AvailabilityAttempt {
  /**
   * The credential of the attempt.
   *
   * @default - the attempt was anonymous
   */
  readonly credential?: UsedCredential;
  /** State that this attempt alone would give. */
  readonly state: AvailabilityState;
  /** Why. */
  readonly reason: Reason;
  /** What happened, in words. */
  readonly cause: string;
}

/** What every answer has. No property ever holds a password or a token. */
export interface AnswerBase {
  /** The reference as it was given. */
  readonly image: string;
  /** What the state is in the terms of the exporter: one dashboard serves both. */
  readonly exporterState: ExporterState;
  /** Why, for programs. */
  readonly reason: Reason;
  /** What happened, in words: a sentence without a full stop. */
  readonly cause: string;
  /** What to do about it; `nothing to do` when the image is available. */
  readonly remedy: string;
  /**
   * The credential that gave this answer.
   *
   * @default - no credential matched, the answer is that of an anonymous pull
   */
  readonly credential?: UsedCredential;
  /** Every credential that was tried, in the order of the kubelet, the decisive one included. Empty when nothing was asked. */
  readonly attempts: readonly AvailabilityAttempt[];
  /**
   * HTTP status of the decisive response.
   *
   * @default - there was no response, or its status does not matter
   */
  readonly status?: number;
  /** Codes that the registry gave, by the distribution specification; empty when it gave none. */
  readonly errorCodes: readonly string[];
  /**
   * The words of the registry, quoted, cut to 200 characters.
   *
   * @default - it said nothing, or something that held a piece of a credential
   */
  readonly said?: string;
}

/** The image is there, and can be pulled. */
export interface AvailableAnswer extends AnswerBase {
  /** The state. */
  readonly state: 'available';
  /** Digest of the manifest, or of the index where there is one. */
  readonly digest: string;
  /** Media type of what the digest names. */
  readonly mediaType: string;
  /**
   * Platforms that the image serves.
   *
   * @default - no platform was asked for, so none was looked up
   */
  readonly platforms?: readonly string[];
}

/** The image is there, and not for every platform that was asked for. */
export interface WrongPlatformAnswer extends AnswerBase {
  /** The state. */
  readonly state: 'wrong_platform';
  /** Digest of the manifest, or of the index where there is one. */
  readonly digest: string;
  /** Platforms that the image serves. */
  readonly platforms: readonly string[];
  /** Platforms that were asked for and are not served. */
  readonly missingPlatforms: readonly string[];
}

/** What the registry holds is not what was expected. */
export interface DigestMismatchAnswer extends AnswerBase {
  /** The state. */
  readonly state: 'digest_mismatch';
  /** Digest that was expected: the one of the reference, or the one that the request names. */
  readonly expectedDigest: string;
  /** Digest that was found. */
  readonly foundDigest: string;
}

/** The registry wants to be asked later. */
export interface RateLimitedAnswer extends AnswerBase {
  /** The state. */
  readonly state: 'rate_limited';
  /**
   * Seconds that the registry asks clients to wait.
   *
   * @default - it does not say
   */
  readonly retryAfterSeconds?: number;
}

/** Any other answer: what there is to know stands in the common properties. */
export interface FailedAnswer extends AnswerBase {
  /** The state. */
  readonly state: Exclude<AvailabilityState, 'available' | 'wrong_platform' | 'digest_mismatch' | 'rate_limited'>;
}

/** Whether a cluster can pull one reference with the credentials it has, told by `state`. */
export type AvailabilityAnswer = AvailableAnswer | WrongPlatformAnswer | DigestMismatchAnswer | RateLimitedAnswer | FailedAnswer;
