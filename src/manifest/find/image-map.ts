import { tryParseReference } from '../../image';
import type { ImageReference } from '../../image';
import { property, stringProperty } from '../json';
import type { JsonObject } from '../json';
import type { ImageParts } from './found-reference';
import { imageName } from './image-names';
import { plausibleReference } from './recognise';
import { looksLikeRegistryHost } from './registry-host';

/** A reference that several keys of one object spell. */
export interface ComposedReference {
  /** Put together. */
  readonly text: string;
  /** Taken apart. */
  readonly reference: ImageReference;
  /** The keys. */
  readonly parts: ImageParts;
}

/**
 * The reference that an object such as `{ registry, repository, tag, digest }` spells.
 *
 * A `repository` alone is no image: chart repositories and source code have that field too. Under a key that speaks
 * of an image one more part is enough, or a host in the repository; elsewhere there must be a tag or digest, and
 * something that only images have.
 *
 * @param key name of the field that holds the object
 */
export function readImageMap(object: JsonObject, key: string): ComposedReference | undefined {
  const newName = stringProperty(object, 'newName');
  if (newName !== undefined) {
    // An entry of the `images` of a Kustomization.
    return compose(object, { repository: 'newName', ...tagAndDigest(object, 'newTag') });
  }
  const isImage = imageName(key) !== undefined;
  const repository = (isImage ? ['repository', 'name', 'image'] : ['repository']).find((name) => isText(object, name));
  if (repository === undefined) {
    return undefined;
  }
  const registry = isText(object, 'registry') ? { registry: 'registry' } : {};
  const rest = tagAndDigest(object, 'tag');
  const composed = compose(object, { ...registry, repository, ...rest });
  if (composed === undefined) {
    return undefined;
  }
  const name = stringProperty(object, repository) ?? '';
  const hasHost = name.indexOf('/') > 0 && looksLikeRegistryHost(name.slice(0, name.indexOf('/')));
  const hasVersion = rest.tag !== undefined || rest.digest !== undefined;
  if (isImage) {
    // A name of its own, such as `image: { name: my-cache }`, is not enough.
    const spells = plausibleReference(name, false) !== undefined && repository !== 'repository';
    return hasVersion || 'registry' in registry || hasHost || spells ? composed : undefined;
  }
  const onlyImagesHave = 'registry' in registry || hasHost || 'pullPolicy' in object || 'imagePullPolicy' in object;
  return hasVersion && onlyImagesHave ? composed : undefined;
}

/**
 * The reference of a field without tag whose neighbour has it: `{ image: quay.io/a/b, tag: v1 }`, `imageTag`, and
 * `trivy.tag` beside `trivy.repository`.
 */
export function readImageWithTag(object: JsonObject, key: string): ComposedReference | undefined {
  const text = stringProperty(object, key) ?? '';
  const reference = tryParseReference(text);
  if (reference === undefined || reference.tag !== undefined || reference.digest !== undefined || !text.includes('/')) {
    return undefined;
  }
  const repository = REPOSITORY_KEY.exec(key)?.[1];
  if (repository !== undefined && !looksLikeRegistryHost(text.slice(0, text.indexOf('/')))) {
    return undefined;
  }
  const tag = (repository === undefined ? [`${key}Tag`, ...(key === 'image' ? ['tag'] : [])] : [`${repository}tag`, `${repository}Tag`, `${repository}TAG`]).find((name) => isText(object, name));
  return tag === undefined ? undefined : compose(object, { repository: key, tag });
}

/** `trivy.repository`, `agentRepository`, `AGENT_REPOSITORY`: what comes before the word. */
const REPOSITORY_KEY = /^(.+?(?:[._-](?=repository$|REPOSITORY$)|(?=Repository$)))(?:repository|Repository|REPOSITORY)$/;

/** Whether the value of a field may go together with the tag of a neighbour, although its name says nothing of images. */
export function isRepositoryKey(key: string): boolean {
  return REPOSITORY_KEY.test(key);
}

/** Every key that the parts name. */
export function keysOf(parts: ImageParts): string[] {
  return [parts.registry, parts.repository, parts.tag, parts.digest].filter((key) => key !== undefined);
}

/** The text that the parts of an object spell. */
export function composeText(object: JsonObject, parts: ImageParts): string {
  const text = (key: string | undefined): string => (key === undefined ? '' : String(property(object, key)));
  const registry = text(parts.registry).replace(/\/+$/, '');
  const digest = text(parts.digest);
  return [
    registry === '' ? '' : `${registry}/`,
    text(parts.repository),
    parts.tag === undefined ? '' : `:${text(parts.tag)}`,
    digest === '' ? '' : `@${digest.includes(':') ? '' : 'sha256:'}${digest}`,
  ].join('');
}

/** The reference that the parts of an object spell, if it is one. */
export function compose(object: JsonObject, parts: ImageParts): ComposedReference | undefined {
  const text = composeText(object, parts);
  const reference = tryParseReference(text);
  return reference === undefined ? undefined : { text, reference, parts };
}

function tagAndDigest(object: JsonObject, tag: string): Pick<ImageParts, 'tag' | 'digest'> {
  const digest = ['digest', 'sha'].find((name) => isText(object, name) && typeof property(object, name) === 'string');
  return { ...(isText(object, tag) ? { tag } : {}), ...(digest === undefined ? {} : { digest }) };
}

/** Whether a key has a text. A tag such as `1.10`, unquoted, is a number; charts print it as one. */
export function isText(object: JsonObject, key: string): boolean {
  const value = property(object, key);
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
