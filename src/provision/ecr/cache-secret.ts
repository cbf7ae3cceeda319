import { SecretValue } from '../../credential';
import { PullproofError, quote } from '../../error';
import type { EcrAddress } from './ecr-address';

/** What the name of a secret has to begin with, or ECR refuses it. */
export const ECR_CACHE_SECRET_PREFIX = 'ecr-pullthroughcache/';

/**
 * The name of a secret with the login of an upstream registry.
 *
 * @param name what is behind the prefix that ECR demands: the prefix of the cache, such as `docker-hub`.
 * @throws PullproofError `provision-invalid` for a character that ECR refuses.
 */
export function ecrCacheSecretName(name: string): string {
  if (!/^[a-zA-Z0-9/_+=.@-]{1,240}$/.test(name)) {
    throw new PullproofError({
      code: 'provision-invalid', what: `${quote(name)} cannot be part of the name of a secret`, expected: 'letters, digits and / _ + = . @ -',
    });
  }
  return `${ECR_CACHE_SECRET_PREFIX}${name}`;
}

/**
 * The text of such a secret: the two keys that ECR reads, and no other.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
 */
export function ecrCacheSecretText(username: string, accessToken: SecretValue): SecretValue {
  return SecretValue.unsafePlainText(JSON.stringify({ username, accessToken: accessToken.unsafeUnwrap() }));
}

/** What is wrong with the ARN of a secret for the cache rules of an ECR; empty when it is fine. */
export function ecrCacheSecretProblems(arn: string, { account, region, partition }: EcrAddress): string[] {
  const [, foundPartition, foundRegion, foundAccount, name] = /^arn:(aws[a-z-]*):secretsmanager:([a-z0-9-]+):(\d{12}):secret:(\S+)$/.exec(arn) ?? [];
  if (name === undefined) {
    return [`${quote(arn)} is not the ARN of a secret in Secrets Manager`];
  }
  return [
    ...(name.startsWith(ECR_CACHE_SECRET_PREFIX) ? [] : [`secret ${quote(name)} must have a name that begins with ${quote(ECR_CACHE_SECRET_PREFIX)}`]),
    ...(foundPartition === partition && foundRegion === region && foundAccount === account
      ? [] : [`secret ${quote(arn)} must be in the account and region of the registry (${account}, ${region})`]),
  ];
}
