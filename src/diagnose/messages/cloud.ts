import { containerd, docker } from '../trouble';
import type { TroubleRow } from '../trouble';
import { SOURCES } from './sources';

const ECR = /(?:^|\.)dkr[.-]ecr/;

/** What registries of clouds say in words of their own. */
export const CLOUD_TROUBLES: readonly TroubleRow[] = [
  {
    id: 'ecr-token-expired',
    family: 'credential',
    words: [/authorization token has expired/i, /security token included in the request is (?:invalid|expired)/i],
    cause: 'the token in the pull secret has expired: tokens of Amazon ECR live for 12 hours',
    remedy: 'let something renew it (the ECR generator of External Secrets), or drop the secret and let the nodes pull with their own role',
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
    examples: [
      docker('https://github.com/aws-samples/eks-workshop/issues/1544', 'Error response from daemon: pull access denied for 123456789012.dkr.ecr.eu-west-1.amazonaws.com/agents/server, repository does not exist or may require \'docker login\': denied: Your authorization token has expired. Reauthenticate and try again.'),
      containerd('https://github.com/fluxcd/flux2/issues/643', 'failed to resolve reference "123456789012.dkr.ecr.eu-west-1.amazonaws.com/agents/server:1.2": unexpected status from HEAD request to https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/agents/server/manifests/1.2: 403 Forbidden: DENIED: Your authorization token has expired. Reauthenticate and try again.'),
      docker('https://github.com/awslabs/amazon-ecr-credential-helper/issues/118', 'denied: Your Authorization Token has expired. Please run \'aws ecr get-login --no-include-email\' to fetch a new one.'),
    ],
  },
  {
    id: 'ecr-no-credential',
    family: 'credential',
    registry: ECR,
    words: [/no basic auth credentials/i],
    cause: 'neither the pod nor the node has a login for this Amazon ECR registry',
    remedy: 'give the node role AmazonEC2ContainerRegistryPullOnly; for a registry of another account, also a repository policy; off EKS, a pull secret that is renewed',
    see: SOURCES.ecrErrors,
    examples: [
      containerd(SOURCES.ecrErrors, 'failed to pull and unpack image "123456789012.dkr.ecr.eu-west-1.amazonaws.com/agents/server:1.2": failed to resolve reference "123456789012.dkr.ecr.eu-west-1.amazonaws.com/agents/server:1.2": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials'),
      docker(SOURCES.ecrErrors, 'Error response from daemon: Get "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/agents/server/manifests/1.2": no basic auth credentials'),
    ],
  },
  {
    id: 'ecr-role',
    family: 'permission',
    words: [/is not authorized to perform: ecr/i],
    cause: 'the role that pulls may not do so from this Amazon ECR repository',
    remedy: 'grant ecr:BatchGetImage, ecr:GetDownloadUrlForLayer and ecr:BatchCheckLayerAvailability; in another account, by a policy of the repository as well',
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html',
    examples: [
      containerd(SOURCES.ecrErrors, 'pulling from host 123456789012.dkr.ecr.eu-west-1.amazonaws.com failed with status code [manifests 1.2]: 403 Forbidden: User: arn:aws:sts::210987654321:assumed-role/node/i-0 is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-west-1:123456789012:repository/agents/server because no resource-based policy allows the ecr:BatchGetImage action'),
    ],
  },
  {
    id: 'google-role',
    family: 'permission',
    words: [/permission .* denied on resource/i],
    cause: 'the account that pulls may not read this repository of Artifact Registry, or there is none: Google does not say which',
    remedy: 'check the path (PROJECT/REPOSITORY/IMAGE); grant roles/artifactregistry.reader to the service account of the nodes, or of the pull secret',
    see: 'https://cloud.google.com/artifact-registry/docs/docker/troubleshoot',
    examples: [
      containerd('https://cloud.google.com/artifact-registry/docs/docker/troubleshoot', 'failed to resolve reference "europe-west1-docker.pkg.dev/acme-prod/agents/server:1.2": failed to authorize: failed to fetch oauth token: denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/acme-prod/locations/europe-west1/repositories/agents" (or it may not exist)'),
    ],
  },
  {
    id: 'azure-role',
    family: 'permission',
    words: [/aka\.ms\/acr\/authorization/i],
    cause: 'the identity that pulls may not read from this Azure registry, or has no login for it',
    remedy: 'attach the registry to the cluster (`az aks update --attach-acr`), or give the pod a pull secret with a token of the registry',
    see: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login',
    examples: [
      docker('https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login', 'Error response from daemon: Head "https://acme.azurecr.io/v2/agents/server/manifests/1.2": unauthorized: authentication required, visit https://aka.ms/acr/authorization for more information.'),
    ],
  },
];
