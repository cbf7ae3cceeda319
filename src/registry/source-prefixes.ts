/**
 * The usual name for the images of a source host: what teams call the proxy-cache project for it.
 *
 * No two hosts share a name, so that images of different sources never meet.
 */
export const WELL_KNOWN_SOURCE_PREFIXES: Readonly<Record<string, string>> = {
  'docker.elastic.co': 'elastic',
  'docker.io': 'dockerhub',
  'cgr.dev': 'chainguard',
  'gcr.io': 'gcr',
  'ghcr.io': 'ghcr',
  'lscr.io': 'linuxserver',
  'mcr.microsoft.com': 'mcr',
  'nvcr.io': 'nvcr',
  'public.ecr.aws': 'ecr-public',
  'quay.io': 'quay',
  'registry.access.redhat.com': 'redhat-access',
  'registry.gitlab.com': 'gitlab',
  'registry.k8s.io': 'k8s',
  'registry.redhat.io': 'redhat',
  'xpkg.upbound.io': 'upbound',
};
