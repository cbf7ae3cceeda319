import { isJsonObject } from '../../manifest';
import { digestOf, hasDigest, parseDigest } from '../protocol/digest';
import { parseJson } from '../protocol/error-body';
import { parseManifest } from '../protocol/manifest-document';
import type { ManifestDocument } from '../protocol/manifest-document';
import { CONFIG_MEDIA_TYPES, isManifestType, mediaTypeOf } from '../protocol/media-types';
import { platformOf, platformsOf } from '../protocol/platforms';
import { headerOf, textOf } from './exchange';
import type { Answered, Task } from './exchange';
import { explainFailure, explainRefusal, explainUnauthorizable } from './explain-refusal';
import type { RefusalContext } from './explain-refusal';
import { hideSecrets } from './hide-secrets';
import { notPresent } from './inspection';
import type { Inspection, NotPresent } from './inspection';
import type { Place, RegistryClient, RegistryReply } from './registry-client';

/** What is wanted of an image. */
export interface ImageWish extends RefusalContext {
  /** Tag or digest. */
  readonly reference: string;
  /** Whether the platforms are wanted: that takes the manifest itself, and for a single image its configuration. */
  readonly platforms: boolean;
}

/** HEAD has no body, so these say more when asked again with GET; some servers do not know HEAD. */
const WORTH_ASKING_AGAIN: readonly number[] = [400, 401, 403, 404, 405, 412, 501];
/** Images in an index whose platform it does not name; more of them nobody has seen. */
const MAX_UNDESCRIBED = 4;

/** Looks at one image with one login: one request where a tag is all that is wanted, two for a single image with its platform. */
export async function inspectImage(client: RegistryClient, place: Place, wish: ImageWish, task: Task): Promise<Inspection> {
  return hideSecrets(await inspect(client, place, wish, task), place);
}

async function inspect(client: RegistryClient, place: Place, wish: ImageWish, task: Task): Promise<Inspection> {
  if (!wish.platforms) {
    const head = await client.manifest('HEAD', place, wish.reference, task);
    const found = head.kind === 'answer' && head.answer.status === 200 ? fromHeaders(head.answer, wish.reference) : undefined;
    if (found !== undefined) {
      return found;
    }
    if (head.kind !== 'answer' || (head.answer.status !== 200 && !WORTH_ASKING_AGAIN.includes(head.answer.status))) {
      return explain(client, place, wish, head, task);
    }
  }
  const reply = await client.manifest('GET', place, wish.reference, task);
  return reply.kind === 'answer' && reply.answer.status === 200
    ? fromDocument(client, place, wish, reply.answer, task)
    : explain(client, place, wish, reply, task);
}

async function explain(client: RegistryClient, place: Place, wish: ImageWish, reply: RegistryReply, task: Task): Promise<NotPresent> {
  switch (reply.kind) {
    case 'failed':
      return notPresent(explainFailure(reply));
    case 'unauthorizable':
      return notPresent(explainUnauthorizable(reply));
    case 'token-refused':
    case 'answer':
      return notPresent(await explainRefusal(client, place, wish.reference, reply, wish, task));
  }
}

/** What the headers of a manifest say, if they say enough. */
function fromHeaders(answer: Answered, reference: string): Inspection | undefined {
  const digest = parseDigest(headerOf(answer, 'docker-content-digest'));
  const mediaType = mediaTypeOf(headerOf(answer, 'content-type') ?? '');
  if (digest === undefined || !isManifestType(mediaType)) {
    return undefined;
  }
  const expected = expectedDigest(reference);
  return expected !== undefined && sameAlgorithm(expected, digest) && expected !== digest
    ? notPresent({ reason: 'content-differs', host: answer.host, expectedDigest: expected, foundDigest: digest })
    : { kind: 'present', host: answer.host, digest: expected ?? digest, mediaType };
}

async function fromDocument(client: RegistryClient, place: Place, wish: ImageWish, answer: Answered, task: Task): Promise<Inspection> {
  const { host } = answer;
  const contentType = mediaTypeOf(headerOf(answer, 'content-type') ?? '');
  const document = parseManifest(textOf(answer), contentType);
  if (document.kind === 'unreadable') {
    return notPresent({ reason: contentType.includes('html') ? 'not-a-registry' : 'manifest-unreadable', host, status: answer.status });
  }
  if (document.kind === 'other') {
    return notPresent({ reason: 'manifest-type', host, mediaType: document.mediaType });
  }
  const named = expectedDigest(wish.reference) ?? parseDigest(headerOf(answer, 'docker-content-digest'));
  if (named !== undefined && hasDigest(answer.body, named) === false) {
    const foundDigest = digestOf(answer.body, named.slice(0, named.indexOf(':')));
    return notPresent({ reason: 'content-differs', host, expectedDigest: named, foundDigest });
  }
  const present: Inspection = { kind: 'present', host, digest: named ?? digestOf(answer.body), mediaType: document.mediaType };
  if (!wish.platforms) {
    return present;
  }
  const platforms = await findPlatforms(client, place, document, task);
  return 'kind' in platforms ? platforms : { ...present, platforms };
}

async function findPlatforms(
  client: RegistryClient, place: Place, document: Extract<ManifestDocument, { kind: 'index' | 'image' }>, task: Task,
): Promise<readonly string[] | NotPresent> {
  if (document.kind === 'image') {
    return platformByConfig(client, place, document, task);
  }
  const { platforms, undescribed } = platformsOf(document.entries);
  const found = new Set(platforms);
  for (const digest of undescribed.slice(0, MAX_UNDESCRIBED)) {
    const reply = await client.manifest('GET', place, digest, task);
    const child = reply.kind === 'answer' && reply.answer.status === 200 ? parseManifest(textOf(reply.answer), '') : undefined;
    // One that cannot be read serves no platform; the others still do.
    const own = child?.kind === 'image' ? await platformByConfig(client, place, child, task) : [];
    for (const platform of 'kind' in own ? [] : own) {
      found.add(platform);
    }
  }
  return [...found].sort();
}

async function platformByConfig(
  client: RegistryClient, place: Place, { config }: Extract<ManifestDocument, { kind: 'image' }>, task: Task,
): Promise<readonly string[] | NotPresent> {
  if (!CONFIG_MEDIA_TYPES.includes(config.mediaType)) {
    return notPresent({ reason: 'not-an-image', host: place.registry, mediaType: config.mediaType, platforms: [], missingPlatforms: [] });
  }
  // The digest becomes a part of a path, so a text that is none must not get there.
  const digest = parseDigest(config.digest);
  const reply = digest === undefined ? undefined : await client.blob(place, digest, task);
  if (digest === undefined || reply === undefined) {
    return notPresent({ reason: 'manifest-unreadable', host: place.registry });
  }
  if (reply.kind === 'failed' && reply.problem !== 'body-too-large') {
    return notPresent(explainFailure(reply));
  }
  if (reply.kind === 'answer' && reply.answer.status === 404 && !reply.answer.foreign) {
    return notPresent({ reason: 'config-absent', host: reply.answer.host, status: 404 });
  }
  const body = reply.kind === 'answer' && reply.answer.status === 200 ? reply.answer.body : undefined;
  const configuration = body !== undefined && hasDigest(body, digest) === true ? parseJson(body.toString('utf8')) : undefined;
  if (!isJsonObject(configuration)) {
    const status = reply.kind === 'answer' ? { host: reply.answer.host, status: reply.answer.status } : { host: place.registry };
    return notPresent({ reason: 'config-unreadable', ...status });
  }
  const platform = platformOf(configuration);
  return platform === undefined ? [] : [platform];
}

/** The digest that a reference by digest names; `undefined` for a tag. */
function expectedDigest(reference: string): string | undefined {
  return reference.includes(':') ? reference : undefined;
}

function sameAlgorithm(a: string, b: string): boolean {
  return a.slice(0, a.indexOf(':')) === b.slice(0, b.indexOf(':'));
}
