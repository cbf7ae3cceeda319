import { tryParseReference } from '../../image';
import { isJsonObject, property, stringProperty } from '../json';
import type { Json, JsonObject } from '../json';
import { compose, isText } from './image-map';
import type { ComposedReference } from './image-map';
import { looksLikeRegistryHost } from './registry-host';

/** A reference of which a part may stand outside of the object whose keys spell the rest. */
export interface SplitReference extends ComposedReference {
  /** Whether one does. */
  readonly outside: boolean;
}

/**
 * `{ repository: nvcr.io/nvidia, image: driver, version: v1 }`: operators that call `repository` what comes before the
 * name, and write host and name apart. The ClusterPolicy of NVIDIA's GPU operator is one.
 */
export function readSplitImage(object: JsonObject): ComposedReference | undefined {
  const before = stringProperty(object, 'repository') ?? '';
  const [host = ''] = before.split('/');
  return !isHost(host) || !isNameOnly(stringProperty(object, 'image')) ? undefined
    : compose(object, { registry: 'repository', repository: 'image', ...versionOf(object) });
}

/**
 * `{ repository: k8ssandra, name: system-logger, tag: v1 }`, an entry of a map of images. The registry may be written
 * once for all of them: the ImageConfig of cass-operator does so.
 *
 * @param around the objects around it, the nearest last
 */
export function readListedImage(object: JsonObject, around: readonly JsonObject[]): SplitReference | undefined {
  const version = versionOf(object);
  if (!isText(object, 'repository') || !isNameOnly(stringProperty(object, 'name')) || Object.keys(version).length === 0) {
    return undefined;
  }
  const composed = compose(object, { registry: 'repository', repository: 'name', ...version });
  const [host = ''] = (stringProperty(object, 'repository') ?? '').split('/');
  const registry = isHost(host) ? undefined : registryAround([...around, object]);
  const whole = composed === undefined || registry === undefined ? undefined : prefixed(composed.text, registry.text);
  return composed === undefined ? undefined : { ...composed, ...(whole ?? { outside: false }) };
}

/**
 * A single word whose registry, and perhaps whose tag, stand in an object around it, as in the values of Istio's injector:
 * `{ hub: docker.io/istio, tag: 1.2.3, proxy: { image: proxyv2 } }`.
 *
 * @param around the objects around it, the nearest last
 */
export function readLoneName(name: string, around: readonly JsonObject[]): Omit<SplitReference, 'parts'> | undefined {
  const registry = isNameOnly(name) && !name.includes('/') ? registryAround(around) : undefined;
  if (registry === undefined) {
    return undefined;
  }
  const tag = isText(registry.object, 'tag') ? `:${String(property(registry.object, 'tag'))}` : '';
  return prefixed(`${name}${tag}`, registry.text);
}

/** Keys whose value is the registry of images that are named elsewhere in the document. */
const REGISTRY_KEYS = ['registry', 'imageRegistry', 'hub', 'imageRepo', 'defaultRegistry'];

/** Objects that hold what goes for those beside them. */
const COMMON_KEYS = ['global', 'defaults'];

function registryAround(around: readonly JsonObject[]): { readonly text: string; readonly object: JsonObject } | undefined {
  for (const object of around.toReversed()) {
    for (const holder of [object, ...COMMON_KEYS.map((key) => property(object, key))].filter((one) => isJsonObject(one))) {
      const text = REGISTRY_KEYS.map((key) => stringProperty(holder, key)).find((value) => value !== undefined && isHost(value.split('/')[0] ?? ''));
      if (text !== undefined) {
        return { text: text.replace(/\/+$/, ''), object: holder };
      }
    }
  }
  return undefined;
}

function prefixed(name: string, registry: string): Omit<SplitReference, 'parts'> | undefined {
  const text = `${registry}/${name}`;
  const reference = tryParseReference(text);
  return reference === undefined ? undefined : { text, reference, outside: true };
}

/** A digest may stand where others write a tag. */
function versionOf(object: JsonObject): { tag?: string; digest?: string } {
  const key = ['version', 'tag'].find((name) => isText(object, name));
  return key === undefined ? {} : String(property(object, key)).startsWith('sha256:') ? { digest: key } : { tag: key };
}

function isHost(text: string): boolean {
  return /[.:]/.test(text) && looksLikeRegistryHost(text);
}

/** Neither host nor tag nor digest. */
function isNameOnly(text: Json | undefined): boolean {
  const reference = typeof text === 'string' ? tryParseReference(text) : undefined;
  return reference !== undefined && reference.tag === undefined && reference.digest === undefined && !isHost(String(text).split('/')[0] ?? '');
}
