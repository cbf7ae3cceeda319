/** A host with its port taken apart. */
export interface HostAndPort {
  /** Without port; an IPv6 address has lost its brackets if a port followed, and kept them otherwise. */
  readonly name: string;
  /** Digits; empty when there is none. */
  readonly port: string;
}

/**
 * Takes the port off a host as the kubelet does: by Go's `net.SplitHostPort`, and no port where that has an error.
 *
 * @see https://pkg.go.dev/net#SplitHostPort
 */
export function splitHost(host: string): HostAndPort {
  const whole = { name: host, port: '' };
  const colon = host.lastIndexOf(':');
  if (colon < 0) {
    return whole;
  }
  if (host.startsWith('[')) {
    return host[colon - 1] === ']' ? { name: host.slice(1, colon - 1), port: host.slice(colon + 1) } : whole;
  }
  const name = host.slice(0, colon);
  return /[:[\]]/.test(name) ? whole : { name, port: host.slice(colon + 1) };
}
