/** Hosts whose `host/path:word` strings are no images: code hosting, names of API groups, labels and taints. */
const NO_REGISTRIES: ReadonlySet<string> = new Set([
  'github.com', 'gitlab.com', 'bitbucket.org', 'golang.org', 'gopkg.in', 'google.golang.org', 'go.uber.org', 'sigs.k8s.io',
]);

/** Ends of host names that belong to API groups, unless the name is in {@link KUBERNETES_REGISTRIES}. */
const API_GROUP_ENDS = ['kubernetes.io', 'k8s.io', 'openshift.io'];

const KUBERNETES_REGISTRIES: ReadonlySet<string> = new Set(['registry.k8s.io', 'registry.openshift.io']);

/** Last labels that say file rather than host: `values.yaml/x:y`. */
const FILE_ENDS: ReadonlySet<string> = new Set([
  'cfg', 'conf', 'crt', 'css', 'csv', 'env', 'go', 'gz', 'html', 'ini', 'jar', 'java', 'js', 'json', 'key', 'lock', 'log', 'md', 'pem', 'php',
  'png', 'properties', 'py', 'rb', 'rego', 'rs', 'sh', 'so', 'sock', 'sql', 'svg', 'tar', 'tgz', 'tmpl', 'toml', 'tpl', 'ts', 'txt', 'xml', 'yaml', 'yml', 'zip',
]);

/** A name or address, in brackets for IPv6, and a port. */
const HOST = /^([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:]{2,45}\])(:\d{1,5})?$/;

/**
 * Whether a text names a host that may well be a registry: `quay.io`, `localhost:5000`, `10.0.0.1:5000`.
 *
 * A judgement for strings that nothing but their form makes a reference; the grammar allows far more.
 */
export function looksLikeRegistryHost(host: string): boolean {
  const [, name = '', port] = HOST.exec(host) ?? [];
  if (NO_REGISTRIES.has(name)) {
    return false;
  }
  if (API_GROUP_ENDS.some((end) => name === end || name.endsWith(`.${end}`))) {
    return KUBERNETES_REGISTRIES.has(name) || name.endsWith('.registry.k8s.io');
  }
  if (port !== undefined && name !== '') {
    return true;
  }
  const dot = name.lastIndexOf('.');
  const last = name.slice(dot + 1);
  return dot > 0 && ((/^[a-z]{2,}$/.test(last) && !FILE_ENDS.has(last)) || /^(?:\d{1,3}\.){3}\d{1,3}$/.test(name));
}
