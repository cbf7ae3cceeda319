/** The two parts of a URL that the kubelet looks at. */
export interface HostAndPath {
  /** Host with its port, as written; IPv6 addresses in brackets. */
  readonly host: string;
  /** Path with its leading slash and percent escapes decoded; empty when there is none. */
  readonly path: string;
}

const CONTROL = /[\u0000-\u001f\u007f]/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
/** The ASCII characters that Go lets stand in a host; beyond ASCII everything stands. */
const HOST = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%]|[^\u0000-\u007f])*$/;
/** In a host, only bytes beyond ASCII and the percent sign itself may be escaped. */
const ESCAPED_ASCII_IN_HOST = /%(?!25)[0-7][0-9A-Fa-f]/;
const USER_INFO = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
const OPTIONAL_PORT = /^(?::[0-9]*)?$/;
const IPV6 = /^[0-9A-Fa-f:.]+$/;

/**
 * Reads a URL whose scheme (`https://` or `http://`) was cut off, as Go's `net/url` does; `undefined` where Go has an error.
 *
 * It follows Go 1.26, the strictest so far: older versions let brackets stand in the middle of a host. An entry that one
 * kubelet drops proves nothing for a cluster, so the strict reading is the right one here. Zones of IPv6 addresses are an
 * error here although Go reads them, since no image reference can have one.
 *
 * @see https://pkg.go.dev/net/url#Parse
 */
export function parseGoUrl(afterScheme: string): HostAndPath | undefined {
  const hash = afterScheme.indexOf('#');
  const fragment = hash < 0 ? '' : afterScheme.slice(hash + 1);
  const beforeFragment = hash < 0 ? afterScheme : afterScheme.slice(0, hash);
  if (CONTROL.test(beforeFragment) || BAD_ESCAPE.test(fragment)) {
    return undefined;
  }
  const question = beforeFragment.indexOf('?');
  const beforeQuery = question < 0 ? beforeFragment : beforeFragment.slice(0, question);
  const slash = beforeQuery.indexOf('/');
  const authority = slash < 0 ? beforeQuery : beforeQuery.slice(0, slash);
  const path = slash < 0 ? '' : beforeQuery.slice(slash);

  const at = authority.lastIndexOf('@');
  const userInfo = at < 0 ? '' : authority.slice(0, at);
  const host = parseHost(authority.slice(at + 1));
  if (host === undefined || !USER_INFO.test(userInfo) || BAD_ESCAPE.test(userInfo) || BAD_ESCAPE.test(path)) {
    return undefined;
  }
  return { host, path: decodeEscapes(path) };
}

function parseHost(host: string): string | undefined {
  if (!HOST.test(host) || BAD_ESCAPE.test(host) || ESCAPED_ASCII_IN_HOST.test(host)) {
    return undefined;
  }
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) {
    return undefined;
  }
  if (bracket === 0) {
    const close = host.lastIndexOf(']');
    return close > 0 && isIpv6(host.slice(1, close)) && OPTIONAL_PORT.test(host.slice(close + 1)) ? host : undefined;
  }
  const colon = host.indexOf(':');
  return colon < 0 || OPTIONAL_PORT.test(host.slice(colon)) ? decodeEscapes(host) : undefined;
}

function isIpv6(address: string): boolean {
  return IPV6.test(address) && URL.canParse(`http://[${address}]/`);
}

function decodeEscapes(text: string): string {
  return text.includes('%')
    ? text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))
    : text;
}
