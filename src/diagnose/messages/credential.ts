import { containerd, crio, docker, kubelet } from '../trouble';
import type { TroubleRow } from '../trouble';
import { GUIDES, SOURCES } from './sources';

/** Logins that are missing, wrong, stale or unreadable. */
export const CREDENTIAL_TROUBLES: readonly TroubleRow[] = [
  {
    id: 'secret-missing',
    family: 'credential',
    words: [/unable to retrieve (?:some image pull secrets|pull secret|image pull secret)/i],
    cause: 'the pod, or its ServiceAccount, names a pull secret that does not exist in the namespace of the pod; the kubelet goes on without it',
    remedy: 'create it in that namespace: a Secret of the same name next door does not count',
    see: GUIDES.pullSecret,
    examples: [
      kubelet('https://github.com/kubernetes/website/pull/41897', 'FailedToRetrieveImagePullSecret: Unable to retrieve some image pull secrets (pull); attempting to pull the image may not succeed.'),
      kubelet('https://github.com/kiwigrid/helm-charts/issues/232', 'Unable to retrieve pull secret agents/pull for agents/server-0 due to secrets "pull" not found.  The image pull may not succeed.'),
    ],
  },
  {
    id: 'secret-malformed',
    family: 'credential',
    words: [/illegal base64 data at input byte/i, /looking for beginning of (?:value|object key string)/i, /unexpected end of JSON input/i, /unable to parse auth field/i],
    cause: 'a pull secret of the pod cannot be read: its JSON or its auth is broken; that spoils the other pull secrets too',
    remedy: 'write it anew with `kubectl create secret docker-registry`; in templates, quotes and backslashes of a password have to be escaped',
    see: GUIDES.pullSecret,
    examples: [
      kubelet(SOURCES.kubeletSecrets, 'Failed to pull image "harbor.example.com/agents/server:1.2": illegal base64 data at input byte 4'),
      kubelet(SOURCES.kubeletSecrets, 'Failed to pull image "harbor.example.com/agents/server:1.2": invalid character \'r\' looking for beginning of value'),
      kubelet(SOURCES.kubeletSecrets, 'Failed to pull image "harbor.example.com/agents/server:1.2": unable to parse auth field, must be formatted as base64(username:password)'),
    ],
  },
  {
    id: 'credential-provider',
    family: 'credential',
    words: [/credential provider plugin/i, /external registry credential provider/i, /docker-credential-/i, /error getting credentials/i],
    cause: 'the program that gives the node its login fails',
    remedy: 'look at the credential provider of the kubelet on the node: its executable, its configuration, and the role that it uses',
    see: 'https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/',
    examples: [
      kubelet('https://github.com/kubernetes/kubernetes/blob/master/pkg/credentialprovider/plugin/plugin.go', 'Failed getting credential from external registry credential provider: error execing credential provider plugin ecr-credential-provider for image 123456789012.dkr.ecr.eu-west-1.amazonaws.com/agents/server: exit status 1'),
      docker('https://github.com/rancher-sandbox/rancher-desktop/issues/9516', 'error getting credentials - err: exec: "docker-credential-ecr-login": executable file not found in $PATH, out: ``'),
    ],
  },
  {
    id: 'no-credential',
    family: 'credential',
    words: [/no basic auth credentials/i, /failed to fetch anonymous token: unexpected status.*\b40[13]\b/i],
    cause: 'the registry wants a login, and none matches the image: the pod has no pull secret, or none with an entry for this host',
    remedy: 'give the pod a pull secret whose key is exactly host[:port] of the image',
    see: GUIDES.pullSecret,
    examples: [
      containerd('https://github.com/containerd/containerd/issues/11103', 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed to resolve reference "harbor.example.com/agents/server:1.2": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials'),
      containerd('https://github.com/jfrog/jfrog-credentials-provider/issues/41', 'Back-off pulling image "acme.jfrog.io/docker/server:1.2": ErrImagePull: failed to pull and unpack image "acme.jfrog.io/docker/server:1.2": failed to resolve reference "acme.jfrog.io/docker/server:1.2": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://acme.jfrog.io/artifactory/api/docker/docker/v2/token?scope=repository%3Aserver%3Apull&service=acme.jfrog.io: 401 '),
      containerd(SOURCES.containerdToken, 'failed to resolve reference "ghcr.io/acme/server:1.2": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fserver%3Apull&service=ghcr.io: 403 Forbidden'),
      docker('https://docs.docker.com/reference/cli/docker/login/', 'Error response from daemon: Get "https://harbor.example.com/v2/agents/server/manifests/1.2": no basic auth credentials'),
    ],
  },
  {
    id: 'login-refused',
    family: 'credential',
    words: [
      /failed to fetch oauth token: unexpected status.*\b40[13]\b/i, /invalid username\/password/i, /incorrect username or password/i,
      /provided password or token is incorrect/i, /HTTP Basic: Access denied/i, /wrong username or password/i, /password is invalid/i,
    ],
    cause: 'the registry does not accept the login of the pull secret: it is wrong, disabled or expired',
    remedy: 'check user name and password; a `$` of a robot\'s name is lost in a shell with double quotes',
    see: GUIDES.pullSecret,
    examples: [
      containerd('https://github.com/containerd/containerd/issues/2211', 'failed to resolve reference "docker.io/acme/server:1.2": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://auth.docker.io/token?scope=repository%3Aacme%2Fserver%3Apull&service=registry.docker.io: 401 Unauthorized'),
      crio('https://github.com/kubernetes-sigs/cri-tools/issues/731', 'rpc error: code = Unknown desc = unable to retrieve auth token: invalid username/password: unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials.'),
      docker('https://github.com/containerd/cri/issues/668', 'Error response from daemon: Get "https://registry-1.docker.io/v2/acme/server/manifests/1.2": unauthorized: incorrect username or password'),
      docker('https://docs.gitlab.com/user/packages/container_registry/troubleshoot_container_registry/', 'Error response from daemon: Get "https://registry.gitlab.com/v2/acme/server/manifests/1.2": denied: HTTP Basic: Access denied. The provided password or token is incorrect or your account has 2FA enabled and you must use a personal access token instead of a password.'),
    ],
  },
];
