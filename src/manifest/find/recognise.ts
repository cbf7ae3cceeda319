import { tryParseReference } from '../../image';
import type { ImageReference } from '../../image';
import { looksLikeRegistryHost } from './registry-host';

/** Longer strings are no references: 255 characters of name, 128 of tag, and a digest. */
const LONGEST = 520;

/** Effects of taints, which follow the same form as tags: `node.example.com/role:NoSchedule`. */
const TAINT_EFFECT = /^(?:NoSchedule|NoExecute|PreferNoSchedule)$/;

/** Versions of an API: `cert-manager.io/v1:Certificate` names a kind. */
const API_VERSION = /^v\d+(?:(?:alpha|beta)\d+)?$/;

/** Pictures and disks are images too, but not ours. */
const OTHER_IMAGE = /\.(?:png|jpe?g|gif|svg|ico|webp|bmp|tiff?|iso|img|qcow2|vmdk|vhdx?|ova|raw)$/i;

/**
 * Reads a string as a reference in a place whose name promises one, such as a field `sidecarImage`.
 *
 * @param bare whether a single word such as `busybox` will do; else there must be a path, a tag or a digest
 */
export function plausibleReference(text: string, bare: boolean): ImageReference | undefined {
  if (text.length > LONGEST || text.length < 2) {
    return undefined;
  }
  const reference = tryParseReference(text);
  if (reference === undefined || OTHER_IMAGE.test(reference.repository)) {
    return undefined;
  }
  const isBare = !text.includes('/') && reference.tag === undefined && reference.digest === undefined;
  return !isBare || (bare && isImageWord(text)) ? reference : undefined;
}

/** Words that settings whose names end in `image` take. */
const SETTINGS: ReadonlySet<string> = new Set([
  'all', 'allow', 'allowed', 'always', 'any', 'auto', 'custom', 'default', 'denied', 'deny', 'disable', 'disabled', 'enable', 'enabled', 'false', 'image',
  'inherit', 'latest', 'never', 'no', 'none', 'null', 'off', 'on', 'optional', 'required', 'stable', 'string', 'true', 'undefined', 'unknown', 'yes',
]);

/** Whether a single word may name an image; a lone number or version is a tag that stands in a badly named field. */
function isImageWord(text: string): boolean {
  return /^[a-z]/.test(text) && !/^v\d/.test(text) && !SETTINGS.has(text);
}

/**
 * Reads a string as a reference where nothing but its form says so: a host that may be a registry, a path, and a tag
 * or digest.
 */
export function strictReference(text: string): ImageReference | undefined {
  const slash = text.indexOf('/');
  // Cheap tests first: nearly every string of a manifest fails one of these.
  if (slash < 4 || text.length > LONGEST || text.length < 8 || text.charCodeAt(slash + 1) === 47 /* / */) {
    return undefined;
  }
  const mark = text.indexOf(':', slash);
  if (mark === -1 && !text.includes('@')) {
    return undefined;
  }
  const reference = tryParseReference(text);
  if (reference === undefined || (reference.tag === undefined && reference.digest === undefined)) {
    return undefined;
  }
  const host = text.slice(0, slash);
  const named = (host.includes('.') || host.includes(':')) && looksLikeRegistryHost(host);
  const isOther = TAINT_EFFECT.test(reference.tag ?? '') || API_VERSION.test(reference.repository) || OTHER_IMAGE.test(reference.repository);
  return named && !isOther ? reference : undefined;
}

/** What templates and operators fill in later: `{{ .Tag }}`, `$(params.version)`, `${VERSION}`. */
const PLACEHOLDER = /\{\{|\$[({]/;

/**
 * Whether a text names the host of an image and leaves the rest to be filled in: `quay.io/team/app:{{ .Tag }}`.
 * Where it points is there for all to see, yet nobody can say which image it will be.
 */
export function isTemplatedReference(text: string): boolean {
  if (text.length > LONGEST || !PLACEHOLDER.test(text)) {
    return false;
  }
  const slash = text.indexOf('/');
  return slash > 0 && looksLikeRegistryHost(text.slice(0, slash));
}
