import { BlockList, isIPv4 } from 'node:net';
import type { ProxySettings } from './connection-options';
import { isLoopback } from './loopback';

/**
 * The proxy to reach an address through, or `undefined` when it is reached directly.
 *
 * Exceptions are read as Go reads them, so that the check takes the way that the kubelet takes: names cover their subdomains,
 * a leading dot or `*.` changes nothing, `*` is everything, `10.0.0.0/8` is a range, `host:port` one port. This machine is
 * never behind a proxy.
 *
 * @see https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config
 */
export function proxyFor(url: URL, { http, https = http, except = '' }: ProxySettings): string | undefined {
  const proxy = url.protocol === 'https:' ? https : http;
  const excepted = isLoopback(url) || except.split(/[,\s]+/).some((entry) => entry !== '' && covers(entry.toLowerCase(), url));
  return excepted ? undefined : proxy;
}

function covers(entry: string, url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const [, range, bits] = /^([\d.]+)\/(\d+)$/.exec(entry) ?? [];
  if (range !== undefined && isIPv4(range) && Number(bits) <= 32) {
    const list = new BlockList();
    list.addSubnet(range, Number(bits));
    return isIPv4(host) && list.check(host);
  }
  const [, name = '', port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry.split(':').length > 2 && !entry.startsWith('[') ? `[${entry}]` : entry) ?? [];
  if (port !== undefined && port !== (url.port === '' ? { 'https:': '443', 'http:': '80' }[url.protocol] : url.port)) {
    return false;
  }
  const domain = name.replace(/^\*?\./, '');
  return name === '*' || host === domain || host.endsWith(`.${domain}`);
}
