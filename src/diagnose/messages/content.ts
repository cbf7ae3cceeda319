import { containerd, crio, docker } from '../trouble';
import type { TroubleRow } from '../trouble';
import { SOURCES } from './sources';

const WRITER = 'https://github.com/containerd/containerd/blob/main/plugins/content/local/writer.go';

/** Images that arrive, and cannot be used. */
export const CONTENT_TROUBLES: readonly TroubleRow[] = [
  {
    id: 'content-differs',
    family: 'content',
    words: [
      /unexpected commit digest/i, /digest did not match/i, /failed size validation/i, /unexpected commit size/i, /filesystem layer verification failed/i,
      /manifest verification failed for digest/i,
    ],
    cause: 'what arrives is not what its digest says: the registry, a cache or a proxy on the way cuts it off or changes it',
    remedy: 'pull again; if it stays so, leave caches and scanning proxies out for this registry, or copy the image again',
    see: 'https://github.com/opencontainers/image-spec/blob/main/descriptor.md',
    examples: [
      containerd('https://github.com/containerd/containerd/issues/3974', 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed commit on ref "layer-sha256:1860da6d8902305631883be7a65a6a60d5f24be9048bf82c8c454ac2748d3950": unexpected commit digest sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, expected sha256:1860da6d8902305631883be7a65a6a60d5f24be9048bf82c8c454ac2748d3950: failed precondition'),
      containerd(WRITER, 'failed commit on ref "layer-sha256:1860da6d8902305631883be7a65a6a60d5f24be9048bf82c8c454ac2748d3950": "layer-sha256:1860da6d8902305631883be7a65a6a60d5f24be9048bf82c8c454ac2748d3950" failed size validation: 4096 != 1048576: failed precondition'),
      docker('https://github.com/moby/moby/blob/master/daemon/internal/distribution/pull_v2.go', 'Error response from daemon: filesystem layer verification failed for digest sha256:1860da6d8902305631883be7a65a6a60d5f24be9048bf82c8c454ac2748d3950'),
      crio('https://github.com/containers/image/blob/main/copy/digesting_reader.go', 'rpc error: code = Unknown desc = writing blob: Digest did not match, expected sha256:1860da6d8902305631883be7a65a6a60d5f24be9048bf82c8c454ac2748d3950, got sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'),
    ],
  },
  {
    id: 'format-old',
    family: 'content',
    words: [/manifest\.v1\+(?:prettyjws|json).*(?:not|no longer) supported/i, /schema 1.*(?:not|no longer) supported/i, /manifest version 2, schema 1/i],
    cause: 'the image is in a format of 2014 that runtimes no longer pull',
    remedy: 'build it anew; a copy with a current tool converts it, with another digest',
    see: 'https://github.com/distribution/distribution/issues/3966',
    examples: [
      containerd('https://github.com/ovh/cds/issues/7735', 'not implemented: media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.1, please rebuild the image as "application/vnd.docker.distribution.manifest.v2+json" or "application/vnd.oci.image.manifest.v1+json"'),
      docker('https://docs.docker.com/engine/deprecated/', 'Error response from daemon: Docker Image Format v1 and Docker Image manifest version 2, schema 1 support has been removed.'),
    ],
  },
  {
    id: 'not-an-image',
    family: 'content',
    words: [
      /unsupported (?:manifest )?media ?type/i, /unknown (?:media ?)?type application\//i, /mediaType in manifest should be/i, /invalid media type/i,
      /image-specific operation on artifact/i, /unrecognized (?:manifest|image) (?:media )?type/i,
    ],
    cause: 'what the registry has under this name is no container image the runtime knows: a chart, a signature, or a newer format',
    remedy: 'check the name: charts and images of one name are easily mixed up',
    see: 'https://github.com/opencontainers/image-spec/blob/main/media-types.md',
    examples: [
      containerd('https://github.com/containerd/nerdctl/issues/846', 'failed to pull and unpack image "harbor.example.com/charts/server:1.2": failed to copy: encountered unknown type application/vnd.cncf.helm.config.v1+json; children may not be fetched'),
      crio('https://github.com/containers/image/blob/main/manifest/common.go', 'rpc error: code = Unknown desc = parsing image configuration: unsupported image-specific operation on artifact with type "application/vnd.cncf.helm.config.v1+json"'),
      docker('https://github.com/moby/moby/blob/master/daemon/internal/distribution/pull_v2.go', 'Error response from daemon: unsupported media type application/vnd.cncf.helm.config.v1+json'),
      docker('https://github.com/estesp/manifest-tool/issues/120', 'Error response from daemon: mediaType in manifest should be \'application/vnd.docker.distribution.manifest.v2+json\' not \'\''),
    ],
  },
  {
    id: 'layer-unreadable',
    family: 'content',
    words: [/invalid tar header/i, /failed to extract layer/i, /error processing tar file/i, /wrong diff id/i, /failed to register layer/i, /unknown compression/i],
    cause: 'a layer of the image cannot be unpacked on the node: it is damaged, compressed in a way that an old runtime does not know (zstd), or the node forbids something in it',
    remedy: 'pull it on another node; if it fails there, too, copy or build the image again, without zstd for old runtimes',
    see: SOURCES.containerdFetcher,
    examples: [
      containerd('https://github.com/containerd/containerd/blob/main/core/unpack/unpacker.go', 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed to extract layer sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef: failed to get stream processor for application/vnd.oci.image.layer.v1.tar+zstd: no processor for media-type: unknown'),
      docker('https://github.com/moby/moby/blob/master/daemon/internal/layer/layer_store.go', 'Error response from daemon: failed to register layer: archive/tar: invalid tar header'),
      crio('https://github.com/containers/storage/blob/main/drivers/driver.go', 'rpc error: code = Unknown desc = writing blob: adding layer with blob: Error processing tar file(exit status 1): lchown /etc/shadow: invalid argument'),
    ],
  },
];
