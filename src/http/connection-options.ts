import { X509Certificate } from 'node:crypto';
import { Problems, quote } from '../error';
import { explainHost } from '../image';

/**
 * Proxies, by the scheme of the address that is asked for.
 *
 * A URL may hold a login (`http://user:password@proxy:3128`); no message ever shows it.
 */
export interface ProxySettings {
  /**
   * Proxy for `https:` addresses.
   *
   * @default - the one for `http:` addresses
   */
  readonly https?: string;
  /**
   * Proxy for `http:` addresses.
   *
   * @default - they are reached directly
   */
  readonly http?: string;
  /**
   * Hosts that are reached directly, separated by commas, as in `NO_PROXY`: `localhost,.internal.example.com`.
   *
   * @default - all hosts go through the proxy
   */
  readonly except?: string;
}

/** How registries are reached. */
export interface ConnectionOptions {
  /**
   * Certificates of authorities to trust besides the public ones, as PEM texts; one text may hold several.
   *
   * Before Node.js 22.15, those of `NODE_EXTRA_CA_CERTS` have to be among them.
   *
   * @default - only the authorities that Node.js trusts
   */
  readonly certificateAuthorities?: readonly string[];
  /**
   * Hosts that speak plain HTTP, as references name them: `localhost:5000`.
   *
   * @default - every host speaks HTTPS
   */
  readonly plainHttpHosts?: readonly string[];
  /**
   * Whether logins may be sent over plain HTTP to hosts other than this machine.
   *
   * @default false
   */
  readonly allowLoginOverPlainHttp?: boolean;
  /**
   * Hosts of token servers that may get the logins of registries elsewhere: `auth.example.net`.
   *
   * @default - token servers on the host of the registry, on a sibling of it, and those of the public registries
   */
  readonly trustedTokenHosts?: readonly string[];
  /**
   * Proxies to go through. `proxyFromEnvironment(process.env)` takes them from the usual variables.
   *
   * @default - registries are reached directly, whatever the environment says
   */
  readonly proxy?: ProxySettings;
  /**
   * Seconds that a connection may take, TLS included.
   *
   * @default 10
   */
  readonly connectTimeoutSeconds?: number;
  /**
   * Seconds that one request may take, from the connection to the last byte.
   *
   * @default 30
   */
  readonly requestTimeoutSeconds?: number;
  /**
   * How often a request is repeated when the registry is busy, restarting, or cannot be reached.
   *
   * @default 3
   */
  readonly retries?: number;
  /**
   * Longest wait that a registry may ask for, in seconds. When it asks for more, nobody waits: the answer says how long.
   *
   * @default 30
   */
  readonly maxRetryAfterSeconds?: number;
}

/** Takes the proxies from environment variables, lower case before upper case, as curl does. */
export function proxyFromEnvironment(environment: Readonly<Record<string, string | undefined>>): ProxySettings {
  // An upper-case HTTP_PROXY could come from a request header where a program runs as CGI: https://httpoxy.org.
  const http = environment.http_proxy;
  const https = environment.https_proxy ?? environment.HTTPS_PROXY;
  const except = environment.no_proxy ?? environment.NO_PROXY;
  return {
    ...(https !== undefined && https !== '' && { https }),
    ...(http !== undefined && http !== '' && { http }),
    ...(except !== undefined && except !== '' && { except }),
  };
}

/**
 * Checks the options of a connection.
 *
 * @throws PullproofError `check-invalid` that lists every problem.
 */
export function checkConnectionOptions(options: ConnectionOptions): void {
  const problems = new Problems();
  (options.certificateAuthorities ?? []).forEach((pem, index) => problems.add(...certificateProblems(pem, index)));
  for (const [what, hosts] of [['plainHttpHosts', options.plainHttpHosts], ['trustedTokenHosts', options.trustedTokenHosts]] as const) {
    for (const host of hosts ?? []) {
      problems.add(...(explainHost(host).length === 0 ? [] : [`${what}: ${quote(host)} is not a host, expected host[:port]`]));
    }
  }
  problems.add(...proxyProblems('proxy.https', options.proxy?.https), ...proxyProblems('proxy.http', options.proxy?.http));
  for (const what of ['connectTimeoutSeconds', 'requestTimeoutSeconds'] as const) {
    const seconds = options[what];
    problems.add(...(seconds === undefined || (Number.isFinite(seconds) && seconds > 0) ? [] : [`${what} must be a number above 0 (got ${String(seconds)})`]));
  }
  const { retries, maxRetryAfterSeconds } = options;
  problems.add(
    ...(retries === undefined || (Number.isInteger(retries) && retries >= 0) ? [] : [`retries must be a whole number, 0 or more (got ${String(retries)})`]),
    ...(maxRetryAfterSeconds === undefined || maxRetryAfterSeconds >= 0 ? [] : [`maxRetryAfterSeconds must be 0 or more (got ${String(maxRetryAfterSeconds)})`]),
  );
  problems.throwIfAny({ code: 'check-invalid', what: 'registries cannot be reached this way' });
}

/** Node.js ignores what it cannot read among certificates, and the connection fails much later. */
export function certificateProblems(pem: string, index: number): string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const readable = blocks.every((block) => {
    try {
      return new X509Certificate(block).raw.length > 0;
    } catch {
      return false;
    }
  });
  return blocks.length > 0 && readable ? [] : [`certificateAuthorities[${index}] is not a certificate in PEM format`];
}

/** What is wrong with the address of a proxy. */
export function proxyProblems(what: string, url: string | undefined): string[] {
  // The value is not shown: it may hold a password.
  return url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) ? [] : [`${what} must be an http: or https: URL`];
}
