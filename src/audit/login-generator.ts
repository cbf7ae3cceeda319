import type { Json, Resource } from '../manifest';
import { Registry } from '../registry';
import type { DeliveryObjects } from './delivery-objects';
import { at, listAt, textAt } from './json';

/** A generator of External Secrets, as an ExternalSecret names it. */
export interface GeneratorRef {
  readonly kind: string;
  readonly name: string;
}

/**
 * Generators that make logins of registries, and how long those are valid, in seconds; `undefined` for no known end.
 *
 * The others make passwords, keys or one-time codes, which open no registry.
 * Source: External Secrets 2.9, `generators.external-secrets.io/v1alpha1`.
 */
const LIFETIMES: ReadonlyMap<string, number | undefined> = new Map([
  ['ECRAuthorizationToken', 12 * 3600],
  ['GCRAccessToken', 3600],
  ['ACRAccessToken', 3 * 3600],
  ['QuayAccessToken', 3600],
  ['GithubAccessToken', 3600],
  ['GitlabDeployToken', undefined],
  ['CloudsmithAccessToken', undefined],
  ['VaultDynamicSecret', undefined],
  ['Webhook', undefined],
]);

/** The generators that the `spec` of an ExternalSecret takes data from. */
export function generatorRefs(spec: Json | undefined): GeneratorRef[] {
  return [...listAt(spec, 'dataFrom'), ...listAt(spec, 'data')].flatMap((from) => {
    const kind = textAt(from, 'sourceRef', 'generatorRef', 'kind');
    const name = textAt(from, 'sourceRef', 'generatorRef', 'name');
    return kind === undefined || name === undefined ? [] : [{ kind, name }];
  });
}

/** What the generators of a pull secret make, as far as the stream tells. */
export interface GeneratedLogin {
  /** Whether one of them makes logins. */
  readonly isLogin: boolean;
  /** Shortest validity of what they make. */
  readonly seconds: number | undefined;
}

/** Looks the generators up; a ClusterGenerator that is not part of the stream is taken to make logins. */
export function describeGenerators(refs: readonly GeneratorRef[], objects: DeliveryObjects): GeneratedLogin {
  const kinds = refs.map(({ kind, name }) =>
    (kind === 'ClusterGenerator' ? textAt(objects.named(kind, name)[0]?.resource.object, 'spec', 'kind') ?? kind : kind));
  const seconds = kinds.map((kind) => LIFETIMES.get(kind)).filter((lifetime) => lifetime !== undefined);
  return {
    isLogin: kinds.some((kind) => LIFETIMES.has(kind) || kind === 'ClusterGenerator'),
    seconds: seconds.length === 0 ? undefined : Math.min(...seconds),
  };
}

/**
 * The host for which a generator of ECR tokens returns its endpoint: that of its role's account, else of any account
 * in its region. `undefined` when the stream does not show the generator, or when it makes tokens for the public ECR.
 */
export function ecrEndpoint(refs: readonly GeneratorRef[], objects: DeliveryObjects): string | undefined {
  for (const { kind, name } of refs) {
    const generator = objects.named(kind, name)[0]?.resource;
    const spec = generator === undefined ? undefined : ecrSpec(kind, generator);
    const region = textAt(spec, 'region');
    if (region !== undefined && textAt(spec, 'scope') !== 'public') {
      const account = /^arn:[^:]+:iam::(\d{12}):/.exec(textAt(spec, 'role') ?? '')?.[1];
      return ecrHost(account, region);
    }
  }
  return undefined;
}

function ecrSpec(kind: string, generator: Resource): Json | undefined {
  const { spec } = generator.object;
  if (kind === 'ECRAuthorizationToken') {
    return spec;
  }
  return kind === 'ClusterGenerator' ? at(spec, 'generator', 'ecrAuthorizationTokenSpec') : undefined;
}

/** Partitions of AWS have domains of their own, which the registry kind knows. */
function ecrHost(account: string | undefined, region: string): string | undefined {
  try {
    const { host } = Registry.ecr({ account: account ?? '000000000000', region });
    return account === undefined ? host.replace(/^\d+/, '*') : host;
  } catch {
    return undefined; // no region of AWS: nothing can be told about the host
  }
}
