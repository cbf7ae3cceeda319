import { isLoopback } from '../../http';
import { DOCKER_HUB_HOST } from '../../image';

/** Where Docker Hub really answers: its name in references is a web page. */
const DOCKER_HUB_API = 'registry-1.docker.io';

/** What may be spoken to how; from `ConnectionOptions`. */
export interface AddressRules {
  /** Hosts, with their ports, that speak plain HTTP. */
  readonly plainHttpHosts: readonly string[];
  /** Whether logins may go over plain HTTP to other machines. */
  readonly allowLoginOverPlainHttp: boolean;
  /** Hosts of token servers that may get logins of registries elsewhere. */
  readonly trustedTokenHosts: readonly string[];
}

/**
 * The address of a registry.
 *
 * @param registry host as references name it.
 */
export function registryBase(registry: string, rules: AddressRules): URL {
  const host = registry === DOCKER_HUB_HOST ? DOCKER_HUB_API : registry;
  return new URL(`${isPlainHttpHost(registry, rules) ? 'http' : 'https'}://${host}/`);
}

/** Whether a host, with its port, was named as one of plain HTTP. */
export function isPlainHttpHost(host: string, { plainHttpHosts }: AddressRules): boolean {
  return plainHttpHosts.some((plain) => plain.toLowerCase() === host.toLowerCase());
}

/** Whether a login may go to an address: over TLS, on this machine, or where the user says so. */
export function mayCarryLogin(url: URL, rules: AddressRules): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && (rules.allowLoginOverPlainHttp || isLoopback(url)));
}

/**
 * Whether an address that a server names may be gone to.
 *
 * Plain HTTP only where the user named the host, and this machine only when the server is this machine, too: a registry must
 * not make us ask our own services. A login in an address is none that we were given.
 *
 * @param from address of the server that names it.
 */
export function mayGoTo(target: URL, from: URL, rules: AddressRules): boolean {
  const scheme = target.protocol === 'https:' || (target.protocol === 'http:' && isPlainHttpHost(target.host, rules));
  return scheme && target.username === '' && target.password === '' && (!isLoopback(target) || isLoopback(from));
}
