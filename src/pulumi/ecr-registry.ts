import * as pulumi from '@pulumi/pulumi';
import { SecretValue } from '../credential';
import type { PullThroughRule } from '../provision';
import { atResource } from './at-resource';
import { aws } from './aws-modules';
import { labelComponent } from './component-label';
import { core } from './core-modules';
import { planEcr } from './ecr-plan';
import type { EcrPlan } from './ecr-plan';
import type { EcrRegistryArgs } from './ecr-registry-args';

/**
 * An Amazon ECR with everything that private references need: a repository for each of them, from the same relocation that
 * moves the images; for a registry of pull-through caches, the rules and the logins of their upstreams instead.
 *
 * Its providers may come as `providers: [awsProvider]`. The region of the registry is on every resource, whatever the
 * provider’s own is. It makes no token: those are gone after twelve hours, and have no place in a Secret of a program.
 *
 * @example
 * const registry = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
 * new EcrRegistry('agents', { registry, agents: [{ agent: Agent.cloudZero('1.2.13') }], pullRoles: [nodeRole.name] });
 */
export class EcrRegistry extends pulumi.ComponentResource {
  /** Names of its repositories, in order; those that caches and templates make are not known here. */
  public readonly repositoryNames: string[];
  /** ARN of the pull-only policy; `undefined` when no role needs it. */
  public readonly pullPolicyArn: pulumi.Output<string> | undefined;
  /** ARN of the pull-only role; `undefined` when none is made. */
  public readonly pullRoleArn: pulumi.Output<string> | undefined;

  readonly #name: string;
  readonly #label: string;
  readonly #args: EcrRegistryArgs;
  readonly #plan: EcrPlan;
  readonly #resources: pulumi.Resource[] = [];

  /**
   * @param name the name of the component, with which the names of its resources start.
   * @param args what it is made of.
   * @param opts options of the component.
   * @throws pulumi.ResourceError that lists everything that ECR would refuse, and every image that is not in the registry; when
   * `@pulumi/aws` is not installed.
   */
  constructor(name: string, args: EcrRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super('pullproof:index:EcrRegistry', name, {}, opts);
    this.#name = name;
    this.#args = args;
    this.#label = labelComponent(this, 'pullproof:index:EcrRegistry', name);
    this.#plan = atResource(this, this.#label, () => {
      aws.ecr();
      return planEcr(args);
    });
    this.repositoryNames = this.#plan.repositories.map(({ plan }) => plan.name);
    this.#addRepositories();
    this.#addTemplates();
    this.#plan.rules.forEach((rule) => this.#addRule(rule));
    this.#addSingletons();
    const { pullRoles = [], pullRoleTrust } = args;
    this.pullPolicyArn = pullRoles.length > 0 || pullRoleTrust !== undefined ? this.#addPullPolicy() : undefined;
    this.pullRoleArn = pullRoleTrust === undefined ? undefined : this.#addPullRole(pullRoleTrust);
    this.registerOutputs({ repositoryNames: this.repositoryNames, pullPolicyArn: this.pullPolicyArn, pullRoleArn: this.pullRoleArn });
  }

  /** Its repositories, templates and rules: what is pushed, or pulled through a cache, depends on these. Returns a copy. */
  public get resources(): pulumi.Resource[] {
    return [...this.#resources];
  }

  #addRepositories(): void {
    const ecr = aws.ecr();
    const { region } = this.#plan.address;
    const args = this.#args;
    for (const { plan, lifecycle } of this.#plan.repositories) {
      const repository = new ecr.Repository(`${this.#name}-${plan.name}`, {
        name: plan.name, region, imageTagMutability: mutability(args), imageScanningConfiguration: { scanOnPush: args.scanOnPush ?? true },
        encryptionConfigurations: [encryption(args)], ...(args.tags === undefined ? {} : { tags: { ...args.tags } }),
      }, { parent: this });
      this.#resources.push(repository);
      if (lifecycle !== undefined) {
        new ecr.LifecyclePolicy(`${this.#name}-${plan.name}-lifecycle`, { repository: repository.name, region, policy: lifecycle }, { parent: this });
      }
      const policy = this.#repositoryPolicy();
      if (policy !== undefined) {
        new ecr.RepositoryPolicy(`${this.#name}-${plan.name}-policy`, { repository: repository.name, region, policy }, { parent: this });
      }
    }
  }

  /** What repositories are made like when nobody makes them. */
  #addTemplates(): void {
    const { templates, templateLifecycle, address: { region } } = this.#plan;
    const { templateRole, tags } = this.#args;
    for (const { prefix, appliedFor } of templates) {
      const repositoryPolicy = this.#repositoryPolicy();
      this.#resources.push(new (aws.ecr().RepositoryCreationTemplate)(`${this.#name}-${prefix}-template`, {
        prefix, region, appliedFors: appliedFor,
        imageTagMutability: mutability(this.#args), encryptionConfigurations: [encryption(this.#args)],
        ...(templateLifecycle === undefined ? {} : { lifecyclePolicy: templateLifecycle }),
        ...(repositoryPolicy === undefined ? {} : { repositoryPolicy }),
        ...(templateRole === undefined ? {} : { customRoleArn: templateRole }), ...(tags === undefined ? {} : { resourceTags: { ...tags } }),
      }, { parent: this }));
    }
  }

  #addRule(rule: PullThroughRule): void {
    const { sourceHost, ecrRepositoryPrefix, upstreamRegistryUrl, customRoleArn } = rule;
    const credentialArn = rule.credentialArn ?? this.#addLogin(sourceHost, ecrRepositoryPrefix);
    // Templates first: a rule that is used at once would make repositories without their settings.
    this.#resources.push(new (aws.ecr().PullThroughCacheRule)(`${this.#name}-${ecrRepositoryPrefix}-cache`, {
      ecrRepositoryPrefix, upstreamRegistryUrl, region: this.#plan.address.region,
      ...(credentialArn === undefined ? {} : { credentialArn }), ...(customRoleArn === undefined ? {} : { customRoleArn }),
    }, { parent: this, dependsOn: [...this.#resources] }));
  }

  /** The secret of an upstream, under the name and with the keys that ECR demands. */
  #addLogin(sourceHost: string, prefix: string): pulumi.Output<string> | undefined {
    const { username, accessToken } = this.#args.upstreamLogins?.[sourceHost] ?? {};
    if (username === undefined || accessToken === undefined) {
      return undefined;
    }
    const { Secret, SecretVersion } = aws.secretsmanager();
    const { region } = this.#plan.address;
    const { tags } = this.#args;
    const secret = new Secret(`${this.#name}-${prefix}-login`, {
      name: atResource(this, this.#label, () => core.provision().ecrCacheSecretName(prefix)), region, description: `Login of ECR for ${sourceHost}`,
      ...(tags === undefined ? {} : { tags: { ...tags } }),
    }, { parent: this });
    const secretString = pulumi.secret(pulumi.all([username, accessToken])
      .apply(([user, token]) => core.provision().ecrCacheSecretText(user, SecretValue.unsafePlainText(token)).unsafeUnwrap()));
    const version = new SecretVersion(`${this.#name}-${prefix}-login-version`, { secretId: secret.id, region, secretString }, { parent: this });
    this.#resources.push(version);
    return secret.arn;
  }

  /** What an account has one of per region; written only when it was asked for. */
  #addSingletons(): void {
    const { registryPolicy, replication, address: { region } } = this.#plan;
    const ecr = aws.ecr();
    if (registryPolicy !== undefined) {
      new ecr.RegistryPolicy(`${this.#name}-registry-policy`, { region, policy: JSON.stringify(registryPolicy) }, { parent: this });
    }
    if (replication !== undefined) {
      type Configuration = NonNullable<ConstructorParameters<typeof ecr.ReplicationConfiguration>[1]>['replicationConfiguration'];
      const replicationConfiguration = replication as unknown as Configuration;
      new ecr.ReplicationConfiguration(`${this.#name}-replication`, { region, replicationConfiguration }, { parent: this });
    }
  }

  /** IAM knows no regions. */
  #addPullPolicy(): pulumi.Output<string> {
    const { address, repositories, rules } = this.#plan;
    const { registry, pullRoles = [], tags } = this.#args;
    const { Policy, RolePolicyAttachment } = aws.iam();
    const named = this.#plan.templates.length > 0 && rules.length === 0 ? [registry.prefix === '' ? '*' : `${registry.prefix}/*`] : [];
    const document = core.provision().ecrPullPolicy({
      address, repositories: [...repositories.map(({ plan }) => plan.name), ...named],
      cachePrefixes: rules.map(({ ecrRepositoryPrefix }) => ecrRepositoryPrefix),
    });
    const policy = new Policy(`${this.#name}-pull`, {
      description: `Pulls from ${registry.toString()}, and nothing else`, policy: JSON.stringify(document), ...(tags === undefined ? {} : { tags: { ...tags } }),
    }, { parent: this });
    pullRoles.forEach((role, index) => new RolePolicyAttachment(`${this.#name}-pull-${index}`, { role, policyArn: policy.arn }, { parent: this }));
    return policy.arn;
  }

  #addPullRole(assumeRolePolicy: pulumi.Input<string>): pulumi.Output<string> {
    const { Role, RolePolicyAttachment } = aws.iam();
    const { tags } = this.#args;
    const role = new Role(`${this.#name}-pull-role`, { assumeRolePolicy, ...(tags === undefined ? {} : { tags: { ...tags } }) }, { parent: this });
    if (this.pullPolicyArn !== undefined) {
      new RolePolicyAttachment(`${this.#name}-pull-role`, { role: role.name, policyArn: this.pullPolicyArn }, { parent: this });
    }
    return role.arn;
  }

  /** The policy of each repository; what comes later is checked where it arrives, so that no policy is made of it. */
  #repositoryPolicy(): pulumi.Output<string> | undefined {
    const { accounts = [], arns = [], organizations = [] } = this.#args.pullers ?? {};
    if (accounts.length + arns.length + organizations.length === 0) {
      return undefined;
    }
    return pulumi.all([...arns]).apply((known) => JSON.stringify(atResource(this, this.#label, () => core.provision().ecrRepositoryPolicy({
      accounts: [...accounts], arns: known, organizations: [...organizations],
    }, this.#plan.address))));
  }
}

function mutability({ mutableTags = false }: EcrRegistryArgs): string {
  return mutableTags ? 'MUTABLE' : 'IMMUTABLE';
}

function encryption({ kmsKey }: EcrRegistryArgs): { encryptionType: string; kmsKey?: pulumi.Input<string> } {
  return kmsKey === undefined ? { encryptionType: 'AES256' } : { encryptionType: 'KMS', kmsKey };
}
