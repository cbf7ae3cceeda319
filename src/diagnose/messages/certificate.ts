import { containerd, crio, docker } from '../trouble';
import type { TroubleRow } from '../trouble';
import { GUIDES, SOURCES } from './sources';

/** Connections that fail over TLS, or for want of it. */
export const CERTIFICATE_TROUBLES: readonly TroubleRow[] = [
  {
    id: 'authority-unknown',
    family: 'certificate',
    words: [/signed by unknown authority/i, /certificate is not trusted/i, /self[- ]signed certificate/i],
    cause: 'the node does not trust the authority behind the certificate of the registry',
    remedy: 'give the container runtime of every node the certificate of the authority (containerd: /etc/containerd/certs.d/HOST/hosts.toml, CRI-O and Docker: their certs.d)',
    see: GUIDES.containerdHosts,
    examples: [
      containerd('https://github.com/containerd/containerd/issues/6097', 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed to resolve reference "harbor.example.com/agents/server:1.2": failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": tls: failed to verify certificate: x509: certificate signed by unknown authority'),
      docker('https://github.com/kubernetes/kubernetes/issues/93556', 'rpc error: code = Unknown desc = Error response from daemon: Get "https://harbor.example.com/v2/": x509: certificate signed by unknown authority (possibly because of "x509: invalid signature: parent certificate cannot sign this kind of certificate" while trying to verify candidate authority certificate "example CA")'),
      crio('https://github.com/kubernetes/kubernetes/issues/43924', 'rpc error: code = Unknown desc = pinging container registry harbor.example.com: Get "https://harbor.example.com/v2/": x509: certificate signed by unknown authority'),
    ],
  },
  {
    id: 'certificate-expired',
    family: 'certificate',
    words: [/certificate has expired or is not yet valid/i],
    cause: 'the certificate of the registry has ended, or the clock of the node is wrong',
    remedy: 'renew the certificate; if it is good, set the clock of the node',
    see: SOURCES.goTls,
    examples: [
      containerd(SOURCES.goTls, 'failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-22T08:00:00Z is after 2026-11-21T00:00:00Z'),
      docker(SOURCES.goTls, 'Error response from daemon: Get "https://harbor.example.com/v2/": x509: certificate has expired or is not yet valid'),
    ],
  },
  {
    id: 'certificate-name',
    family: 'certificate',
    words: [/certificate is valid for .*, not /i, /doesn't contain any IP SANs/i, /certificate is not valid for any names/i, /legacy Common Name field/i],
    cause: 'the certificate of the registry is for another name than the one in the reference',
    remedy: 'use a name that the certificate has, or have one made with this name among its subject alternative names',
    see: SOURCES.goTls,
    examples: [
      containerd(SOURCES.goTls, 'failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": tls: failed to verify certificate: x509: certificate is valid for registry.example.com, not harbor.example.com'),
      docker(SOURCES.goTls, 'Error response from daemon: Get "https://192.0.2.7/v2/": x509: cannot validate certificate for 192.0.2.7 because it doesn\'t contain any IP SANs'),
      containerd(SOURCES.goTls, 'failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": x509: certificate relies on legacy Common Name field, use SANs instead'),
    ],
  },
  {
    id: 'plain-http-registry',
    family: 'certificate',
    words: [/server gave HTTP response to HTTPS client/i, /first record does not look like a TLS handshake/i],
    cause: 'the registry speaks plain HTTP on this port, and the node expects HTTPS',
    remedy: 'give the registry a certificate, or use its HTTPS port; for tests only, let the runtime of the nodes use plain HTTP for this host',
    see: GUIDES.containerdHosts,
    examples: [
      containerd(SOURCES.goHttp, 'failed to pull and unpack image "registry.example.com:5000/agents/server:1.2": failed to resolve reference "registry.example.com:5000/agents/server:1.2": failed to do request: Head "https://registry.example.com:5000/v2/agents/server/manifests/1.2": http: server gave HTTP response to HTTPS client'),
      docker('https://github.com/golang/go/blob/master/src/crypto/tls/conn.go', 'Error response from daemon: Get "https://registry.example.com:5000/v2/": tls: first record does not look like a TLS handshake'),
    ],
  },
  {
    id: 'https-registry',
    family: 'certificate',
    words: [/HTTP request to an HTTPS server/i],
    cause: 'the registry speaks HTTPS on this port, and the node is told to use plain HTTP',
    remedy: 'take the host off the insecure registries of the runtime',
    see: GUIDES.containerdHosts,
    examples: [
      containerd('https://github.com/golang/go/blob/master/src/net/http/server.go', 'failed to resolve reference "registry.example.com:5000/agents/server:1.2": unexpected status from HEAD request to http://registry.example.com:5000/v2/agents/server/manifests/1.2: 400 Bad Request: Client sent an HTTP request to an HTTPS server.'),
    ],
  },
  {
    id: 'client-certificate',
    family: 'certificate',
    words: [/tls: (?:bad certificate|certificate required|unknown certificate)/i],
    cause: 'the registry asks the node for a certificate of its own, and does not accept what it gets',
    remedy: 'give the runtime of the nodes a client certificate for this host, or do not demand one from them',
    see: GUIDES.containerdHosts,
    examples: [
      containerd('https://github.com/golang/go/blob/master/src/crypto/tls/alert.go', 'failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": remote error: tls: certificate required'),
      docker('https://github.com/golang/go/blob/master/src/crypto/tls/alert.go', 'Error response from daemon: Get "https://harbor.example.com/v2/": remote error: tls: bad certificate'),
    ],
  },
  {
    id: 'certificate-other',
    family: 'certificate',
    words: [/x509: /i, /tls: (?:handshake failure|protocol version not supported|no cipher|unrecognized name|internal error)/i],
    cause: 'node and registry do not agree on a TLS connection',
    remedy: 'look at certificate, protocol versions and name of the registry: `openssl s_client -connect HOST:443 -servername HOST` from a node',
    see: SOURCES.goTls,
    examples: [
      containerd('https://github.com/golang/go/blob/master/src/crypto/tls/alert.go', 'failed to do request: Head "https://harbor.example.com/v2/agents/server/manifests/1.2": remote error: tls: handshake failure'),
      docker(SOURCES.goTls, 'Error response from daemon: Get "https://harbor.example.com/v2/": x509: unhandled critical extension'),
    ],
  },
];
