import { ALIBABA_ACR_ENTERPRISE, ALIBABA_ACR_PERSONAL } from './kinds/alibaba-acr';
import { AZURE_ACR } from './kinds/azure-acr';
import { DOCKER_HUB } from './kinds/docker-hub';
import { ECR } from './kinds/ecr';
import { ECR_PUBLIC } from './kinds/ecr-public';
import { GENERIC } from './kinds/generic';
import { GHCR } from './kinds/ghcr';
import { GITLAB } from './kinds/gitlab';
import { GOOGLE_ARTIFACT_REGISTRY, GOOGLE_GCR } from './kinds/google';
import { HUAWEI_SWR } from './kinds/huawei-swr';
import { JFROG } from './kinds/jfrog';
import { QUAY } from './kinds/quay';
import type { IRegistryKind } from './registry-kind';

/** Kinds that own their host names. */
const BY_PATTERN = [ECR, ECR_PUBLIC, ALIBABA_ACR_ENTERPRISE, ALIBABA_ACR_PERSONAL, HUAWEI_SWR, GOOGLE_ARTIFACT_REGISTRY, GOOGLE_GCR, AZURE_ACR];

/**
 * The kind of registry behind a host, as far as its name tells.
 *
 * A Harbor, a Quay or a GitLab of one's own can have any name and counts as generic, which only means fewer rules.
 */
export function recogniseKind(host: string): IRegistryKind {
  switch (host) {
    case 'docker.io': return DOCKER_HUB;
    case 'ghcr.io': return GHCR;
    case 'quay.io': return QUAY;
    case 'registry.gitlab.com': return GITLAB;
    default:
      if (host.endsWith('.jfrog.io')) {
        return JFROG;
      }
      return BY_PATTERN.find((kind) => kind.checkHost(host).length === 0) ?? GENERIC;
  }
}
