import { createHash } from 'node:crypto';

/** A document or layer, with what registries call it. */
export interface Content {
  readonly bytes: Buffer;
  readonly digest: string;
  readonly mediaType: string;
}

/** A small image: the same options always make the same bytes. */
export interface TestImage {
  /** What a tag names: the index, or the manifest of a single image. */
  readonly root: Content;
  /** Manifests that the index names. */
  readonly manifests: readonly Content[];
  /** Configurations and layers. */
  readonly blobs: readonly Content[];
}

/** What a test image is like. */
export interface TestImageOptions {
  /** `os/architecture[/variant]`; each becomes a manifest of an index. */
  readonly platforms: readonly string[];
  /** Whether the only platform stands alone, without an index. */
  readonly single?: boolean;
  /** Whether the index also holds an attestation, as BuildKit puts there. */
  readonly attestation?: boolean;
  /** Whether the index leaves the platforms out. */
  readonly undescribed?: boolean;
  /** Media types of Docker in place of those of OCI. */
  readonly docker?: boolean;
  /** Makes the layers differ from those of other images. */
  readonly seed?: string;
}

/** Makes an image without a builder. */
export function makeTestImage(options: TestImageOptions): TestImage {
  const { platforms, single = false, attestation = false, undescribed = false, docker = false, seed = '' } = options;
  const types = docker ? DOCKER : OCI;
  const images = platforms.map((platform) => makeManifest(platform, seed, types));
  const [only] = images;
  if (single && only !== undefined) {
    return { root: only.manifest, manifests: [], blobs: only.blobs };
  }
  const statement = makeManifest('unknown/unknown', `${seed} attestation`, types);
  const entries = images.map(({ manifest }, index) => ({
    ...descriptor(manifest), ...(undescribed ? {} : { platform: platformObject(platforms[index] ?? '') }),
  }));
  const root = document({
    schemaVersion: 2,
    mediaType: types.index,
    manifests: [...entries, ...(attestation ? [{
      ...descriptor(statement.manifest),
      platform: platformObject('unknown/unknown'),
      annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': only?.manifest.digest ?? '' },
    }] : [])],
  }, types.index);
  const all = attestation ? [...images, statement] : images;
  return { root, manifests: all.map(({ manifest }) => manifest), blobs: all.flatMap(({ blobs }) => blobs) };
}

const OCI = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
};

const DOCKER = {
  index: 'application/vnd.docker.distribution.manifest.list.v2+json',
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar',
};

function makeManifest(platform: string, seed: string, types: typeof OCI): { manifest: Content; blobs: Content[] } {
  const layer = content(Buffer.from(`layer of ${platform} ${seed}`), types.layer);
  const config = document({ ...platformObject(platform), config: {}, rootfs: { type: 'layers', diff_ids: [layer.digest] } }, types.config);
  const manifest = document({ schemaVersion: 2, mediaType: types.manifest, config: descriptor(config), layers: [descriptor(layer)] }, types.manifest);
  return { manifest, blobs: [config, layer] };
}

function platformObject(platform: string): object {
  const [os, architecture, variant] = platform.split('/');
  return { os, architecture, ...(variant !== undefined && { variant }) };
}

function descriptor({ bytes, digest, mediaType }: Content): object {
  return { mediaType, digest, size: bytes.length };
}

function document(value: object, mediaType: string): Content {
  return content(Buffer.from(JSON.stringify(value), 'utf8'), mediaType);
}

/** Any bytes, with their digest. */
export function content(bytes: Buffer, mediaType: string): Content {
  return { bytes, mediaType, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
}
