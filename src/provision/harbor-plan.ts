import { Problems, PullproofError, quote } from '../error';
import { imageName, printReference } from '../image';
import type { Registry } from '../registry';
import { harborEndpoint, harborNameProblems, robotSpecProblems } from './harbor';
import type { HarborEndpointSpec, HarborPermission, HarborProjectSpec, HarborRobotSpec } from './harbor';
import { chooseImages } from './provisioned-image';
import type { ImageChoice, ProvisionedImage } from './provisioned-image';

/** A project that private references need, with the endpoint that it caches if it is a proxy cache. */
export interface HarborProjectPlan {
  /** The project. */
  readonly project: HarborProjectSpec;
  /**
   * The registry behind it.
   *
   * @default - images are pushed to the project
   */
  readonly endpoint?: HarborEndpointSpec;
  /**
   * The host that its images come from.
   *
   * @default - images are pushed to the project
   */
  readonly sourceHost?: string;
}

/**
 * The projects that a registry needs, in the order of their names.
 *
 * Where images are pushed it is the project of the registry, whatever the images are. Proxy-cache projects follow the
 * images: one per source host, named as the relocation names it.
 *
 * @throws PullproofError `provision-invalid` when the registry is no Harbor, or an image cannot come through a proxy cache.
 */
export function harborProjects(registry: Registry, images: readonly ProvisionedImage[] = [], choice: ImageChoice = {}): HarborProjectPlan[] {
  refuseOthers(registry);
  const [own = ''] = registry.prefix.split('/');
  if (registry.kind.createsRepositories !== 'on-pull') {
    return [{ project: { name: own } }];
  }
  const problems = new Problems();
  const plans = new Map<string, HarborProjectPlan>();
  for (const image of chooseImages(images, choice).filter(({ target }) => registry.covers(target))) {
    const [name = ''] = image.target.repository.split('/');
    const sourceHost = image.source?.registry ?? Object.entries(registry.kind.sourcePrefixes ?? {}).find(([, prefix]) => prefix === name)?.[0];
    const known = plans.get(name);
    if (sourceHost === undefined) {
      problems.add(`${imageName(image.target)}: nothing says which registry it comes from`);
    } else if (image.source !== undefined && image.target.repository !== `${name}/${image.source.repository}`) {
      problems.add(`${imageName(image.source)} cannot become ${imageName(image.target)}: a proxy cache puts its project in front of the source path, and changes nothing else`);
    } else if (known === undefined) {
      plans.set(name, { project: { name, proxyOf: name }, endpoint: harborEndpoint(sourceHost, name), sourceHost });
    } else if (known.sourceHost !== sourceHost) {
      problems.add(`the project ${quote(name)} would cache both ${known.sourceHost} and ${sourceHost}`);
    }
  }
  if (plans.size === 0) {
    problems.add(images.length === 0 ? 'no images say which registries it caches' : `none of the images is in it, such as ${printReference((images[0] as ProvisionedImage).target)}`);
  }
  problems.throwIfAny({ code: 'provision-invalid', what: `proxy caches of ${registry.host} cannot serve these images` });
  return [...plans.values()].sort((a, b) => (a.project.name < b.project.name ? -1 : 1));
}

/** What a robot that only pulls is made from. */
export interface HarborPullRobotRequest {
  /** The Harbor. */
  readonly registry: Registry;
  /** Short name of the robot. */
  readonly name: string;
  /**
   * Projects that it pulls from.
   *
   * @default - the project of the registry
   */
  readonly projects?: readonly string[];
  /**
   * What people see beside it.
   *
   * @default - nothing
   */
  readonly description?: string;
  /**
   * Days from its creation after which it expires.
   *
   * @default - never
   */
  readonly durationDays?: number;
}

/**
 * A robot that pulls, and does nothing else: it belongs to its project, or to the system when it pulls from several.
 *
 * @throws PullproofError `provision-invalid` that lists every problem.
 */
export function harborPullRobot(request: HarborPullRobotRequest): HarborRobotSpec {
  const { registry, name, description, durationDays } = request;
  refuseOthers(registry);
  const [own = ''] = registry.prefix.split('/');
  const projects = [...new Set(request.projects ?? (own === '' ? [] : [own]))].sort();
  const problems = new Problems().add(...projects.flatMap((project) => (project === '*' ? [] : harborNameProblems('project', project))));
  const permissions = projects.map((namespace): HarborPermission => ({ kind: 'project', namespace, access: [{ resource: 'repository', action: 'pull' }] }));
  const robot: HarborRobotSpec = {
    name, level: projects.length === 1 && projects[0] !== '*' ? 'project' : 'system', permissions,
    ...(description !== undefined && { description }), ...(durationDays !== undefined && { durationDays }),
  };
  problems.add(...(problems.isEmpty ? robotSpecProblems(robot) : []));
  problems.throwIfAny({ code: 'provision-invalid', what: `there can be no such robot for ${registry.toString()}` });
  return robot;
}

function refuseOthers({ host, kind }: Registry): void {
  if (!/^harbor(?:-proxy-cache)?$/.test(kind.id)) {
    throw new PullproofError({
      code: 'provision-invalid', what: `${host} is a registry of ${kind.title}, and no Harbor`, remedy: 'declare it with `Registry.harbor`',
    });
  }
}
