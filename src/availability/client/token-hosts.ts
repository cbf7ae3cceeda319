import { isLoopback } from '../../http';
import { isPlainHttpHost, mayGoTo } from './addresses';
import type { AddressRules } from './addresses';

/** What may be done with the address of a token server. */
export type RealmVerdict =
  /** Anything, a login included. */
  | { readonly kind: 'trusted'; readonly url: URL }
  /** A token without a login may be fetched there; a login must not be sent. */
  | { readonly kind: 'foreign'; readonly url: URL }
  /** Nothing: it is no URL, plain HTTP, or this machine. */
  | { readonly kind: 'unusable' };

/** Token servers of public registries on a domain other than the registry's. */
const KNOWN: readonly (readonly [registry: RegExp, tokenHost: string])[] = [
  [/^lscr\.io$/, 'ghcr.io'], // a façade of GitHub's registry
  [/^rg\.[a-z0-9-]+\.scw\.cloud$/, 'api.scaleway.com'],
];

/** Alibaba Cloud: `registry.REGION`, `INSTANCE-registry.REGION.cr`, `crpi-….REGION.personal.cr`, each with `-vpc` twins. */
const ALIBABA_REGISTRY = /^[a-z0-9-]+\.([a-z0-9-]+)\.(?:personal\.)?(?:cr\.)?aliyuncs\.com$/;
const ALIBABA_TOKEN_HOST = /^dockerauth(?:-ee)?(?:-vpc)?[.-]([a-z0-9-]+)\.aliyuncs\.com$/;

/** Domains under which strangers live next to each other: being a sibling means nothing there. */
const SHARED_DOMAINS: readonly string[] = [
  'aliyuncs.com', 'amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'on.aws', 'aws.dev', 'cloudfront.net', 'appspot.com', 'run.app', 'pkg.dev',
  'web.app', 'azurecr.io', 'azurecr.us', 'azurecr.cn', 'azure.com', 'azure.net', 'azurewebsites.net', 'azurecontainerapps.io', 'windows.net',
  'trafficmanager.net', 'azureedge.net', 'azurefd.net', 'myhuaweicloud.com', 'myhuaweicloud.eu', 'tencentcloudcr.com', 'myqcloud.com',
  'digitaloceanspaces.com', 'ondigitalocean.app', 'scw.cloud', 'oraclecloud.com', 'ocir.io', 'jfrog.io', 'jfrog.cloud', 'github.io',
  'githubusercontent.com', 'gitlab.io', 'codeberg.page', 'herokuapp.com', 'workers.dev', 'pages.dev', 'fly.dev', 'netlify.app', 'vercel.app',
  'onrender.com', 'ngrok.io', 'ngrok.app', 'ngrok.dev', 'ngrok-free.app', 'ngrok-free.dev', 'trycloudflare.com', 'loca.lt', 'nip.io', 'sslip.io',
  'xip.io', 'traefik.me', 'duckdns.org', 'dyndns.org', 'no-ip.org', 'ddns.net', 'ts.net', 'cluster.local', 'svc.cluster.local',
];

/** Second labels under which countries give names to everybody: `example.co.uk`, `example.com.cn`. */
const COUNTRY_SECOND_LABELS: ReadonlySet<string> = new Set([
  'ac', 'asso', 'biz', 'co', 'com', 'edu', 'firm', 'gob', 'gov', 'govt', 'gouv', 'go', 'gr', 'id', 'info', 'lg', 'ltd', 'me', 'mil', 'ne', 'net', 'nhs', 'nom',
  'or', 'org', 'plc', 'sch', 'school', 'web',
]);

/**
 * Decides whether a login may be sent to the token server that a registry names.
 *
 * Every registry with tokens names an address to send the login to, and nothing binds it to itself. A registry that could be
 * asked for the password directly gains nothing by naming a stranger, but whoever can change that one header does. So a login
 * goes over TLS
 *
 * - to the host of the registry, on whatever port: Harbor, GitHub, Azure, Quay, a GitLab on two ports;
 * - to a sibling, a host of the same domain: `gitlab.example.com` for `registry.example.com`, `auth.docker.io` for Docker Hub;
 * - to the known token server of a public registry: Alibaba Cloud, Scaleway;
 * - to hosts that the user trusts;
 *
 * and nowhere else. Plain HTTP is used only for hosts that the user named as such, or where registry and token server are one
 * host that was; a token server on this machine only for a registry on this machine.
 *
 * @param realm address as the challenge has it.
 * @param registry address of the registry.
 */
export function judgeRealm(realm: string, registry: URL, rules: AddressRules): RealmVerdict {
  if (!URL.canParse(realm)) {
    return { kind: 'unusable' };
  }
  const url = new URL(realm);
  const plainLikeTheRegistry = url.protocol === 'http:' && registry.protocol === 'http:' && url.hostname === registry.hostname;
  if (!mayGoTo(url, registry, plainLikeTheRegistry ? { ...rules, plainHttpHosts: [url.host] } : rules)) {
    return { kind: 'unusable' };
  }
  const trusted = url.hostname === registry.hostname
    || rules.trustedTokenHosts.some((host) => host.toLowerCase() === url.hostname || isPlainHttpHost(url.host, { ...rules, plainHttpHosts: [host] }))
    || areSiblings(registry, url)
    || isKnown(registry.hostname, url.hostname);
  return { kind: trusted ? 'trusted' : 'foreign', url };
}

function isKnown(registry: string, tokenHost: string): boolean {
  const region = ALIBABA_REGISTRY.exec(registry)?.[1];
  return KNOWN.some(([from, to]) => from.test(registry) && to === tokenHost)
    || (region !== undefined && ALIBABA_TOKEN_HOST.exec(tokenHost)?.[1] === region);
}

function areSiblings(a: URL, b: URL): boolean {
  const domain = domainOf(a);
  return domain !== undefined && domain === domainOf(b);
}

/** The domain that belongs to one owner, as far as the name tells; `undefined` where it does not. */
function domainOf(url: URL): string | undefined {
  const labels = url.hostname.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || labels.includes('') || isLoopback(url) || url.hostname.startsWith('[') || /^\d+$/.test(last)) {
    return undefined;
  }
  if (SHARED_DOMAINS.some((shared) => url.hostname === shared || url.hostname.endsWith(`.${shared}`))) {
    return undefined;
  }
  const size = last.length === 2 && COUNTRY_SECOND_LABELS.has(labels.at(-2) ?? '') ? 3 : 2;
  return labels.length < size ? undefined : labels.slice(-size).join('.');
}
