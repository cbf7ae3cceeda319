import { Problems, PullproofError, quote } from '../error';
import { DOCKER_HUB_HOST, explainHost, explainRepository, imageName, parseReference, withoutUserInfo } from '../image';

/** Checks and normalises a map from source host to prefix; also the hosts of routes go through here. */
export function readSourcePrefixes(prefixes: { readonly [sourceHost: string]: string }): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  const problems = new Problems();
  for (const [host, prefix] of Object.entries(prefixes)) {
    problems.add(...explainHost(host), ...explainRepository(prefix).map((problem) => `prefix for ${shown(host)}: ${problem}`));
    addOnce(result, normaliseHost(host), prefix, problems);
  }
  problems.throwIfAny({ code: 'layout-invalid', what: 'the prefixes of the layout bySource are wrong' });
  return result;
}

/** Checks and normalises a map from source image to private path. */
export function readExplicitPaths(paths: { readonly [source: string]: string }): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  const problems = new Problems();
  for (const [source, path] of Object.entries(paths)) {
    problems.add(...explainRepository(path).map((problem) => `path for ${shown(source)}: ${problem}`));
    const key = readSource(source, problems);
    if (key !== undefined) {
      addOnce(result, key, path, problems);
    }
  }
  problems.throwIfAny({
    code: 'layout-invalid',
    what: 'the map of the explicit layout is wrong',
    remedy: 'map host/path or host/path:tag to a path behind the prefix of the registry; tags and digests stay by themselves',
  });
  return result;
}

/** Docker Hub has a second name in references: https://github.com/distribution/reference/blob/main/normalize.go */
export function normaliseHost(host: string): string {
  return host === 'index.docker.io' ? DOCKER_HUB_HOST : host;
}

function readSource(source: string, problems: Problems): string | undefined {
  try {
    const reference = parseReference(source);
    if (reference.digest !== undefined) {
      problems.add(`source ${shown(source)} has a digest, leave it out: it is kept by itself`);
    }
    return reference.tag === undefined ? imageName(reference) : `${imageName(reference)}:${reference.tag}`;
  } catch (error) {
    if (!PullproofError.isPullproofError(error)) {
      throw error;
    }
    problems.add(...error.problems.map((problem) => `${error.what}: ${problem}`));
    return undefined;
  }
}

/** A key of a map, fit to be shown whatever was pasted into it. */
function shown(key: string): string {
  return quote(withoutUserInfo(key));
}

function addOnce(map: Map<string, string>, key: string, value: string, problems: Problems): void {
  if (map.has(key)) {
    problems.add(`${shown(key)} is named twice, in two ways to write it`);
  }
  map.set(key, value);
}
