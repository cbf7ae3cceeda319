import { containerd, crio, docker, kubelet } from '../trouble';
import type { TroubleRow } from '../trouble';
import { GUIDES, SOURCES } from './sources';

/** Images for other machines, and images that lack what is started in them. */
export const PLATFORM_TROUBLES: readonly TroubleRow[] = [
  {
    id: 'platform-missing',
    family: 'platform',
    words: [
      /no match for platform in manifest/i, /no matching manifest for/i, /no image found in (?:manifest list|image index) for architecture/i,
      /image operating system .* cannot be used/i, /does not (?:match|provide) the specified platform/i,
    ],
    cause: 'the registry has the image, and not for the architecture of the node: a copy with one platform only looks like this',
    remedy: 'copy it again with all its platforms (skopeo: --all), or keep the pod away from such nodes',
    see: 'https://github.com/opencontainers/image-spec/blob/main/image-index.md',
    examples: [
      containerd(SOURCES.containerdPlatform, 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": no match for platform in manifest: not found'),
      containerd('https://github.com/aws-samples/bottlerocket-images-cache/issues/7', 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": no match for platform in manifest sha256:b9ab2c28208d75a75807445d4c370801da3992817325cc349764ad740abe40a6: not found'),
      docker('https://github.com/moby/moby/issues/39201', 'rpc error: code = Unknown desc = no matching manifest for linux/arm64/v8 in the manifest list entries'),
      crio('https://github.com/cri-o/cri-o/issues/8283', 'rpc error: code = Unknown desc = choosing image instance: no image found in manifest list for architecture arm64, variant "v8", OS linux'),
      docker('https://github.com/moby/moby/blob/master/daemon/internal/distribution/pull_v2.go', 'Error response from daemon: image operating system "windows" cannot be used on this platform: operating system is not supported'),
    ],
  },
  {
    id: 'exec-format',
    family: 'platform',
    words: [/exec format error/i],
    cause: 'the image came, and its program is for another architecture than the node: the tag leads to an image of one platform',
    remedy: 'push the images of all architectures under one tag (an index), or copy it again with all its platforms',
    see: 'https://github.com/opencontainers/image-spec/blob/main/image-index.md',
    examples: [
      kubelet('https://github.com/cri-o/cri-o/issues/1347', 'StartError: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/bin/server": exec format error: unknown'),
      docker('https://github.com/cri-o/cri-o/issues/1347', 'standard_init_linux.go:228: exec user process caused: exec format error'),
      kubelet('https://github.com/cri-o/cri-o/issues/1347', 'init container: exec /bin/sh exec format error'),
    ],
  },
  {
    id: 'command-missing',
    family: 'platform',
    words: [/executable file not found in \$PATH/i, /exec: .*stat .*: no such file or directory/i, /exec: .*: no such file or directory/i],
    cause: 'the image came, and has not the program that the pod starts: it is another image, or another version, than the chart expects',
    remedy: 'compare repository and tag with what the chart has without overrides; a tag that stayed behind on a moved repository does this',
    see: GUIDES.images,
    examples: [
      containerd('https://github.com/opencontainers/runc/blob/main/libcontainer/init_linux.go', 'StartError: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/server": stat /app/server: no such file or directory: unknown'),
      crio('https://github.com/opencontainers/runc/blob/main/libcontainer/init_linux.go', 'container create failed: runc create failed: unable to start container process: exec: "server": executable file not found in $PATH'),
    ],
  },
];
