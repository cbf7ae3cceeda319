import { PullproofError, quote } from '../error';
import { explainReference } from './explain-reference';
import { isDigest, isHost, isImageId, isRepository, isTag, MAX_NAME_LENGTH, startsWithHost } from './grammar';
import { DOCKER_HUB_HOST } from './image-reference';
import type { ImageReference } from './image-reference';
import { withoutUserInfo } from './user-info';

/**
 * Reads an image reference as container runtimes do: Docker Hub when no host is named, `library/` for its
 * official images, `index.docker.io` as another name of `docker.io`.
 *
 * The grammar is that of https://github.com/distribution/reference. It differs from that code in one point: a
 * digest of an algorithm we do not know passes when it has at least 32 hexadecimal digits.
 *
 * @throws PullproofError `reference-invalid`, listing everything that is wrong with the text.
 */
export function parseReference(text: string): ImageReference {
  const reference = tryParseReference(text);
  if (reference === undefined) {
    throw new PullproofError({
      code: 'reference-invalid',
      what: `${quote(withoutUserInfo(text))} is not an image reference`,
      problems: explainReference(text),
      remedy: 'write host[:port]/path[:tag][@digest]',
    });
  }
  return reference;
}

/** Reads an image reference like {@link parseReference}, and answers `undefined` where that one throws. */
export function tryParseReference(text: string): ImageReference | undefined {
  const at = text.indexOf('@');
  const end = at === -1 ? text.length : at;
  const slash = text.indexOf('/');

  let registry = DOCKER_HUB_HOST;
  let start = 0;
  if (slash !== -1 && slash < end && startsWithHost(text, slash)) {
    if (!isHost(text, slash)) {
      return undefined;
    }
    const host = text.slice(0, slash);
    registry = host === 'index.docker.io' ? DOCKER_HUB_HOST : host;
    start = slash + 1;
  }

  // A path holds no colon, so the first one after the host begins the tag.
  const colon = text.indexOf(':', start);
  const pathEnd = colon === -1 || colon > end ? end : colon;
  if (!isRepository(text, start, pathEnd)) {
    return undefined;
  }
  const path = text.slice(start, pathEnd);
  const repository = registry === DOCKER_HUB_HOST && !path.includes('/') ? `library/${path}` : path;
  if (registry.length + 1 + repository.length > MAX_NAME_LENGTH || isImageId(text)) {
    return undefined;
  }

  const hasTag = pathEnd !== end;
  if ((hasTag && !isTag(text, pathEnd + 1, end)) || (at !== -1 && !isDigest(text, at + 1))) {
    return undefined;
  }
  if (hasTag) {
    const tag = text.slice(pathEnd + 1, end);
    return at === -1 ? { registry, repository, tag } : { registry, repository, tag, digest: text.slice(at + 1) };
  }
  return at === -1 ? { registry, repository } : { registry, repository, digest: text.slice(at + 1) };
}
