/** Words before `image` that make it a picture, a disk or a machine. */
const OTHER_IMAGES: ReadonlySet<string> = new Set([
  'ami', 'avatar', 'background', 'banner', 'boot', 'disk', 'hero', 'icon', 'iso', 'kernel', 'logo', 'machine', 'node', 'os', 'profile', 'splash', 'vm',
]);

/** Words that may follow `image` without changing that the value is a reference. */
const NAME_WORDS: ReadonlySet<string> = new Set(['name', 'ref', 'reference', 'url', 'uri', 'fqn', 'spec', 'full', 'default', 'override', 'list']);

/** What the name of a field, variable or flag says about its value. */
export interface ImageName {
  /** Whether the name ends with `image`, so that a single word such as `busybox` is a reference too. */
  readonly bare: boolean;
  /** Whether the value may list several references. */
  readonly list: boolean;
  /** Whether the value is a name without a tag, as in `IMAGE_REPOSITORY`. */
  readonly repository: boolean;
}

/**
 * What a name that speaks of an image says; `undefined` for all other names, `imagePullPolicy` and `IMAGE_TAG` among
 * them.
 */
export function imageName(name: string): ImageName | undefined {
  // Cheap test first: nearly every name fails it.
  if (name.length > 200 || !/image/i.test(name)) {
    return undefined;
  }
  const words = splitWords(name);
  const at = words.findLastIndex((word) => word.endsWith('image') || word.endsWith('images'));
  const word = words[at];
  if (word === undefined) {
    return undefined;
  }
  const before = word === 'image' || word === 'images' ? words[at - 1] : word.replace(/images?$/, '');
  if (before !== undefined && OTHER_IMAGES.has(before)) {
    return undefined;
  }
  const after = words.slice(at + 1);
  const repository = after.length > 0 && after.every((next) => next === 'repository' || next === 'repo');
  if (!repository && !after.every((next) => NAME_WORDS.has(next))) {
    // `RELATED_IMAGE_PROXY` is the image of a proxy; `IMAGE_TAG` is no reference.
    return after.some((next) => NOT_A_PROGRAM.has(next)) ? undefined : { bare: false, list: false, repository: false };
  }
  return { bare: after.length === 0 && word.endsWith('image'), list: word.endsWith('images') || after.includes('list'), repository };
}

/** Words after `image` that make the value a property of the image. */
const NOT_A_PROGRAM: ReadonlySet<string> = new Set([
  'arch', 'architecture', 'bucket', 'cache', 'count', 'credentials', 'digest', 'dir', 'directory', 'enabled', 'format', 'gc', 'height', 'host', 'id', 'ids',
  'interval', 'limit', 'path', 'pattern', 'patterns', 'platform', 'policy', 'port', 'prefix', 'pull', 'references', 'registries', 'registry', 'repositories',
  'scan', 'scanner', 'scanning', 'secret', 'secrets', 'sha', 'size', 'stream', 'tag', 'tags', 'timeout', 'type', 'version', 'volume', 'width',
]);

/** `sidecarImage`, `SIDECAR_IMAGE`, `sidecar-image` → `sidecar`, `image`. */
function splitWords(name: string): string[] {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2').toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '');
}
