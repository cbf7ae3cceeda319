import type { FindingLocation } from '../audit';
import type { AvailabilityAnswer } from '../availability';
import type { AvailabilityReport, CheckedImage } from './checked-image';
import type { ImageUse } from './image-pull';

/** Version of the JSON report; it changes when a field changes its meaning or goes away. */
export const AVAILABILITY_REPORT_VERSION = 1;

/**
 * The report as JSON text with two spaces of indentation and a final line feed; the order of fields is stable.
 *
 * Its JSON schema is `schema/availability.json` of the package.
 */
export function printAvailabilityJson({ available, images, unchecked }: AvailabilityReport): string {
  const states: Record<string, number> = {};
  for (const { state } of images) {
    states[state] = (states[state] ?? 0) + 1;
  }
  return `${JSON.stringify({ version: AVAILABILITY_REPORT_VERSION, available, states, images: images.map(imageOf), unchecked }, null, 2)}\n`;
}

function imageOf({ image, state, exporterState, reason, cause, remedy, answer, uses }: CheckedImage): object {
  return {
    image, state, exporterState, reason, cause, remedy,
    ...(answer === undefined ? {} : evidenceOf(answer)),
    uses: uses.map((use) => useOf(use, answer)),
  };
}

/** What the registry said; the words of state, cause and remedy stand beside it already. */
function evidenceOf(answer: AvailabilityAnswer): object {
  const { status, errorCodes, said, attempts } = answer;
  return {
    ...(status === undefined ? {} : { status }),
    errorCodes,
    ...(said === undefined ? {} : { said }),
    ...foundOf(answer),
    attempts: attempts.map(({ credential, ...attempt }) => ({ ...(credential === undefined ? {} : { registry: credential.registry }), ...attempt })),
  };
}

function foundOf(answer: AvailabilityAnswer): object {
  switch (answer.state) {
    case 'available': {
      const { digest, mediaType, platforms } = answer;
      return { digest, mediaType, ...(platforms === undefined ? {} : { platforms }) };
    }
    case 'wrong_platform': {
      const { digest, platforms, missingPlatforms } = answer;
      return { ...(digest === '' ? {} : { digest }), platforms, missingPlatforms };
    }
    case 'digest_mismatch': {
      const { expectedDigest, foundDigest } = answer;
      return { expectedDigest, foundDigest };
    }
    case 'rate_limited':
      return answer.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: answer.retryAfterSeconds };
    case 'absent':
    case 'authentication_failure':
    case 'authorization_failure':
    case 'bad_image_format':
    case 'denied_or_absent':
    case 'registry_unavailable':
    case 'unknown_error':
      return {};
  }
}

interface JsonUse {
  readonly image: string;
  readonly namespace: string;
  readonly container: string;
  readonly location: FindingLocation;
  readonly reason?: string;
  readonly credential?: string;
  readonly obstacles: readonly string[];
}

function useOf({ image, namespace, container, location, reason, sources, obstacles }: ImageUse, answer: AvailabilityAnswer | undefined): JsonUse {
  const credential = answer?.credential === undefined ? undefined : sources[answer.credential.index];
  const who = reason === undefined ? {} : { reason };
  return { image, namespace, container, location, ...who, ...(credential === undefined ? {} : { credential }), obstacles };
}
