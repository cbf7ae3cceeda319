import { containerd, crio, docker } from '../trouble';
import type { TroubleRow } from '../trouble';
import { GUIDES, SOURCES } from './sources';

/** Logins that are right, and not enough; and refusals that may as well hide an absence. */
export const PERMISSION_TROUBLES: readonly TroubleRow[] = [
  {
    id: 'denied-or-absent',
    family: 'permission',
    words: [
      /pull access denied/i, /insufficient_scope/i, /requested access to the resource is denied/i, /access to the requested resource is not authorized/i,
      /unauthorized to access repository/i, /invalid status code from registry 403/i, /denied: denied/i, /repository does not exist or may require/i,
      /does not exist or no pull access/i,
    ],
    cause: 'the login may not pull from this repository, or there is no such repository or project: the registry does not say which',
    remedy: 'check the name letter by letter; if the image is there, give the login the right to pull, and the pod a pull secret with that login',
    see: GUIDES.pullSecret,
    examples: [
      containerd(SOURCES.containerdResolver, 'failed to pull and unpack image "docker.io/acme/server:1.2": failed to resolve reference "docker.io/acme/server:1.2": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed'),
      docker('https://github.com/octarinesec/octarine-operator/issues/15', 'rpc error: code = Unknown desc = Error response from daemon: pull access denied for acme/server, repository does not exist or may require \'docker login\': denied: requested access to the resource is denied'),
      crio('https://github.com/cri-o/cri-o/issues/7007', 'rpc error: code = Unknown desc = Requesting bearer token: invalid status code from registry 403 (Forbidden)'),
      crio('https://github.com/goharbor/harbor-helm/issues/1888', 'rpc error: code = Unknown desc = initializing source docker://quay.io/acme/server:1.2: reading manifest 1.2 in quay.io/acme/server: unauthorized: access to the requested resource is not authorized'),
      docker('https://github.com/goharbor/harbor/issues/17713', 'Error response from daemon: unauthorized: unauthorized to access repository: agents/server, action: pull: unauthorized to access repository: agents/server, action: pull'),
      docker('https://docs.github.com/packages/working-with-a-github-packages-registry/working-with-the-container-registry', 'Error response from daemon: Head "https://ghcr.io/v2/acme/server/manifests/1.2": denied: denied'),
    ],
  },
  {
    id: 'forbidden',
    family: 'permission',
    words: [/\b403 Forbidden/i, /status(?: code)?[^\d]{0,40}\b403\b/i],
    cause: 'the registry, or something in front of it, forbids the pull (403)',
    remedy: 'check the rights of the login; a firewall or an allow-list of addresses answers like this, too',
    see: GUIDES.distribution,
    examples: [
      containerd(SOURCES.containerdStatus, 'failed to pull and unpack image "ghcr.io/acme/server:1.2": failed to resolve reference "ghcr.io/acme/server:1.2": unexpected status from HEAD request to https://ghcr.io/v2/acme/server/manifests/1.2: 403 Forbidden'),
      containerd('https://github.com/containerd/containerd/issues/6339', 'failed to resolve reference "acme.azurecr.io/agents/server:1.2": pulling from host acme.azurecr.io failed with status code [manifests 1.2]: 403 Forbidden'),
    ],
  },
  {
    id: 'unauthorized',
    family: 'permission',
    words: [/\b401 Unauthorized/i, /authentication required/i, /status(?: code)?[^\d]{0,40}\b401\b/i, /\bunauthorized:/i],
    cause: 'the registry refuses the pull (401): there is no login, a wrong one, or one that may not see this image',
    remedy: '`pullproof check` asks the registry with the same pull secret and says which of the three it is',
    see: GUIDES.pullSecret,
    examples: [
      containerd(SOURCES.containerdStatus, 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed to resolve reference "harbor.example.com/agents/server:1.2": unexpected status from HEAD request to https://harbor.example.com/v2/agents/server/manifests/1.2: 401 Unauthorized'),
      containerd('https://github.com/kubernetes/kubernetes/issues/110678', 'failed to resolve reference "registry.example.com/agents/server:1.2": pulling from host registry.example.com failed with status code [manifests 1.2]: 401 Unauthorized'),
      docker('https://github.com/moby/moby/issues/22503', 'rpc error: code = Unknown desc = Error response from daemon: unauthorized: authentication required'),
      crio(SOURCES.crioErrors, 'rpc error: code = Unknown desc = initializing source docker://harbor.example.com/agents/server:1.2: reading manifest 1.2 in harbor.example.com/agents/server: unauthorized: authentication required'),
    ],
  },
];
