import { Problems, quote } from '../../error';
import type { JsonObject } from '../../manifest';
import { ecrRepositoryArn } from './ecr-address';
import type { EcrAddress } from './ecr-address';
import { ECR_CACHE_ACTIONS, pullStatements } from './pull-policies';
import type { EcrPullPrincipals } from './pull-policies';

/** What others may do with a whole ECR. An account has one such policy per region, so it is never made unasked. */
export interface EcrRegistryAccess {
  /** The ECR. */
  readonly address: EcrAddress;
  /**
   * Who may fill the caches below: pods of other accounts, on a first pull.
   *
   * @default - nobody
   */
  readonly cachePrincipals?: EcrPullPrincipals;
  /**
   * Prefixes of pull-through caches.
   *
   * @default - none
   */
  readonly cachePrefixes?: readonly string[];
  /**
   * Accounts that may replicate into it, by their 12 digits.
   *
   * @default - none
   */
  readonly replicateFrom?: readonly string[];
}

/**
 * The policy of a registry, or nothing when nobody else may do anything.
 *
 * @throws PullproofError `provision-invalid` that lists every malformed principal.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
 */
export function ecrRegistryPolicy(access: EcrRegistryAccess): JsonObject | undefined {
  const { address, cachePrincipals = {}, cachePrefixes = [], replicateFrom = [] } = access;
  refuseAccounts(replicateFrom);
  const caches = cachePrefixes.map((prefix) => ecrRepositoryArn(address, prefix === 'ROOT' ? '*' : `${prefix}/*`));
  const statements: JsonObject[] = [
    ...(caches.length === 0 ? [] : pullStatements(cachePrincipals, address, ECR_CACHE_ACTIONS, 'FillCaches').map((statement) => ({ ...statement, Resource: caches }))),
    ...(replicateFrom.length === 0 ? [] : [{
      Sid: 'Replicate', Effect: 'Allow', Principal: { AWS: replicateFrom.map((account) => `arn:${address.partition}:iam::${account}:root`) },
      Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'], Resource: [ecrRepositoryArn(address, '*')],
    }]),
  ];
  return statements.length === 0 ? undefined : { Version: '2012-10-17', Statement: statements };
}

/** Where an ECR copies its images to. */
export interface EcrReplica {
  /** Region of the copy. */
  readonly region: string;
  /**
   * Account of the copy, by its 12 digits; its registry policy has to let this one in.
   *
   * @default - the same account
   */
  readonly account?: string;
}

/**
 * The replication of an ECR, in the form of its API; nothing when there are no replicas.
 *
 * @param address the ECR that is copied.
 * @param replicas where to.
 * @param prefixes what is copied: repositories whose names begin so; everything when there are none.
 * @throws PullproofError `provision-invalid` for more than ECR takes (25 destinations, 100 filters), and malformed accounts.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ReplicationConfiguration.html
 */
export function ecrReplication(address: EcrAddress, replicas: readonly EcrReplica[], prefixes: readonly string[] = []): JsonObject | undefined {
  refuseAccounts(replicas.flatMap(({ account }) => account ?? []));
  new Problems()
    .add(...(replicas.length > 25 ? [`${replicas.length} replicas, ECR takes 25`] : []), ...(prefixes.length > 100 ? [`${prefixes.length} prefixes, ECR takes 100`] : []))
    .add(...replicas.filter(({ account = address.account, region }) => account === address.account && region === address.region).map(({ region }) => `the replica in ${quote(region)} is the registry itself`))
    .throwIfAny({ code: 'provision-invalid', what: 'this replication cannot be' });
  return replicas.length === 0 ? undefined : {
    rules: [{
      destinations: replicas.map(({ account = address.account, region }) => ({ region, registryId: account })),
      ...(prefixes.length > 0 && { repositoryFilters: prefixes.map((filter) => ({ filter, filterType: 'PREFIX_MATCH' })) }),
    }],
  };
}

function refuseAccounts(accounts: readonly string[]): void {
  new Problems()
    .add(...accounts.filter((account) => !/^\d{12}$/.test(account)).map((account) => `account ${quote(account)} is not 12 digits`))
    .throwIfAny({ code: 'provision-invalid', what: 'accounts are malformed' });
}
