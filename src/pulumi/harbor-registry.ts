import * as pulumi from '@pulumi/pulumi';
import { Problems } from '../error';
import type { HarborImmutabilityRule, HarborProjectPlan, HarborRetentionSpec } from '../provision';
import { atResource } from './at-resource';
import { labelComponent } from './component-label';
import { core } from './core-modules';
import { secretConnection } from './harbor-connection-args';
import type { HarborConnectionArgs } from './harbor-connection-args';
import { EndpointResource, ImmutabilityResource, ProjectResource, RetentionResource } from './harbor-resources';
import { registryImages } from './registry-images';
import type { RegistryImagesArgs } from './registry-images';
import type { RegistryLogin } from './registry-login';

/** What the projects of a Harbor are made of. */
export interface HarborRegistryArgs extends RegistryImagesArgs {
  /** How the Harbor is reached, and as whom. Endpoints of proxy caches take an administrator. */
  readonly harbor: HarborConnectionArgs;
  /**
   * Whether everybody may pull, without a login.
   *
   * @default false
   */
  readonly public?: boolean;
  /**
   * Most bytes that each project may hold.
   *
   * @default - what the Harbor gives every project
   */
  readonly storageLimitBytes?: number;
  /**
   * Whether images are scanned when they come in.
   *
   * @default - what the Harbor does by itself
   */
  readonly scanOnPush?: boolean;
  /**
   * What each project keeps; what no rule keeps is deleted, whether pods still need it or not.
   *
   * @default - everything
   */
  readonly retention?: HarborRetentionSpec;
  /**
   * Tags that never move, and are never deleted.
   *
   * @default - tags may move
   */
  readonly immutableTags?: readonly HarborImmutabilityRule[];
  /**
   * Source host to the login for the registry behind its proxy cache.
   *
   * @default - they are cached without a login
   */
  readonly upstreamLogins?: { readonly [sourceHost: string]: RegistryLogin };
  /**
   * Whether projects, endpoints and policies that exist already are taken over, and changed to what is declared.
   *
   * @default false
   */
  readonly takeOver?: boolean;
}

/**
 * The projects of a Harbor that private references need: the one of the registry, or, for a registry of proxy caches, one
 * per source host with the endpoint that it caches, as the relocation names them.
 *
 * @example
 * const registry = Registry.harbor('harbor.example.com', { proxyCache: true });
 * new HarborRegistry('caches', { harbor, registry, agents: [{ agent: Agent.cloudZero('1.2.13') }] });
 */
export class HarborRegistry extends pulumi.ComponentResource {
  /** Names of its projects, in order. */
  public readonly projects: string[];

  readonly #resources: pulumi.Resource[] = [];

  /**
   * @param name the name of the component, with which the names of its resources start.
   * @param args what it is made of.
   * @param opts options of the component.
   * @throws pulumi.ResourceError that lists what Harbor would refuse, and every image that cannot come through a proxy cache.
   */
  constructor(name: string, args: HarborRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super('pullproof:index:HarborRegistry', name, {}, opts);
    const label = labelComponent(this, 'pullproof:index:HarborRegistry', name);
    const plans = atResource(this, label, () => {
      const needed = core.provision().harborProjects(args.registry, registryImages(args), { optional: args.optionalImages ?? false });
      const made = needed.map((plan) => withSettings(plan, args));
      refuse(made, args);
      return made;
    });
    this.projects = plans.map(({ project }) => project.name);
    const connection = secretConnection(args.harbor);
    plans.forEach((plan) => this.#add(name, plan, args, connection));
    this.registerOutputs({ projects: this.projects });
  }

  /** Its resources: what is pushed into the projects, or pulled through them, depends on these. Returns a copy. */
  public get resources(): pulumi.Resource[] {
    return [...this.#resources];
  }

  #add(name: string, { project, endpoint, sourceHost }: HarborProjectPlan, args: HarborRegistryArgs, connection: pulumi.Output<object>): void {
    const { takeOver, retention, immutableTags = [], upstreamLogins = {} } = args;
    const login = sourceHost === undefined || !Object.hasOwn(upstreamLogins, sourceHost) ? undefined : upstreamLogins[sourceHost];
    const secretLogin = login === undefined ? {} : { login: pulumi.secret({ username: login.username, password: login.password }) };
    const endpoints = endpoint === undefined ? [] : [new EndpointResource(`${name}-${project.name}-endpoint`, {
      connection, endpoint, takeOver, ...secretLogin,
    }, { parent: this })];
    const made = new ProjectResource(`${name}-${project.name}`, { connection, project, takeOver }, { parent: this, dependsOn: endpoints });
    const opts = { parent: this, dependsOn: [made] };
    this.#resources.push(...endpoints, made);
    if (retention !== undefined) {
      this.#resources.push(new RetentionResource(`${name}-${project.name}-retention`, { connection, project: project.name, retention, takeOver }, opts));
    }
    if (immutableTags.length > 0) {
      const rules = [...immutableTags];
      this.#resources.push(new ImmutabilityResource(`${name}-${project.name}-immutable-tags`, { connection, project: project.name, rules }, opts));
    }
  }
}

function withSettings(plan: HarborProjectPlan, { public: isPublic, scanOnPush, storageLimitBytes }: HarborRegistryArgs): HarborProjectPlan {
  return {
    ...plan,
    project: {
      ...plan.project, ...(isPublic === undefined ? {} : { public: isPublic }), ...(scanOnPush === undefined ? {} : { scanOnPush }),
      ...(storageLimitBytes === undefined ? {} : { storageLimitBytes }),
    },
  };
}

function refuse(plans: readonly HarborProjectPlan[], { retention, immutableTags = [], upstreamLogins = {} }: HarborRegistryArgs): void {
  const { immutabilityRuleProblems, projectSpecProblems, retentionSpecProblems } = core.provision();
  const cached = plans.map(({ sourceHost }) => sourceHost);
  new Problems()
    .add(...plans.flatMap(({ project }) => projectSpecProblems(project)), ...retention === undefined ? [] : retentionSpecProblems(retention))
    .add(...immutableTags.flatMap(immutabilityRuleProblems))
    .add(...Object.keys(upstreamLogins).filter((host) => !cached.includes(host)).map((host) => `upstreamLogins: nothing here caches ${host}`))
    .throwIfAny({ code: 'provision-invalid', what: 'these projects cannot be' });
}
