/**
 * The states of k8s-image-availability-exporter, by the names of its metrics.
 *
 * @see https://github.com/deckhouse/k8s-image-availability-exporter
 */
export const EXPORTER_STATES = [
  'available', 'absent', 'bad_image_format', 'registry_unavailable', 'authentication_failure', 'authorization_failure', 'unknown_error',
] as const;

/** One state of the exporter. */
export type ExporterState = typeof EXPORTER_STATES[number];

/**
 * Every state that an answer can have: those of the exporter, and what it cannot tell.
 *
 * - `denied_or_absent`: the registry says the same of an image that is missing and of one that this login may not see
 * - `wrong_platform`: the image is there, and not for every platform that was asked for
 * - `digest_mismatch`: the image is there, and is another than expected
 * - `rate_limited`: the registry wants to be asked later, and said nothing of the image
 */
export const AVAILABILITY_STATES = [...EXPORTER_STATES, 'denied_or_absent', 'wrong_platform', 'digest_mismatch', 'rate_limited'] as const;

/** One state of an answer. */
export type AvailabilityState = typeof AVAILABILITY_STATES[number];
