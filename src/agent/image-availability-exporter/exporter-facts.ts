import { PullproofError, quote } from '../../error';
import { compareVersions } from '../../relocate';

/** The image of the exporter, as its vendor publishes it, without a tag. */
export const EXPORTER_REPOSITORY = 'registry.deckhouse.io/k8s-image-availability-exporter/k8s-image-availability-exporter';

/** What its objects, its job and its file names are called unless a name is given. */
export const EXPORTER_NAME = 'k8s-image-availability-exporter';

/**
 * The releases whose source was read, the oldest first. Those before 0.5.0 ask for `batch/v1beta1` CronJobs, which
 * Kubernetes no longer has.
 *
 * @see https://github.com/deckhouse/k8s-image-availability-exporter/tags
 */
export const EXPORTER_RELEASES: readonly string[] = [
  '0.5.0', '0.5.1', '0.6.0', '0.6.1', '0.7.0', '0.8.0', '0.9.0', '0.10.0', '0.11.0', '0.12.0', '0.13.0', '0.14.0', '0.15.0',
];

/** The release that is installed unless another is named: the newest. */
export const NEWEST_EXPORTER = '0.15.0';

/** A flag that not all releases know. */
export type LaterFlag = 'allow-plain-http' | 'capath' | 'force-check-disabled-controllers' | 'image-mirror' | 'allowed-images';

/**
 * The release from which on a flag works. Source: `main.go` at the tags.
 *
 * 0.6.x already takes `-capath`, but reads the path itself as the certificate and ends (`pkg/registry/checker.go`).
 */
export const FLAG_SINCE: Readonly<Record<LaterFlag, string>> = {
  'allow-plain-http': '0.6.0',
  'capath': '0.7.0',
  'force-check-disabled-controllers': '0.7.0',
  'image-mirror': '0.8.0',
  'allowed-images': '0.13.0',
};

/**
 * From 0.7.0 on the kind of a workload is a label; before, each kind had metrics of its own.
 * Source: `pkg/store/image_store.go` at the tags v0.6.1 and v0.7.0.
 */
const KIND_IS_LABEL_SINCE = '0.7.0';

/**
 * Without the right to read secrets, releases before 0.8.0 wait for ever before they answer; later ones start, and
 * panic when they meet the first pull secret. Source: `pkg/registry/checker.go`, `pkg/registry/indexers.go`.
 */
const STARTS_WITHOUT_SECRETS_SINCE = '0.8.0';

/** What releases differ in. */
export interface ExporterFacts {
  /** Version, without a `v`. */
  readonly release: string;
  /** Whether the kind of a workload is the label `kind` of its metrics, and its name the label `name`. */
  readonly kindIsLabel: boolean;
  /** Whether it starts at all when it may not read secrets. */
  readonly startsWithoutSecrets: boolean;
}

/**
 * The facts of a release.
 *
 * @throws PullproofError `release-unknown`
 */
export function exporterFacts(version: string): ExporterFacts {
  const release = version.replace(/^v(?=\d)/, '');
  if (!EXPORTER_RELEASES.includes(release)) {
    throw new PullproofError({
      code: 'release-unknown',
      what: `release ${quote(version)} of k8s-image-availability-exporter is not known`,
      expected: `one of: ${EXPORTER_RELEASES.join(', ')}`,
      remedy: 'releases differ in their flags and metrics; name the nearest one, and give the `image` of yours',
    });
  }
  return {
    release,
    kindIsLabel: isSince(release, KIND_IS_LABEL_SINCE),
    startsWithoutSecrets: isSince(release, STARTS_WITHOUT_SECRETS_SINCE),
  };
}

/** Whether a release knows a flag. */
export function knowsFlag({ release }: ExporterFacts, flag: LaterFlag): boolean {
  return isSince(release, FLAG_SINCE[flag]);
}

function isSince(release: string, since: string): boolean {
  return (compareVersions(release, since) ?? -1) >= 0;
}
