import { quote } from '../../error';
import type { RegistryHost } from './pull-secret-props';

/** What the generator of ECR tokens is asked for. */
export interface EcrScope {
  /** AWS region; empty when it is not known, which is one of the problems then. */
  readonly region: string;
  /** Private registries of an account, or the public one, which has tokens of its own. */
  readonly scope: 'private' | 'public';
  /** What does not fit together. */
  readonly problems: readonly string[];
}

/** Hosts of an account's registry, dual-stack, FIPS and China included. Source: cloud-provider-aws, `ecr-credential-provider`. */
const PRIVATE_HOST = /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9][a-z0-9-]*)\./;
const PUBLIC_HOSTS = ['public.ecr.aws', 'ecr-public.aws.com'];
/** The only region that gives tokens for the public registry. */
const PUBLIC_REGION = 'us-east-1';

/**
 * Finds out which token opens these registries.
 *
 * One token opens every registry that its owner may read, so several hosts can share it.
 *
 * @param registries the registries.
 * @param region the region that was declared, if any.
 */
export function ecrScope(registries: readonly RegistryHost[], region: string | undefined): EcrScope {
  const isPublic = registries.filter(({ host }) => PUBLIC_HOSTS.includes(host));
  if (isPublic.length > 0) {
    return {
      region: PUBLIC_REGION,
      scope: 'public',
      problems: [
        ...isPublic.length === registries.length ? [] : ['a token of the public ECR opens no private registry: use two pull secrets'],
        ...region === undefined || region === PUBLIC_REGION ? [] : [`region must be ${PUBLIC_REGION} for the public ECR (got ${quote(region)})`],
      ],
    };
  }
  if (region !== undefined) {
    return { region, scope: 'private', problems: [] };
  }
  const regions = new Set(registries.map(({ host }) => PRIVATE_HOST.exec(host)?.[1]));
  const [only] = regions;
  return {
    region: only ?? '',
    scope: 'private',
    problems: [
      ...registries.filter(({ host }) => !PRIVATE_HOST.test(host)).map(({ host }) => `${quote(host)} is no host of Amazon ECR, so the region must be given`),
      ...regions.size > 1 ? ['the hosts are in different regions, so the region must be given'] : [],
    ],
  };
}
