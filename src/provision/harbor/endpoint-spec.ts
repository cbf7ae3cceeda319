import { quote } from '../../error';

/** Types of registries that a Harbor can be a proxy cache of, as it is installed. */
export type HarborEndpointType =
  | 'ali-acr' | 'aws-ecr' | 'azure-acr' | 'docker-hub' | 'docker-registry' | 'github-ghcr' | 'google-gcr' | 'harbor' | 'jfrog-artifactory';

/** Another registry, as a Harbor knows it: the upstream of proxy-cache projects. */
export interface HarborEndpointSpec {
  /** Its name in the Harbor. */
  readonly name: string;
  /** What kind of registry it is. */
  readonly type: HarborEndpointType;
  /** Its address: `https://hub.docker.com`, `https://ghcr.io`. */
  readonly url: string;
  /**
   * What people see beside it.
   *
   * @default - nothing
   */
  readonly description?: string;
  /**
   * Whether its certificate goes unchecked.
   *
   * @default false
   */
  readonly insecure?: boolean;
}

const TYPES: readonly string[] = [
  'ali-acr', 'aws-ecr', 'azure-acr', 'docker-hub', 'docker-registry', 'github-ghcr', 'google-gcr', 'harbor', 'jfrog-artifactory',
] satisfies HarborEndpointType[];

/** What is wrong with an endpoint; empty when it is fine. */
export function endpointSpecProblems({ name, type, url }: HarborEndpointSpec): string[] {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return [
    ...(name === '' || name.length > 64 ? [`endpoint name must have 1 to 64 characters (got ${quote(name)})`] : []),
    ...(TYPES.includes(type) ? [] : [`a Harbor is no proxy cache of ${quote(type)} unless its administrator allows it, expected one of: ${TYPES.join(', ')}`]),
    ...(parsed === undefined || !/^https?:$/.test(parsed.protocol) ? ['endpoint url must be an http: or https: address'] : []),
    ...(parsed !== undefined && (parsed.username !== '' || parsed.password !== '') ? ['endpoint url must hold no login, give it apart'] : []),
  ];
}

/** Source hosts that a Harbor knows by a type of their own. */
const TYPED: readonly { readonly host: RegExp; readonly type: HarborEndpointType; readonly url?: string }[] = [
  { host: /^docker\.io$/, type: 'docker-hub', url: 'https://hub.docker.com' },
  { host: /^ghcr\.io$/, type: 'github-ghcr' },
  { host: /^(?:[a-z]+\.)?gcr\.io$/, type: 'google-gcr' },
  { host: /^[a-z0-9-]+\.azurecr\.(?:io|us|cn)$/, type: 'azure-acr' },
  { host: /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/, type: 'aws-ecr' },
  { host: /\.jfrog\.io$/, type: 'jfrog-artifactory' },
];

/**
 * The endpoint for a source host, with the name of its proxy-cache project.
 *
 * quay.io, registry.k8s.io and all that Harbor has no type for are plain distribution registries to it; its own types for
 * Quay and GitLab cannot be cached.
 *
 * @param sourceHost host of the source references.
 * @param name name of the endpoint.
 */
export function harborEndpoint(sourceHost: string, name: string): HarborEndpointSpec {
  const typed = TYPED.find(({ host }) => host.test(sourceHost));
  return { name, type: typed?.type ?? 'docker-registry', url: typed?.url ?? `https://${sourceHost}` };
}
