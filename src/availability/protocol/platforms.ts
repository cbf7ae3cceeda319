import type { Json, JsonObject } from '../../manifest';
import type { IndexEntry } from './manifest-document';

/** The platforms of an index, and what it leaves open. */
export interface IndexPlatforms {
  /** Platforms in the form of {@link parsePlatform}, sorted, each once. */
  readonly platforms: readonly string[];
  /** Digests of the images whose platform the index does not name: only their configuration tells. */
  readonly undescribed: readonly string[];
}

const PART = /^[a-z0-9._-]+$/;
/** Other names of architectures, and of their variants, as containerd knows them. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  i386: '386', x86_64: 'amd64', 'x86-64': 'amd64', aarch64: 'arm64', armhf: 'arm/v7', armel: 'arm/v6',
};
/** The variant that an architecture has when it names none, or that says nothing beyond the architecture. */
const PLAIN_VARIANTS: Readonly<Record<string, string>> = { arm64: 'v8', amd64: 'v1' };

/**
 * Reads a platform, `os/architecture[/variant]`, into the one form in which equal platforms are equal texts.
 *
 * `linux/arm64/v8` is `linux/arm64`, `linux/arm` is `linux/arm/v7`, `linux/x86_64` is `linux/amd64`.
 *
 * @returns `undefined` when the text is no platform.
 * @see https://github.com/containerd/platforms/blob/main/database.go
 */
export function parsePlatform(text: string): string | undefined {
  const parts = text.toLowerCase().split('/');
  const [os, architecture, variant] = parts;
  if (os === undefined || architecture === undefined || parts.length > 3 || !parts.every((part) => PART.test(part))) {
    return undefined;
  }
  const [name = '', ownVariant = ''] = (Object.hasOwn(ARCHITECTURES, architecture) ? ARCHITECTURES[architecture] ?? '' : architecture).split('/');
  const given = (variant ?? ownVariant).replace(/^(?=\d)/, 'v');
  const normal = name === 'arm' && given === '' ? 'v7' : given === PLAIN_VARIANTS[name] ? '' : given;
  return [os === 'macos' ? 'darwin' : os, name, ...(normal === '' ? [] : [normal])].join('/');
}

/** The platform of an image configuration or of an index entry; `undefined` when it names none. */
export function platformOf({ os, architecture, variant }: JsonObject): string | undefined {
  if (!isText(os) || !isText(architecture)) {
    return undefined;
  }
  return parsePlatform([os, architecture, ...(isText(variant) ? [variant] : [])].join('/'));
}

/** The platforms of an index, without the attestations that BuildKit keeps there. */
export function platformsOf(entries: readonly IndexEntry[]): IndexPlatforms {
  const platforms = new Set<string>();
  const undescribed = new Set<string>();
  for (const { digest, platform, isAttestation } of entries) {
    const found = platform === undefined ? undefined : platformOf(platform);
    if (found !== undefined && !isAttestation) {
      platforms.add(found);
    } else if (!isAttestation) {
      undescribed.add(digest);
    }
  }
  return { platforms: [...platforms].sort(), undescribed: [...undescribed] };
}

/**
 * The required platforms that an image does not serve, in the order of asking.
 *
 * A node takes an image of its own platform; one of 32-bit ARM also takes lower variants.
 */
export function missingPlatforms(required: readonly string[], found: readonly string[]): string[] {
  return required.filter((platform) => !found.some((candidate) => serves(candidate, platform)));
}

function serves(found: string, required: string): boolean {
  if (found === required) {
    return true;
  }
  const level = armLevel(required);
  const has = armLevel(found);
  return level !== undefined && has !== undefined && has.os === level.os && has.level <= level.level;
}

function armLevel(platform: string): { os: string; level: number } | undefined {
  const match = /^([^/]+)\/arm\/v(\d+)$/.exec(platform);
  return match === null ? undefined : { os: match[1] ?? '', level: Number(match[2]) };
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
