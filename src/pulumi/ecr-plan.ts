import { Problems } from '../error';
import type { JsonObject } from '../manifest';
import type { CreationTemplate, EcrAddress, EcrPullPrincipals, EcrRepositoryPlan, PullThroughRule } from '../provision';
import { core } from './core-modules';
import type { EcrPullersArgs, EcrRegistryArgs, EcrUpstreamLogin } from './ecr-registry-args';
import { registryImages } from './registry-images';

/** Everything about an ECR that does not wait for outputs. */
export interface EcrPlan {
  /** Account, region and partition. */
  readonly address: EcrAddress;
  /** The repositories, each with its lifecycle policy as JSON if it forgets anything. */
  readonly repositories: readonly { readonly plan: EcrRepositoryPlan; readonly lifecycle: string | undefined }[];
  /** The pull-through cache rules. */
  readonly rules: readonly PullThroughRule[];
  /** The repository creation templates. */
  readonly templates: readonly CreationTemplate[];
  /** The lifecycle policy of repositories that templates make. */
  readonly templateLifecycle: string | undefined;
  /** The policy of the registry, if it was asked for. */
  readonly registryPolicy: JsonObject | undefined;
  /** The replication of the registry, if it was asked for. */
  readonly replication: JsonObject | undefined;
}

/**
 * Plans an ECR.
 *
 * @throws PullproofError what the core refuses, and `provision-invalid` for settings that do not fit together.
 */
export function planEcr(args: EcrRegistryArgs): EcrPlan {
  const { registry, lifecycle, replicas = [], replicateFrom = [], upstreamLogins = {}, upstreamRoles = {}, pullers = {} } = args;
  const address = core.provision().ecrAddress(registry);
  const images = registryImages(args);
  const choice = { optional: args.optionalImages ?? false };
  const rules = core.provision().pullThroughRules(registry, images, {
    credentialArns: namedSecrets(upstreamLogins), roleArns: upstreamRoles, loginsElsewhere: true,
  }, choice);
  const prefixes = rules.length > 0 ? rules.map(({ ecrRepositoryPrefix }) => ecrRepositoryPrefix) : [registry.prefix === '' ? 'ROOT' : registry.prefix];
  const templates = core.provision().creationTemplates(prefixes, args.templates ?? (rules.length > 0 ? ['PULL_THROUGH_CACHE'] : []));
  const used = templates.filter(({ appliedFor }) => appliedFor.length > 0);
  refuse(args, rules, used);
  core.provision().ecrRepositoryPolicy(knownPullers(pullers), address); // its problems now, rather than when the outputs are there
  return {
    address,
    repositories: core.provision().ecrRepositories(registry, images, choice)
      .map((plan) => ({ plan, lifecycle: textOf(core.provision().ecrLifecyclePolicy(lifecycle, plan)) })),
    rules,
    templates: used,
    templateLifecycle: textOf(core.provision().ecrLifecyclePolicy(lifecycle)),
    registryPolicy: core.provision().ecrRegistryPolicy({
      address, replicateFrom: [...replicateFrom],
      ...(args.pullersFillCaches === true
        ? { cachePrincipals: knownPullers(pullers), cachePrefixes: rules.map(({ ecrRepositoryPrefix }) => ecrRepositoryPrefix) } : {}),
    }),
    replication: core.provision().ecrReplication(address, replicas, registry.prefix === '' ? [] : [`${registry.prefix}/`]),
  };
}

/** The pullers that are plain already. */
function knownPullers({ accounts = [], arns = [], organizations = [] }: EcrPullersArgs): EcrPullPrincipals {
  return { accounts: [...accounts], arns: arns.filter((arn) => typeof arn === 'string'), organizations: [...organizations] };
}

function namedSecrets(logins: { readonly [sourceHost: string]: EcrUpstreamLogin }): { [sourceHost: string]: string } {
  return Object.fromEntries(Object.entries(logins)
    .flatMap(([host, { credentialArn }]) => (credentialArn === undefined ? [] : [[host, credentialArn]])));
}

function refuse(args: EcrRegistryArgs, rules: readonly PullThroughRule[], templates: readonly CreationTemplate[]): void {
  const { upstreamLogins = {}, kmsKey, tags, templateRole } = args;
  const cached = new Map(rules.map((rule) => [rule.sourceHost, rule]));
  new Problems()
    .add(...Object.entries(upstreamLogins).flatMap(([host, login]) => loginProblems(host, login, cached.get(host))))
    .add(...rules.filter(({ login, sourceHost }) => login === 'secret' && upstreamLogins[sourceHost] === undefined)
      .map(({ sourceHost }) => `${sourceHost} is cached with a login only: give one in upstreamLogins`))
    .add(...templates.length > 0 && templateRole === undefined && (kmsKey !== undefined || tags !== undefined)
      ? ['templates with tags or a KMS key need templateRole: the role that ECR takes to make repositories with them'] : [])
    .throwIfAny({ code: 'provision-invalid', what: `${args.registry.toString()} cannot be made like this` });
}

function loginProblems(host: string, { username, accessToken, credentialArn }: EcrUpstreamLogin, rule: PullThroughRule | undefined): string[] {
  const isMade = username !== undefined && accessToken !== undefined;
  const isPart = (username === undefined) !== (accessToken === undefined);
  return [
    ...(rule === undefined ? [`upstreamLogins: nothing here caches ${host}`] : []),
    ...(rule !== undefined && rule.login !== 'secret' ? [`upstreamLogins: ${host} takes no login`] : []),
    ...(isPart || isMade === (credentialArn !== undefined) ? [`upstreamLogins: ${host} needs a username with an accessToken, or a credentialArn`] : []),
  ];
}

function textOf(policy: JsonObject | undefined): string | undefined {
  return policy === undefined ? undefined : JSON.stringify(policy);
}
