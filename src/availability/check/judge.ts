import type { AnswerBase, AvailabilityAnswer, AvailabilityAttempt, UsedCredential } from '../answer/answer';
import type { ReasonFacts } from '../answer/reason';
import { REASONS } from '../answer/reasons';
import type { AvailabilityState } from '../answer/state';
import type { Inspection, Present } from '../client/inspection';
import { missingPlatforms } from '../protocol/platforms';

/** What is expected of an image that is there. */
export interface Expectation {
  /** Platforms in their one form; empty when none were asked for. */
  readonly platforms: readonly string[];
  /** Digest that it must have; `undefined` when any will do. */
  readonly digest: string | undefined;
}

/** What one credential came to. */
export interface Tried {
  readonly credential: UsedCredential | undefined;
  readonly inspection: Inspection;
}

/** The more a state tells of the image itself, the earlier it stands: the first of all attempts is the answer. */
const BY_WEIGHT: readonly AvailabilityState[] = [
  'available', 'wrong_platform', 'digest_mismatch', 'absent', 'bad_image_format', 'rate_limited', 'registry_unavailable', 'unknown_error',
  'authorization_failure', 'denied_or_absent', 'authentication_failure',
];

/** Makes the answer for one request from everything that was tried for it. */
export function judge(image: string, tried: readonly Tried[], expectation: Expectation): AvailabilityAnswer {
  const outcomes = tried.map(({ credential, inspection }) => ({ credential, inspection, facts: factsOf(inspection, expectation) }));
  const attempts = outcomes.map(({ credential, facts }) => attemptOf(credential, facts));
  const weights = attempts.map(({ state }) => BY_WEIGHT.indexOf(state));
  const decisive = outcomes[weights.indexOf(Math.min(...weights))];
  if (decisive === undefined) {
    return malformed(image, '');
  }
  const { facts, inspection, credential } = decisive;
  return answerOf({ ...baseOf(image, facts), ...(credential !== undefined && { credential }), attempts }, facts, inspection);
}

/** The answer for a text that is no image reference: nobody is asked. */
export function malformed(image: string, problem: string): AvailabilityAnswer {
  const facts: ReasonFacts = { reason: 'reference-malformed', host: '' };
  const base = baseOf(image, facts);
  return { ...base, cause: problem === '' ? base.cause : `${base.cause}: ${problem}`, attempts: [], state: 'bad_image_format' };
}

function factsOf(inspection: Inspection, expectation: Expectation): ReasonFacts {
  if (inspection.kind === 'not-present') {
    const { facts } = inspection;
    return facts.reason === 'not-an-image' ? { ...facts, platforms: [], missingPlatforms: expectation.platforms } : facts;
  }
  const { host, digest, platforms = [] } = inspection;
  if (expectation.digest !== undefined && expectation.digest !== digest) {
    return { reason: 'digest-differs', host, expectedDigest: expectation.digest, foundDigest: digest };
  }
  const missing = missingPlatforms(expectation.platforms, platforms);
  return missing.length === 0 ? { reason: 'present', host } : { reason: 'platform-missing', host, platforms, missingPlatforms: missing };
}

function baseOf(image: string, facts: ReasonFacts): Omit<AnswerBase, 'attempts'> {
  const { exporterState, cause, remedy } = REASONS[facts.reason];
  const { status, errorCodes = [], said } = facts;
  return {
    image,
    exporterState: exporterState(facts),
    reason: facts.reason,
    cause: cause(facts),
    remedy: remedy(facts),
    ...(status !== undefined && { status }),
    errorCodes,
    ...(said !== undefined && { said }),
  };
}

function attemptOf(credential: UsedCredential | undefined, facts: ReasonFacts): AvailabilityAttempt {
  const { state, cause } = REASONS[facts.reason];
  return { ...(credential !== undefined && { credential }), state, reason: facts.reason, cause: cause(facts) };
}

function answerOf(base: AnswerBase, facts: ReasonFacts, inspection: Inspection): AvailabilityAnswer {
  const { state } = REASONS[facts.reason];
  const present: Partial<Present> = inspection.kind === 'present' ? inspection : {};
  switch (state) {
    case 'available':
      return {
        ...base, state, digest: present.digest ?? '', mediaType: present.mediaType ?? '',
        ...(present.platforms !== undefined && { platforms: present.platforms }),
      };
    case 'wrong_platform':
      return { ...base, state, digest: present.digest ?? facts.foundDigest ?? '', platforms: facts.platforms ?? [], missingPlatforms: facts.missingPlatforms ?? [] };
    case 'digest_mismatch':
      return { ...base, state, expectedDigest: facts.expectedDigest ?? '', foundDigest: facts.foundDigest ?? '' };
    case 'rate_limited':
      return { ...base, state, ...(facts.retryAfterSeconds !== undefined && { retryAfterSeconds: facts.retryAfterSeconds }) };
    case 'absent':
    case 'authentication_failure':
    case 'authorization_failure':
    case 'bad_image_format':
    case 'denied_or_absent':
    case 'registry_unavailable':
    case 'unknown_error':
      return { ...base, state };
  }
}
