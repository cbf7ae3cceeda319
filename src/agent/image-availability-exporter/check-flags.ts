import { nameProblems, tryParseDuration } from '../../credential';
import { quote } from '../../error';
import { explainHost } from '../../image';
import { FLAG_SINCE, knowsFlag } from './exporter-facts';
import type { ExporterFacts, LaterFlag } from './exporter-facts';
import type { CheckedKind, ExporterFlags } from './exporter-flags';

/** The kinds that the exporter checks. */
export const CHECKED_KINDS: readonly CheckedKind[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'];

/** A label key: an optional DNS prefix, and a name. */
const LABEL_KEY = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** A key of a ConfigMap or Secret. */
const DATA_KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/** Everything that is wrong with flags for a release; none when they are fine. */
export function flagProblems(facts: ExporterFacts, flags: ExporterFlags): string[] {
  const { checkInterval, port, namespaceLabel, defaultRegistry, caBundles = [], skipRegistryCertVerification = false } = flags;
  const seconds = checkInterval === undefined ? undefined : tryParseDuration(checkInterval);
  return [
    ...checkInterval === undefined || (seconds !== undefined && seconds >= 1)
      ? [] : [`checkInterval must be a duration of a second or more, such as "1m" or "90s" (got ${quote(checkInterval)})`],
    ...port === undefined || (Number.isInteger(port) && port >= 1024 && port <= 65535)
      ? [] : [`port must be a number from 1024 to 65535: the exporter is not root (got ${port})`],
    ...[...flags.ignoredImages ?? [], ...flags.allowedImages ?? []].flatMap((pattern) => pattern.problems()),
    ...namespaceLabel === undefined || LABEL_KEY.test(namespaceLabel)
      ? [] : [`namespaceLabel must be the key of a label, without a value (got ${quote(namespaceLabel)})`],
    ...(flags.forceCheckDisabledControllers ?? []).filter((kind) => !CHECKED_KINDS.includes(kind))
      .map((kind) => `forceCheckDisabledControllers must be of ${CHECKED_KINDS.join(', ')} (got ${quote(String(kind))})`),
    ...defaultRegistry === undefined ? [] : explainHost(defaultRegistry).map((problem) => `defaultRegistry: ${problem}`),
    ...mirrorProblems(flags.imageMirrors ?? {}),
    ...caBundles.flatMap(({ _source: { kind, name, key } }) => [
      ...nameProblems(name, `name of the ${kind === 'secret' ? 'Secret' : 'ConfigMap'} with a CA bundle`),
      ...DATA_KEY.test(key) ? [] : [`key of a CA bundle must be made of letters, digits, "-", "_" and "." (got ${quote(key)})`],
    ]),
    ...skipRegistryCertVerification && caBundles.length > 0
      ? ['skipRegistryCertVerification makes the exporter ignore caBundles: leave one of them out'] : [],
    ...usedLaterFlags(flags).filter((flag) => !knowsFlag(facts, flag)).map((flag) => tooOld(facts, flag)),
  ];
}

/** What to say about a flag that a release does not know. */
export function tooOld({ release }: ExporterFacts, flag: LaterFlag): string {
  return `-${flag} needs release ${FLAG_SINCE[flag]} of the exporter or newer, this is ${release}`;
}

function usedLaterFlags(flags: ExporterFlags): LaterFlag[] {
  const used: Readonly<Record<LaterFlag, boolean>> = {
    'allow-plain-http': flags.allowPlainHttp === true,
    'capath': (flags.caBundles ?? []).length > 0,
    'force-check-disabled-controllers': (flags.forceCheckDisabledControllers ?? []).length > 0,
    'image-mirror': Object.keys(flags.imageMirrors ?? {}).length > 0,
    'allowed-images': (flags.allowedImages ?? []).length > 0,
  };
  return (Object.keys(used) as LaterFlag[]).filter((flag) => used[flag]);
}

/**
 * The exporter compares beginnings of texts, so `docker.io/nginx` would also stand for `docker.io/nginx-exporter`, and
 * takes the first hit in the order of a Go map, which is random. Source: `getImageWithMirror` in `pkg/registry/checker.go`.
 */
function mirrorProblems(mirrors: { readonly [beginning: string]: string }): string[] {
  const beginnings = Object.keys(mirrors);
  return Object.entries(mirrors).flatMap(([beginning, mirror]) => {
    const shown = `imageMirrors ${quote(beginning)}`;
    const end = /[/:@]$/.exec(beginning)?.[0];
    return [
      ...end === undefined ? [`${shown} must end in "/", ":" or "@", or it also stands for longer names`] : [],
      ...end !== undefined && !mirror.endsWith(end) ? [`${shown} ends in "${end}", so its mirror must too (got ${quote(mirror)})`] : [],
      ...[beginning, mirror].some((side) => /[=\s]/.test(side)) ? [`${shown} must not hold "=" or spaces, nor may its mirror`] : [],
      ...beginnings.filter((other) => other !== beginning && other.startsWith(beginning))
        .map((other) => `${shown} and ${quote(other)} both match some images, and the exporter chooses at random`),
    ];
  });
}
