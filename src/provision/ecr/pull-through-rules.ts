import { Problems, quote } from '../../error';
import { imageName } from '../../image';
import type { Registry } from '../../registry';
import type { ImageChoice, ProvisionedImage } from '../provisioned-image';
import { ecrCacheSecretProblems } from './cache-secret';
import { cacheableUpstream } from './cacheable-upstream';
import type { CacheableUpstream } from './cacheable-upstream';
import { ecrAddress } from './ecr-address';
import { imagesOf } from './ecr-repositories';

/** A pull-through cache rule. */
export interface PullThroughRule extends CacheableUpstream {
  /** The host that references name. */
  readonly sourceHost: string;
  /** The first part of the path of every image that comes through it, or `ROOT` for a rule without one. */
  readonly ecrRepositoryPrefix: string;
  /**
   * ARN of the secret with the login of the upstream.
   *
   * @default - the upstream takes none
   */
  readonly credentialArn?: string;
  /**
   * ARN of the role that ECR takes to pull from an ECR of another account.
   *
   * @default - the upstream is in the same account, or no ECR
   */
  readonly customRoleArn?: string;
}

/** How the rules log in to the registries that they cache. */
export interface PullThroughLogins {
  /**
   * Source host to the ARN of its secret, named `ecr-pullthroughcache/…`, with the keys `username` and `accessToken`.
   *
   * @default - none
   */
  readonly credentialArns?: { readonly [sourceHost: string]: string };
  /**
   * Source host of an ECR in another account to the ARN of the role to pull from it with.
   *
   * @default - none
   */
  readonly roleArns?: { readonly [sourceHost: string]: string };
  /**
   * Whether rules without the secret that they need are fine, because whoever makes the rules brings it.
   *
   * @default false
   */
  readonly loginsElsewhere?: boolean;
}

/**
 * The pull-through cache rules that images need, in the order of their prefixes: one per source host that images come
 * from. Registries that are pushed to need none.
 *
 * @throws PullproofError `provision-invalid` that lists every host which ECR cannot cache or has no login for, and every
 * image whose private path is not a prefix in front of its source path.
 */
export function pullThroughRules(
  registry: Registry, images: readonly ProvisionedImage[], logins: PullThroughLogins = {}, choice: ImageChoice = {},
): PullThroughRule[] {
  const address = ecrAddress(registry);
  const inside = imagesOf(registry, images, choice);
  if (registry.kind.createsRepositories !== 'on-pull') {
    return [];
  }
  const problems = new Problems();
  const rules = new Map<string, PullThroughRule>();
  for (const image of inside) {
    const place = cacheOf(image, registry);
    if (typeof place === 'string') {
      problems.add(place);
      continue;
    }
    const { sourceHost, prefix } = place;
    const known = rules.get(prefix);
    if (known === undefined) {
      const rule = ruleOf(sourceHost, prefix, logins);
      problems.add(...ruleProblems(sourceHost, rule, logins));
      problems.add(...(rule?.credentialArn === undefined ? [] : ecrCacheSecretProblems(rule.credentialArn, address)));
      rules.set(prefix, rule ?? { sourceHost, ecrRepositoryPrefix: prefix, upstreamRegistry: '', upstreamRegistryUrl: '', login: 'none' });
    } else if (known.sourceHost !== sourceHost) {
      problems.add(`the prefix ${quote(prefix)} would cache both ${known.sourceHost} and ${sourceHost}`);
    }
  }
  problems.add(...Object.keys(logins.credentialArns ?? {}).filter((host) => cacheableUpstream(host) === undefined)
    .map((host) => `there is a login for ${quote(host)}, which ECR cannot cache, expected a host such as "docker.io" or "ghcr.io"`));
  problems.throwIfAny({ code: 'provision-invalid', what: `pull-through caches of ${registry.host} cannot serve these images` });
  return [...rules.values()].sort((a, b) => (a.ecrRepositoryPrefix < b.ecrRepositoryPrefix ? -1 : 1));
}

/** The cache that an image comes through, or what keeps it from coming through one. */
function cacheOf({ source, target }: ProvisionedImage, registry: Registry): { sourceHost: string; prefix: string } | string {
  if (source === undefined) {
    const [first = ''] = target.repository.split('/');
    const sourceHost = Object.entries(registry.kind.sourcePrefixes ?? {}).find(([, prefix]) => prefix === first)?.[0];
    return sourceHost === undefined ? `${imageName(target)}: nothing says which registry it comes from` : { sourceHost, prefix: first };
  }
  if (target.repository === source.repository) {
    return { sourceHost: source.registry, prefix: 'ROOT' };
  }
  return target.repository.endsWith(`/${source.repository}`)
    ? { sourceHost: source.registry, prefix: target.repository.slice(0, -source.repository.length - 1) }
    : `${imageName(source)} cannot become ${imageName(target)}: a cache puts its prefix in front of the source path, and changes nothing else`;
}

function ruleOf(
  sourceHost: string, prefix: string, { credentialArns = {}, roleArns = {} }: PullThroughLogins,
): PullThroughRule | undefined {
  const upstream = cacheableUpstream(sourceHost);
  const credentialArn = Object.hasOwn(credentialArns, sourceHost) ? credentialArns[sourceHost] : undefined;
  const customRoleArn = Object.hasOwn(roleArns, sourceHost) ? roleArns[sourceHost] : undefined;
  return upstream && {
    ...upstream, sourceHost, ecrRepositoryPrefix: prefix,
    ...(credentialArn !== undefined && { credentialArn }), ...(customRoleArn !== undefined && { customRoleArn }),
  };
}

function ruleProblems(sourceHost: string, rule: PullThroughRule | undefined, { loginsElsewhere = false }: PullThroughLogins): string[] {
  if (rule === undefined) {
    return [`ECR cannot cache ${sourceHost}: mirror its images to a registry that is pushed to`];
  }
  const prefix = rule.ecrRepositoryPrefix;
  return [
    ...(rule.login === 'secret' && rule.credentialArn === undefined && !loginsElsewhere ? [`${sourceHost} needs a login: the ARN of a secret named "ecr-pullthroughcache/…"`] : []),
    ...(rule.login !== 'secret' && rule.credentialArn !== undefined ? [`${sourceHost} takes no login from a secret`] : []),
    ...(rule.login !== 'role' && rule.customRoleArn !== undefined ? [`${sourceHost} is no ECR, and takes no role`] : []),
    ...(prefix !== 'ROOT' && (prefix.length < 2 || prefix.length > 30) ? [`the prefix ${quote(prefix)} must have 2 to 30 characters`] : []),
  ];
}
