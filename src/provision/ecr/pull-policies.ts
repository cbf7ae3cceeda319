import { Problems, quote } from '../../error';
import type { JsonObject } from '../../manifest';
import { ecrRepositoryArn } from './ecr-address';
import type { EcrAddress } from './ecr-address';

/** Who may pull from repositories, beyond the account that owns them. */
export interface EcrPullPrincipals {
  /**
   * AWS accounts, by their 12 digits: each decides by itself who of its own may pull.
   *
   * @default - none
   */
  readonly accounts?: string[];
  /**
   * ARNs of roles and users, such as the node role of a cluster in another account.
   *
   * @default - none
   */
  readonly arns?: string[];
  /**
   * AWS Organizations, by their ids (`o-…`): every account in them.
   *
   * @default - none
   */
  readonly organizations?: string[];
}

/** What pulling takes on a repository; `ecr:GetAuthorizationToken` is about the whole registry. */
export const ECR_PULL_ACTIONS: readonly string[] = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** What the first pull through a cache takes beyond that: the repository and its image come into being. */
export const ECR_CACHE_ACTIONS: readonly string[] = ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'];

/**
 * The policy of a repository for principals that only pull, or nothing when there are none.
 *
 * The account that owns the repository needs none: there, policies of its roles decide.
 *
 * @throws PullproofError `provision-invalid` that lists every principal which is none.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
 */
export function ecrRepositoryPolicy(principals: EcrPullPrincipals, address: EcrAddress): JsonObject | undefined {
  const statements = pullStatements(principals, address, ECR_PULL_ACTIONS, 'Pull');
  return statements.length === 0 ? undefined : { Version: '2012-10-17', Statement: statements };
}

/** Statements of a resource policy that allow actions to principals. */
export function pullStatements(principals: EcrPullPrincipals, { partition }: EcrAddress, actions: readonly string[], sid: string): JsonObject[] {
  const { accounts = [], arns = [], organizations = [] } = principals;
  new Problems()
    .add(...accounts.filter((account) => !/^\d{12}$/.test(account)).map((account) => `account ${quote(account)} is not 12 digits`))
    .add(...arns.filter((arn) => !/^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:\S+$/.test(arn)).map((arn) => `${quote(arn)} is no ARN of a role or user`))
    .add(...organizations.filter((id) => !/^o-[a-z0-9]{10,32}$/.test(id)).map((id) => `organization ${quote(id)} is no id such as "o-a1b2c3d4e5"`))
    .throwIfAny({ code: 'provision-invalid', what: 'principals that may pull are malformed' });
  const named = [...accounts.map((account) => `arn:${partition}:iam::${account}:root`), ...arns];
  return [
    ...(named.length === 0 ? [] : [{ Sid: sid, Effect: 'Allow', Principal: { AWS: named }, Action: [...actions] }]),
    ...(organizations.length === 0 ? [] : [{
      Sid: `${sid}FromOrganizations`, Effect: 'Allow', Principal: '*', Action: [...actions],
      Condition: { StringEquals: { 'aws:PrincipalOrgID': [...organizations] } },
    }]),
  ];
}

/** What a pull-only identity may pull. */
export interface EcrPullScope {
  /** The ECR. */
  readonly address: EcrAddress;
  /** Names of repositories, or patterns such as `agents/*`. */
  readonly repositories: readonly string[];
  /**
   * Prefixes of pull-through caches that it may fill: on a first pull, the repository comes into being.
   *
   * @default - none
   */
  readonly cachePrefixes?: readonly string[];
}

/**
 * The IAM policy of an identity that only pulls: the node role of a cluster, or the role behind a token generator.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/security-iam-awsmanpol.html
 */
export function ecrPullPolicy({ address, repositories, cachePrefixes = [] }: EcrPullScope): JsonObject {
  const caches = cachePrefixes.map((prefix) => ecrRepositoryArn(address, prefix === 'ROOT' ? '*' : `${prefix}/*`));
  const pulled = [...new Set([...repositories.map((name) => ecrRepositoryArn(address, name)), ...caches])];
  return {
    Version: '2012-10-17',
    Statement: [
      // Tokens are for the registry as a whole, so the API takes no other resource.
      { Sid: 'Login', Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] },
      ...(pulled.length === 0 ? [] : [{ Sid: 'Pull', Effect: 'Allow', Action: [...ECR_PULL_ACTIONS], Resource: pulled }]),
      ...(caches.length === 0 ? [] : [{ Sid: 'FillCaches', Effect: 'Allow', Action: [...ECR_CACHE_ACTIONS], Resource: caches }]),
    ],
  };
}
