import { Problems, quote } from '../../error';
import type { Registry } from '../../registry';
import { endpointSpecProblems, immutabilityRuleProblems, projectSpecProblems, retentionSpecProblems } from '../harbor';
import type { HarborImmutabilityRule, HarborProjectSpec, HarborRetentionSpec } from '../harbor';
import { harborProjects } from '../harbor-plan';
import type { HarborProjectPlan } from '../harbor-plan';
import { checksum, metadataOf, objectName } from '../object-name';
import type { KubernetesObject, RegistryObject } from '../object-name';
import type { ProvisionedImage } from '../provisioned-image';
import type { ManagedSpec, SecretKeyReference } from './crossplane-specs';
import { endpointParameters, immutableTagParameters, projectParameters, retentionParameters } from './project-parameters';
import { planHarborRobot } from './robot-objects';
import type { HarborRobotObject } from './robot-objects';

/** The login of a registry that a Harbor caches, without its password. */
export interface HarborEndpointLogin {
  /** User name, or access key. */
  readonly username: string;
  /** The Secret with the password, which something else makes. */
  readonly passwordSecret: SecretKeyReference;
}

/** What the projects of a Harbor are like. */
export interface HarborObjectSettings extends Pick<HarborProjectSpec, 'public' | 'scanOnPush' | 'storageLimitBytes'> {
  /**
   * Whether the projects exist already: then only the robot is made.
   *
   * @default false
   */
  readonly existingProjects?: boolean;
  /**
   * What the projects keep; everything else in them is deleted, whether pods still need it or not.
   *
   * @default - everything; of a proxy cache, what was pulled within seven days
   */
  readonly retention?: HarborRetentionSpec;
  /**
   * Tags that never move.
   *
   * @default - all may
   */
  readonly immutableTags?: HarborImmutabilityRule[];
  /**
   * Source host to the login of the registry behind its proxy cache.
   *
   * @default - they are asked without a login
   */
  readonly upstreamLogins?: { readonly [sourceHost: string]: HarborEndpointLogin };
}

/** What the objects of a Harbor are made from. */
export interface HarborObjectsDeclaration extends HarborObjectSettings {
  /** The Harbor. */
  readonly registry: Registry;
  /**
   * The images that it holds: they tell which registries it caches.
   *
   * @default - none; a project that is pushed to needs none
   */
  readonly images?: readonly ProvisionedImage[];
  /**
   * Whether images that other values would pull count too.
   *
   * @default false
   */
  readonly optional?: boolean;
  /**
   * The robot that pulls.
   *
   * @default - none is made
   */
  readonly robot?: HarborRobotObject;
  /**
   * Name of the ProviderConfig, which holds address and login of the Harbor.
   *
   * @default "default"
   */
  readonly providerConfig?: string;
  /**
   * What the names of the objects begin with: they have no namespaces, and two Harbors must not meet.
   *
   * @default - the host, as in `harbor-example-com`
   */
  readonly objectPrefix?: string;
  /**
   * Whether projects and endpoints stay in the Harbor when their objects are deleted. Robots always go.
   *
   * @default true
   */
  readonly retain?: boolean;
  /**
   * Labels of the objects.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the objects.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** The objects of a Harbor. */
export interface HarborObjectsPlan {
  /** The objects, in the order in which they are needed. */
  readonly objects: readonly RegistryObject[];
  /** The projects, whether they are made or exist. */
  readonly projects: readonly HarborProjectPlan[];
  /** Short name of the robot with its project, as the login name ends: `agents+puller`; nothing without a robot. */
  readonly robotName: string | undefined;
}

/**
 * Plans the objects of a Harbor, for Crossplane's provider (`globallogicuki/provider-harbor`, version 3): its projects, the
 * endpoints that they cache, their policies, and a robot that pulls.
 *
 * @throws PullproofError `provision-invalid` that lists everything which cannot be.
 */
export function planHarborObjects(declaration: HarborObjectsDeclaration): HarborObjectsPlan {
  const { registry, images = [], optional, existingProjects = false, robot, retention, immutableTags = [], upstreamLogins = {} } = declaration;
  const plans = harborProjects(registry, images, { optional: optional === true });
  const projects = plans.map(({ project, ...rest }): HarborProjectPlan => ({ ...rest, project: { ...project, ...settingsOf(declaration) } }));
  check(declaration, projects);
  const prefix = declaration.objectPrefix ?? registry.host.replaceAll(/[^a-z0-9]+/g, '-');
  const nameOf = (...parts: readonly string[]): string => objectName([prefix, ...parts].join('/'));
  const write = (kind: string, group: string, name: string, forProvider: object, more: Partial<ManagedSpec<object>> = {}): RegistryObject => {
    const spec: ManagedSpec<object> = {
      deletionPolicy: declaration.retain ?? true ? 'Orphan' : 'Delete', providerConfigRef: { name: declaration.providerConfig ?? 'default' }, forProvider, ...more,
    };
    const { labels, annotations } = declaration;
    const object: KubernetesObject = {
      apiVersion: `${group}.harbor.crossplane.io/v1alpha1`, kind, metadata: metadataOf({ name, labels, annotations }), spec,
    };
    return { id: `${kind.toLowerCase()}-${name}`, object };
  };
  const projectNames = projects.map(({ project }) => project.name);
  const robotPlan = robot === undefined ? undefined : planHarborRobot({ registry, robot, projects: projectNames, nameOf, declaration });
  return {
    projects, robotName: robotPlan?.storedName,
    objects: [
      ...(existingProjects ? [] : projects.flatMap(({ project, endpoint, sourceHost }) => {
        const name = nameOf(project.name);
        return [
          ...(endpoint === undefined ? [] : [write('Registry', 'registry', name, endpointParameters(endpoint, upstreamLogins[sourceHost ?? '']))]),
          write('Project', 'project', name, projectParameters(project, endpoint === undefined ? undefined : name)),
          // Policies go with their objects: what nothing declares any more deletes no images.
          ...(retention === undefined ? [] : [write('RetentionPolicy', 'project', name, retentionParameters(retention, name), { deletionPolicy: 'Delete' })]),
          ...immutableTags.map((rule) => {
            const parameters = immutableTagParameters(rule, name);
            const id = checksum(JSON.stringify([parameters.repoMatching, parameters.tagMatching]));
            return write('ImmutableTagRule', 'project', nameOf(project.name, `immutable-${id}`), parameters, { deletionPolicy: 'Delete' });
          }),
        ];
      })),
      ...(robotPlan === undefined ? [] : [
        ...robotPlan.objects,
        write('RobotAccount', 'robotaccount', robotPlan.objectName, robotPlan.parameters, {
          // A login that nothing declares any more must not go on working.
          deletionPolicy: 'Delete', ...(robot?.connectionSecret !== undefined && { writeConnectionSecretToRef: robot.connectionSecret }),
        }),
      ]),
    ],
  };
}

function settingsOf({ public: isPublic, scanOnPush, storageLimitBytes }: HarborObjectSettings): Partial<HarborProjectSpec> {
  return {
    ...(isPublic !== undefined && { public: isPublic }), ...(scanOnPush !== undefined && { scanOnPush }),
    ...(storageLimitBytes !== undefined && { storageLimitBytes }),
  };
}

function check(declaration: HarborObjectsDeclaration, projects: readonly HarborProjectPlan[]): void {
  const { registry, retention, immutableTags = [], upstreamLogins = {}, storageLimitBytes, objectPrefix = 'x' } = declaration;
  const hosts = projects.flatMap(({ sourceHost }) => sourceHost ?? []);
  new Problems()
    .add(...projects.flatMap(({ project }) => projectSpecProblems(project)))
    .add(...projects.flatMap(({ endpoint }) => (endpoint === undefined ? [] : endpointSpecProblems(endpoint))))
    .add(...(retention === undefined ? [] : retentionSpecProblems(retention)), ...immutableTags.flatMap(immutabilityRuleProblems))
    .add(...(storageLimitBytes !== undefined && storageLimitBytes % 2 ** 30 !== 0 ? [`storageLimitBytes must be whole GiB (got ${storageLimitBytes}): the provider counts in those`] : []))
    .add(...Object.keys(upstreamLogins).filter((host) => !hosts.includes(host)).map((host) => `there is a login for ${quote(host)}, and no image comes from there`))
    .add(...(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(objectPrefix) ? [] : [`objectPrefix must be lower-case letters, digits and "-" (got ${quote(objectPrefix)})`]))
    .throwIfAny({ code: 'provision-invalid', what: `the objects of ${registry.toString()} cannot be made` });
}
