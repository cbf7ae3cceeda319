import { PullproofError } from '../../error';
import type { Registry } from '../../registry';

/** Where an ECR is, in the words of the AWS API. */
export interface EcrAddress {
  /** The AWS account that owns it: 12 digits. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
  /** The partition of the region, as it stands in ARNs: `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partition: string;
}

/** Start of a region name to its partition; `botocore` has the same list. */
const PARTITIONS: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^us-iso-/, 'aws-iso'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^eusc-/, 'aws-eusc'],
];

/**
 * Account, region and partition of a registry, from its host.
 *
 * @throws PullproofError `provision-invalid` when the registry is no private ECR.
 */
export function ecrAddress({ host, kind }: Registry): EcrAddress {
  const [, account, region] = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(host) ?? [];
  if (account === undefined || region === undefined) {
    throw new PullproofError({
      code: 'provision-invalid', what: `${host} is a registry of ${kind.title}, and not a private ECR`,
      remedy: 'declare it with `Registry.ecr`',
    });
  }
  return { account, region, partition: PARTITIONS.find(([pattern]) => pattern.test(region))?.[1] ?? 'aws' };
}

/** The ARN of a repository; `*` and `agents/*` stand for many. */
export function ecrRepositoryArn({ account, region, partition }: EcrAddress, repository: string): string {
  return `arn:${partition}:ecr:${region}:${account}:repository/${repository}`;
}
