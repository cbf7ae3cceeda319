import { quote } from '../../error';
import { defineKind } from '../define-kind';
import type { IRegistryKind } from '../registry-kind';
import { joinPath } from '../registry-place';
import type { RegistryPlace } from '../registry-place';
import { WELL_KNOWN_SOURCE_PREFIXES } from '../source-prefixes';

/** Where in a Harbor the images are. */
export interface HarborRegistryProps {
  /**
   * The project: lower-case letters and digits, joined by single `.`, `_` or `-`.
   *
   * @default - allowed with `proxyCache` only: every source host has a project of its own
   */
  readonly project?: string;
  /**
   * Path inside the project, in front of all images.
   *
   * @default - images follow the project directly
   */
  readonly prefix?: string;
  /**
   * Whether the images come in through proxy-cache projects instead of being pushed.
   *
   * With a `project`, that project caches one source host: use it in a route of a `Relocation`. Without one, the Harbor
   * has a proxy-cache project per source host (`dockerhub`, `quay`, `ghcr` …), and the layout `bySource` names them.
   *
   * @default false
   * @see https://goharbor.io/docs/main/administration/configure-proxy-cache/
   */
  readonly proxyCache?: boolean;
}

/** Puts project and prefix together. */
export function placeHarbor(host: string, props: HarborRegistryProps): RegistryPlace {
  const { project, proxyCache = false } = props;
  const problems: string[] = [];
  if (project === undefined && !proxyCache) {
    problems.push('the project is missing: images of a Harbor live in projects');
  }
  if (project === undefined && props.prefix !== undefined) {
    problems.push('a prefix without a project: the first component of a path is the project');
  }
  if (project === '' || project?.includes('/') === true) {
    problems.push(`project ${quote(project)} is not one path component, paths inside it are a prefix`);
  }
  return { kind: harborKind(project, proxyCache), host, prefix: joinPath(project, props.prefix), problems };
}

function harborKind(project: string | undefined, proxyCache: boolean): IRegistryKind {
  return defineKind({
    id: proxyCache ? 'harbor-proxy-cache' : 'harbor',
    title: proxyCache ? 'Harbor proxy cache' : 'Harbor',
    createsRepositories: proxyCache ? 'on-pull' : 'on-push',
    ...(project === undefined && { sourcePrefixes: WELL_KNOWN_SOURCE_PREFIXES }),
    pathForm: 'project/repository',
    minDepth: 2,
    checkPath: ([first = '']) => checkProject(first),
    checkUsername: (username) => checkRobot(username, project),
  });
}

/** Project names, by Harbor's own check: https://github.com/goharbor/harbor/blob/main/src/server/v2.0/handler/project.go */
function checkProject(project: string): string[] {
  const problems: string[] = [];
  if (/[._-]{2}/.test(project)) {
    problems.push(`project ${quote(project)} has two separators in a row, which Harbor refuses`);
  }
  if (project.length > 255) {
    problems.push(`the project has ${project.length} characters, Harbor takes 255`);
  }
  return problems;
}

/**
 * A robot of a project can only pull from that project, and its name says which: `robot$project+name`.
 *
 * Robots of the whole system (`robot$name`), people, and robots under another prefix (an administrator may change
 * `robot$`) can be anybody.
 */
function checkRobot(username: string, project: string | undefined): string[] {
  const owner = /^robot\$([^+]+)\+/.exec(username)?.[1];
  return owner === undefined || project === undefined || owner === project
    ? []
    : [`the robot belongs to project ${quote(owner)}, and cannot pull from project ${quote(project)}`];
}
