/** How ECR logs in to a registry that it caches. */
export type UpstreamLogin = 'none' | 'secret' | 'role';

/** A registry that ECR can cache. */
export interface CacheableUpstream {
  /** Its name in the API of ECR. */
  readonly upstreamRegistry: string;
  /** Its address in the API of ECR, which is not always the host of references. */
  readonly upstreamRegistryUrl: string;
  /**
   * What the rule needs besides: nothing, a secret in Secrets Manager, or for another ECR in another account a role.
   */
  readonly login: UpstreamLogin;
}

const BY_HOST: Readonly<Record<string, CacheableUpstream>> = {
  'docker.io': { upstreamRegistry: 'docker-hub', upstreamRegistryUrl: 'registry-1.docker.io', login: 'secret' },
  'ghcr.io': { upstreamRegistry: 'github-container-registry', upstreamRegistryUrl: 'ghcr.io', login: 'secret' },
  'registry.gitlab.com': { upstreamRegistry: 'gitlab-container-registry', upstreamRegistryUrl: 'registry.gitlab.com', login: 'secret' },
  'cgr.dev': { upstreamRegistry: 'chainguard', upstreamRegistryUrl: 'cgr.dev', login: 'secret' },
  'public.ecr.aws': { upstreamRegistry: 'ecr-public', upstreamRegistryUrl: 'public.ecr.aws', login: 'none' },
  'quay.io': { upstreamRegistry: 'quay', upstreamRegistryUrl: 'quay.io', login: 'none' },
  'registry.k8s.io': { upstreamRegistry: 'k8s', upstreamRegistryUrl: 'registry.k8s.io', login: 'none' },
};

const AZURE = /^[a-z0-9-]+\.azurecr\.(?:io|us|cn)$/;
const ECR = /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/;

/**
 * What ECR calls a source host, or nothing when it cannot cache it: a Harbor, a GitLab of one's own, gcr.io, and all others.
 *
 * @param host host of the source references.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
export function cacheableUpstream(host: string): CacheableUpstream | undefined {
  if (Object.hasOwn(BY_HOST, host)) {
    return BY_HOST[host];
  }
  if (AZURE.test(host)) {
    return { upstreamRegistry: 'azure-container-registry', upstreamRegistryUrl: host, login: 'secret' };
  }
  return ECR.test(host) ? { upstreamRegistry: 'ecr', upstreamRegistryUrl: host, login: 'role' } : undefined;
}

/** Every source host that ECR can cache and whose name does not depend on the customer. */
export function cacheableHosts(): string[] {
  return Object.keys(BY_HOST);
}
