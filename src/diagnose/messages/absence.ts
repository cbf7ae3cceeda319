import { containerd, crio, docker, kubelet } from '../trouble';
import type { TroubleRow } from '../trouble';
import { GUIDES, SOURCES } from './sources';

/** Images that are not there, or cannot be. */
export const ABSENCE_TROUBLES: readonly TroubleRow[] = [
  {
    id: 'name-invalid',
    family: 'absence',
    words: [/invalid reference format/i, /couldn't parse image (?:name|reference)/i, /InvalidImageName/, /must be lowercase/i],
    cause: 'the text is no image reference, so nothing is pulled',
    remedy: 'write host[:port]/path[:tag][@digest], the path in lower case; a template that was not filled in looks like this, too',
    see: GUIDES.images,
    examples: [
      kubelet(SOURCES.kubeletImages, 'InvalidImageName: Failed to apply default image tag "harbor.example.com/Agents/server:1.2": couldn\'t parse image reference "harbor.example.com/Agents/server:1.2": invalid reference format: repository name (Agents/server) must be lowercase'),
      kubelet(SOURCES.kubeletImages, 'InspectFailed: Failed to apply default image tag "harbor.example.com/agents/server:": couldn\'t parse image name "harbor.example.com/agents/server:": invalid reference format'),
    ],
  },
  {
    id: 'short-name',
    family: 'absence',
    words: [/short-name .*did not resolve/i, /short name mode is enforcing/i, /unqualified-search registries/i],
    cause: 'the image names no registry, and the node does not guess one',
    remedy: 'write the reference in full, with its registry',
    see: GUIDES.crioRegistries,
    examples: [
      crio(GUIDES.crioRegistries, 'rpc error: code = Unknown desc = short-name "nginx:1.27" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"'),
      crio('https://github.com/cri-o/cri-o/blob/main/docs/crio.conf.5.md', 'ImageInspectError: rpc error: code = Unknown desc = short name mode is enforcing, but image name nginx:1.27 returns ambiguous list'),
    ],
  },
  {
    id: 'never-pulled',
    family: 'absence',
    words: [/with pull policy of Never/i, /ErrImageNeverPull/],
    cause: 'the pull policy is Never, and the node does not have the image',
    remedy: 'set imagePullPolicy to IfNotPresent, or bring the image onto the nodes beforehand',
    see: GUIDES.images,
    examples: [kubelet(SOURCES.kubeletImages, 'ErrImageNeverPull: Container image "harbor.example.com/agents/server:1.2" is not present with pull policy of Never')],
  },
  {
    id: 'repository-unknown',
    family: 'absence',
    words: [/\bname unknown\b/i, /NAME_UNKNOWN/, /repository with name .*does not exist/i, /\b(?:project|repository) \S+ not found/i],
    cause: 'the registry has no such repository, or no such project',
    remedy: 'copy the image, or correct the name; where pushes do not create repositories (Amazon ECR), create it first',
    see: SOURCES.registryErrors,
    examples: [
      docker('https://docs.aws.amazon.com/AmazonECR/latest/userguide/common-errors-docker.html', 'Error response from daemon: repository 123456789012.dkr.ecr.eu-west-1.amazonaws.com/agents/server not found: name unknown: The repository with name \'agents/server\' does not exist in the registry with id \'123456789012\''),
      containerd('https://github.com/goharbor/harbor/blob/main/src/lib/errors/const.go', 'failed to resolve reference "harbor.example.com/agents/server:1.2": unexpected status from GET request to https://harbor.example.com/v2/agents/server/manifests/1.2: 404 Not Found: NAME_UNKNOWN: repository agents/server not found'),
    ],
  },
  {
    id: 'content-missing',
    family: 'absence',
    words: [/content at .*not found/i, /blob unknown/i, /BLOB_UNKNOWN/, /error pulling image configuration: .*(?:not found|unknown)/i],
    cause: 'the registry has the manifest, but not everything that it names: the image was copied in part, or cleaned up in part',
    remedy: 'copy the image again with a tool that copies all of it, every platform included',
    see: SOURCES.registryErrors,
    examples: [
      containerd(SOURCES.containerdFetcher, 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed to copy: httpReadSeeker: failed open: content at https://harbor.example.com/v2/agents/server/blobs/sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef not found: not found'),
      docker(SOURCES.registryErrors, 'Error response from daemon: error pulling image configuration: download failed after attempts=1: unknown blob: blob unknown to registry'),
      crio(SOURCES.registryErrors, 'rpc error: code = Unknown desc = parsing image configuration: fetching blob: blob unknown to registry'),
    ],
  },
  {
    id: 'manifest-unknown',
    family: 'absence',
    words: [
      /manifest unknown/i, /MANIFEST_UNKNOWN/, /failed to resolve reference .*: not found\b/i, /failed to resolve image.*: not found\b/i, /manifest for .*not found/i,
      /image with imageid .*does not exist/i, /\b404\b(?: Not Found)?/i, /tag .*(?:does not exist|not found)/i, /no such image/i,
    ],
    cause: 'the registry has no image with this tag or digest',
    remedy: 'copy the image, or correct the tag; some tags have a `v` in front or a suffix behind, some do not',
    see: SOURCES.registryErrors,
    examples: [
      containerd(SOURCES.containerdResolver, 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed to resolve reference "harbor.example.com/agents/server:1.2": harbor.example.com/agents/server:1.2: not found'),
      crio(SOURCES.crioErrors, 'rpc error: code = Unknown desc = initializing source docker://harbor.example.com/agents/server:1.2: reading manifest 1.2 in harbor.example.com/agents/server: manifest unknown'),
      docker('https://github.com/moby/moby/blob/master/daemon/internal/distribution/errors.go', 'rpc error: code = Unknown desc = Error response from daemon: manifest for harbor.example.com/agents/server:1.2 not found: manifest unknown: manifest unknown'),
      docker('https://docs.aws.amazon.com/AmazonECR/latest/userguide/common-errors-docker.html', 'Error response from daemon: manifest for 123456789012.dkr.ecr.eu-west-1.amazonaws.com/agents/server:1.2 not found: manifest unknown: Requested image not found'),
      containerd(SOURCES.containerdStatus, 'failed to resolve reference "ghcr.io/acme/server:1.2": unexpected status from HEAD request to https://ghcr.io/v2/acme/server/manifests/1.2: 404 Not Found'),
    ],
  },
];
