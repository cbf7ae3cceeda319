import { containerd, crio, docker, kubelet } from '../trouble';
import type { TroubleRow } from '../trouble';
import { GUIDES, SOURCES } from './sources';

/** Registries that cannot be reached, or want to be asked later. */
export const NETWORK_TROUBLES: readonly TroubleRow[] = [
  {
    id: 'proxy',
    family: 'network',
    words: [/proxy authentication required/i, /\b407\b/, /proxyconnect tcp/i],
    cause: 'the proxy between the node and the registry does not let the pull through',
    remedy: 'check proxy and login in the environment of the container runtime (not of the pod), and whether the registry belongs into NO_PROXY',
    see: 'https://docs.docker.com/engine/daemon/proxy/',
    examples: [
      containerd('https://github.com/golang/go/blob/master/src/net/http/transport.go', 'failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": Proxy Authentication Required'),
      docker('https://github.com/spring-projects/spring-boot/issues/47901', 'Error response from daemon: Get "https://harbor.example.com/v2/": received unexpected HTTP status: 407 Proxy Authentication Required'),
      containerd('https://github.com/containerd/containerd/issues/10708', 'failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": proxyconnect tcp: dial tcp 127.0.0.1:1082: connect: connection refused'),
    ],
  },
  {
    id: 'rate-limited',
    family: 'network',
    words: [/toomanyrequests/i, /\b429 Too Many/i, /too many requests?/i, /pull rate limit/i, /\brate exceeded/i],
    cause: 'the registry limits how many pulls it serves, and the limit is reached',
    remedy: 'pull with a login, or from a private copy: anonymous clients behind one address share one limit',
    see: 'https://docs.docker.com/docker-hub/usage/',
    examples: [
      containerd('https://github.com/kata-containers/kata-containers/issues/10109', 'failed to pull and unpack image "docker.io/library/busybox:latest": failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/busybox/manifests/sha256:50aa4698fa6262977cff89181b2664b99d8a56dbca847bf62f2ef04854597cf8: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit'),
      docker('https://github.com/play-with-docker/play-with-docker/issues/422', 'error pulling image configuration: toomanyrequests: Too Many Requests. Please see https://docs.docker.com/docker-hub/download-rate-limit/'),
      crio(SOURCES.crioErrors, 'rpc error: code = Unknown desc = initializing source docker://nginx:1.27: reading manifest 1.27 in docker.io/library/nginx: too many request to registry'),
      docker(SOURCES.ecrErrors, 'Error response from daemon: toomanyrequests: Rate exceeded'),
    ],
  },
  {
    id: 'dns',
    family: 'network',
    words: [/no such host/i, /server misbehaving/i, /temporary failure in name resolution/i, /lookup \S+ on \S+: (?:read|dial) udp/i, /lookup \S+: i\/o timeout/i],
    cause: 'the node cannot resolve the name of the registry: nodes ask their own DNS, not that of the cluster',
    remedy: 'check the name, and the DNS of the node (/etc/resolv.conf there); names of Services are not known to nodes',
    see: SOURCES.goNet,
    examples: [
      containerd(SOURCES.goNet, 'failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": dial tcp: lookup harbor.example.com on 10.0.0.2:53: no such host'),
      docker(SOURCES.goNet, 'Error response from daemon: Get "https://harbor.example.com/v2/": dial tcp: lookup harbor.example.com on 10.0.0.2:53: server misbehaving'),
      containerd('https://github.com/kubernetes/kubernetes/issues/90326', 'failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": dial tcp: lookup harbor.example.com on [::1]:53: dial udp [::1]:53: connect: cannot assign requested address'),
    ],
  },
  {
    id: 'connection-refused',
    family: 'network',
    words: [/connection refused/i, /connected fail/i],
    cause: 'the registry refuses connections from the node: it is down, or listens on another port',
    remedy: 'check that the registry runs, its port, and what stands in front of it',
    see: GUIDES.distribution,
    examples: [
      containerd('https://github.com/ciiiii/cloudflare-docker-proxy/issues/79', 'failed to resolve reference "harbor.example.com/agents/server:1.2": failed to authorize: failed to fetch anonymous token: Get "https://harbor.example.com/service/token?scope=repository%3Aagents%2Fserver%3Apull&service=harbor-registry": dial tcp 192.0.2.7:443: connect: connection refused'),
      docker(SOURCES.goNet, 'Error response from daemon: Get "https://harbor.example.com/v2/": dial tcp 192.0.2.7:443: connect: connection refused'),
    ],
  },
  {
    id: 'unreachable',
    family: 'network',
    words: [/no route to host/i, /network is unreachable/i, /host is (?:unreachable|down)/i],
    cause: 'there is no route from the node to the registry',
    remedy: 'check routes, peering and firewalls between the nodes and the registry',
    see: GUIDES.distribution,
    examples: [
      containerd(SOURCES.goNet, 'failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": dial tcp 192.0.2.7:443: connect: no route to host'),
      docker(SOURCES.goNet, 'Error response from daemon: Get "https://harbor.example.com/v2/": dial tcp [2001:db8::7]:443: connect: network is unreachable'),
    ],
  },
  {
    id: 'timeout',
    family: 'network',
    words: [
      /i\/o timeout/i, /TLS handshake timeout/i, /Client\.Timeout exceeded/i, /timedtout/i, /operation timed out/i, /request canceled while waiting for connection/i,
      /connection timed out/i,
    ],
    cause: 'the registry does not answer the node in time: mostly a firewall that drops packets, or a proxy that is not configured',
    remedy: 'try from a node: `curl -v https://HOST/v2/`; then look at firewalls, security groups and NO_PROXY',
    see: GUIDES.distribution,
    examples: [
      containerd('https://github.com/ciiiii/cloudflare-docker-proxy/issues/62', 'failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": dial tcp 192.0.2.7:443: i/o timeout'),
      docker('https://github.com/kubernetes/kubelet/issues/7', 'Error response from daemon: Get "https://harbor.example.com/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)'),
      crio(SOURCES.goNet, 'rpc error: code = Unknown desc = pinging container registry harbor.example.com: Get "https://harbor.example.com/v2/": net/http: TLS handshake timeout'),
    ],
  },
  {
    id: 'server-error',
    family: 'network',
    words: [/\b50[0234] (?:Internal Server Error|Bad Gateway|Service Unavailable|Service Temporarily Unavailable|Gateway Time-?out)/i, /unexpected HTTP status: 5\d\d/i,
      /status(?: code)?[^\d]{0,40}\b5\d\d\b/i, /RegistryUnavailable/, /because the registry is unavailable/i],
    cause: 'the registry, or what stands in front of it, has an error of its own',
    remedy: 'try again later, and ask who runs it: its log says more',
    see: GUIDES.distribution,
    examples: [
      containerd(SOURCES.containerdStatus, 'failed to resolve reference "harbor.example.com/agents/server:1.2": unexpected status from HEAD request to https://harbor.example.com/v2/agents/server/manifests/1.2: 503 Service Unavailable'),
      docker(SOURCES.registryErrors, 'Error response from daemon: received unexpected HTTP status: 502 Bad Gateway'),
      kubelet(SOURCES.kubeletImages, 'RegistryUnavailable: image pull failed for harbor.example.com/agents/server:1.2 because the registry is unavailable.'),
      containerd(SOURCES.containerdToken, 'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://harbor.example.com/service/token?service=harbor-registry: 500 Internal Server Error'),
    ],
  },
  {
    id: 'connection-broken',
    family: 'network',
    words: [/connection reset by peer/i, /unexpected EOF/i, /: EOF\b/, /broken pipe/i, /server sent GOAWAY/i, /stream error: stream ID/i],
    cause: 'the connection to the registry breaks off',
    remedy: 'pull again; if it stays so, look at limits of size and time in proxies and load balancers before the registry',
    see: GUIDES.distribution,
    examples: [
      containerd(SOURCES.goNet, 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed to copy: read tcp 10.0.0.5:41000->192.0.2.7:443: read: connection reset by peer'),
      containerd(SOURCES.goHttp, 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://harbor.example.com/v2/agents/server/blobs/sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef": EOF'),
      docker('https://github.com/golang/net/blob/master/http2/errors.go', 'Error response from daemon: error pulling image: stream error: stream ID 5; INTERNAL_ERROR; received from peer'),
    ],
  },
  {
    id: 'pull-given-up',
    family: 'network',
    words: [/context deadline exceeded/i, /context canceled/i, /code = (?:Canceled|DeadlineExceeded)/, /pull timeout/i],
    cause: 'the pull takes longer than the kubelet or the runtime waits: the image is large, or the way to the registry slow',
    remedy: 'look at disk and network of the node; containerd gives up when nothing comes for a while (image_pull_progress_timeout)',
    see: 'https://github.com/containerd/containerd/blob/main/docs/cri/config.md',
    examples: [
      containerd('https://github.com/kubernetes/kubernetes/issues/131521', 'rpc error: code = Canceled desc = failed to pull and unpack image "harbor.example.com/agents/server:1.2": context canceled'),
      containerd('https://github.com/containerd/containerd/blob/main/docs/cri/config.md', 'rpc error: code = DeadlineExceeded desc = failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed to resolve reference "harbor.example.com/agents/server:1.2": context deadline exceeded'),
    ],
  },
];
