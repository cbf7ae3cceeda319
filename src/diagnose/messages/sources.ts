/** Where the wording of messages comes from: files of several families are named once. */
export const SOURCES = {
  kubeletImages: 'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/image_manager.go',
  kubeletSecrets: 'https://github.com/kubernetes/kubernetes/blob/master/pkg/credentialprovider/secrets/secrets.go',
  containerdResolver: 'https://github.com/containerd/containerd/blob/main/core/remotes/docker/resolver.go',
  containerdFetcher: 'https://github.com/containerd/containerd/blob/main/core/remotes/docker/fetcher.go',
  containerdToken: 'https://github.com/containerd/containerd/blob/main/core/remotes/docker/auth/fetch.go',
  containerdStatus: 'https://github.com/containerd/containerd/blob/main/core/remotes/errors/errors.go',
  containerdPlatform: 'https://github.com/containerd/containerd/blob/main/core/images/image.go',
  crioErrors: 'https://github.com/containers/image/blob/main/docker/errors.go',
  goTls: 'https://github.com/golang/go/blob/master/src/crypto/x509/verify.go',
  goHttp: 'https://github.com/golang/go/blob/master/src/net/http/client.go',
  goNet: 'https://github.com/golang/go/blob/master/src/net/net.go',
  registryErrors: 'https://github.com/distribution/distribution/blob/main/registry/api/v2/errors.go',
  ecrErrors: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/common-errors-docker.html',
} as const;

/** Where to read on. */
export const GUIDES = {
  pullSecret: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
  images: 'https://kubernetes.io/docs/concepts/containers/images/',
  containerdHosts: 'https://github.com/containerd/containerd/blob/main/docs/hosts.md',
  crioRegistries: 'https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md',
  distribution: 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md',
  disk: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
} as const;
