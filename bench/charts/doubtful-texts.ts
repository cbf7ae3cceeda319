import { findReferences, formatPath } from '../../src/manifest';
import type { ManifestStream, Resource } from '../../src/manifest';

/** A text that looks like an image to a crude search, and was not found to be one. */
export interface DoubtfulText {
  /** The object, as `Kind/name`. */
  readonly object: string;
  /** Where in the object. */
  readonly path: string;
  /** The text. */
  readonly text: string;
}

const REGISTRY = /^(?:[\w-]+\.)*(?:docker\.io|quay\.io|gcr\.io|ghcr\.io|registry\.k8s\.io|public\.ecr\.aws|mcr\.microsoft\.com|nvcr\.io|icr\.io|pkg\.dev|azurecr\.io|dkr\.ecr\.[\w-]+\.amazonaws\.com)$|^(?:cr|registry|docker|images?|containers?)\.[\w.-]+$/;
const PATH = /^[a-z0-9](?:[a-z0-9._/-]*[a-z0-9])?(?::\w[\w.-]*)?(?:@sha256:[0-9a-f]{64})?$/;

/**
 * Searches every string of a render for words that look like images, with nothing but regular expressions: a check on
 * the search that the audit relies on. Schemas are left out; their descriptions are full of examples.
 */
export function doubtfulTexts({ resources }: ManifestStream): DoubtfulText[] {
  return resources.filter(({ kind }) => kind !== 'CustomResourceDefinition').flatMap((resource) => {
    const found = findReferences(resource).map(({ text }) => text).filter((text) => text !== '');
    return [...stringsIn(resource)].flatMap(({ path, text }) => wordsIn(text)
      .filter((word) => !found.some((known) => known.includes(word) || word.includes(known)))
      .map((word) => ({ object: `${resource.kind}/${resource.name}`, path, text: word })));
  });
}

function wordsIn(text: string): string[] {
  return text.split(/[\s"'`,;=()[\]{}<>|&\\]+/).map((word) => word.replace(/[.:/]+$/, '')).filter((word) => {
    const [, host = '', path = ''] = /^([^/]+)\/(.+)$/.exec(word) ?? [];
    const isNamed = REGISTRY.test(host.replace(/:\d+$/, '')) && PATH.test(path);
    const isTagged = /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)+:v?\d+\.\d[\w.-]*$/.test(word);
    return isNamed || isTagged;
  });
}

function* stringsIn(resource: Resource): Generator<{ path: string; text: string }> {
  const isSecret = resource.kind === 'Secret';
  function* visit(value: unknown, path: (string | number)[]): Generator<{ path: string; text: string }> {
    if (typeof value === 'string') {
      yield { path: formatPath(path), text: isSecret && path[0] === 'data' ? Buffer.from(value, 'base64').toString('utf8') : value };
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        yield* visit(child, [...path, Array.isArray(value) ? Number(key) : key]);
      }
    }
  }
  yield* visit(resource.object, []);
}
