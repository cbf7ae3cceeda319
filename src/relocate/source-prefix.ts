import { WELL_KNOWN_SOURCE_PREFIXES } from '../registry';
import type { Registry } from '../registry';

/**
 * The prefix for the images of a source host, when nobody chose one.
 *
 * A registry that caches several others has a cache per prefix, and none for a host that it does not know. Anywhere
 * else an unknown host gets a prefix made from its name: `registry.example.com:5000` becomes `registry.example.com-5000`.
 */
export function defaultSourcePrefix(sourceHost: string, registry: Registry): string | undefined {
  const caches = registry.kind.sourcePrefixes;
  if (caches !== undefined) {
    return ownEntry(caches, sourceHost);
  }
  return ownEntry(WELL_KNOWN_SOURCE_PREFIXES, sourceHost) ?? asPathComponent(sourceHost);
}

/** A host has no inherited properties, and `constructor.example` none either; but a host may be called `constructor:80`. */
function ownEntry(entries: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(entries, key) ? entries[key] : undefined;
}

function asPathComponent(host: string): string {
  const name = host.toLowerCase().replace(/[^a-z0-9.]+/g, '-').replace(/^[.-]+|[.-]+$/g, '');
  return name === '' ? 'ipv6' : name;
}
