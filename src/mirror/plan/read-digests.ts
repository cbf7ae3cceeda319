import { quote } from '../../error';
import { explainReference, printReference, tryParseReference, withoutUserInfo } from '../../image';
import type { ImageReference } from '../../image';

/** Digests that are known for source references. */
export interface KnownDigests {
  /** The digest of a source reference: its own, or the one that is given for it. */
  digestOf(source: ImageReference): string | undefined;
  /** The given references that nobody asked for. */
  unused(): string[];
}

/**
 * Reads a map from source reference to digest.
 *
 * @param problems gets one text for each entry that cannot be used
 */
export function readDigests(digests: Readonly<Record<string, string>>, problems: { add(problem: string): unknown }): KnownDigests {
  const given = new Map<string, string>();
  const asked = new Set<string>();
  for (const [text, digest] of Object.entries(digests)) {
    const shown = quote(withoutUserInfo(text));
    const reference = tryParseReference(text);
    if (reference === undefined) {
      problems.add(`the digest of ${shown}: ${explainReference(text).join(', ')}`);
      continue;
    }
    const { registry, repository } = reference;
    if (reference.digest !== undefined) {
      problems.add(`${shown} has a digest of its own, leave it out`);
    } else if (tryParseReference(printReference({ registry, repository, digest })) === undefined) {
      problems.add(`the digest of ${shown} is none (got ${quote(String(digest))}), expected sha256: and 64 hexadecimal digits`);
    } else {
      given.set(keyOf(reference), digest);
    }
  }
  return {
    digestOf(source) {
      if (source.digest !== undefined) {
        return source.digest;
      }
      asked.add(keyOf(source));
      return given.get(keyOf(source));
    },
    unused: () => [...given.keys()].filter((key) => !asked.has(key)),
  };
}

function keyOf({ registry, repository, tag = 'latest' }: ImageReference): string {
  return printReference({ registry, repository, tag });
}
