import type { SecretValue } from '../../credential';
import { Problems, quote } from '../../error';
import { certificateProblems, proxyProblems } from '../../http';
import type { ProxySettings } from '../../http';

/** How a Harbor is reached, and as whom. */
export interface HarborConnection {
  /** Its address, without a path: `https://harbor.example.com`. */
  readonly url: string;
  /** A user, or a robot by its whole name. Robots cannot change robots, and only administrators make endpoints. */
  readonly username: string;
  /** The password of the user, or the secret of the robot. */
  readonly password: SecretValue;
  /**
   * Certificates of authorities to trust besides the public ones, as PEM texts.
   *
   * @default - only the authorities that Node.js trusts
   */
  readonly certificateAuthorities?: readonly string[];
  /**
   * Whether an `http:` address is meant: login and secrets travel in clear text.
   *
   * @default false
   */
  readonly plainHttp?: boolean;
  /**
   * Proxies to go through.
   *
   * @default - the Harbor is reached directly, whatever the environment says
   */
  readonly proxy?: ProxySettings;
  /**
   * Seconds that one request may take.
   *
   * @default 30
   */
  readonly requestTimeoutSeconds?: number;
  /**
   * How often a request that changes nothing, or the same thing again, is repeated when the Harbor is busy or restarting.
   *
   * @default 3
   */
  readonly retries?: number;
}

/** What is wrong with a connection; empty when it is fine. Neither password nor address is shown: people put logins into both. */
export function connectionProblems(connection: HarborConnection): string[] {
  const { username, password, certificateAuthorities = [], proxy, requestTimeoutSeconds = 1, retries = 0 } = connection;
  return [
    ...addressProblems(connection),
    ...(username === '' || username.includes(':') ? ['username must be a name without a colon, and not empty'] : []),
    ...(password.unsafeUnwrap() === '' ? ['password must not be empty'] : []),
    ...certificateAuthorities.flatMap((pem, index) => certificateProblems(pem, index)),
    ...proxyProblems('proxy.https', proxy?.https), ...proxyProblems('proxy.http', proxy?.http),
    ...(Number.isFinite(requestTimeoutSeconds) && requestTimeoutSeconds > 0 ? [] : [`requestTimeoutSeconds must be a number above 0 (got ${String(requestTimeoutSeconds)})`]),
    ...(Number.isInteger(retries) && retries >= 0 ? [] : [`retries must be a whole number, 0 or more (got ${String(retries)})`]),
  ];
}

function addressProblems({ url, plainHttp = false }: HarborConnection): string[] {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    return ['url must be an address such as "https://harbor.example.com"'];
  }
  return [
    ...(parsed.username !== '' || parsed.password !== '' ? ['url must hold no login'] : []),
    ...(parsed.pathname !== '/' || parsed.search !== '' || parsed.hash !== '' ? [`url must have nothing behind the host (got ${quote(parsed.pathname)})`] : []),
    ...(parsed.protocol === 'http:' && !plainHttp ? ['url is an http: address, and the login would travel in clear text: use https:, or say plainHttp'] : []),
  ];
}

/** @throws PullproofError `harbor-invalid` that lists every problem. */
export function checkConnection(connection: HarborConnection): void {
  new Problems().add(...connectionProblems(connection)).throwIfAny({ code: 'harbor-invalid', what: 'a Harbor cannot be reached this way' });
}
