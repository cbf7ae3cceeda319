import { quote } from '../../error';
import { defineKind } from '../define-kind';
import type { RegistryPlace } from '../registry-place';

/** Where in a GitLab container registry the images are. */
export interface GitlabRegistryProps {
  /** Full path of the project, in lower case: `group/project`, `group/sub/project`. The project must exist. */
  readonly project: string;
  /**
   * The host, with its port if it has one; a GitLab of one's own often listens on `:5050`.
   *
   * @default "registry.gitlab.com"
   */
  readonly host?: string;
}

/**
 * How many components may follow the path of a project.
 *
 * @see https://docs.gitlab.com/user/packages/container_registry/#naming-convention-for-your-container-images
 */
const LEVELS_INSIDE_PROJECT = 2;

const SPEC = {
  id: 'gitlab',
  title: 'GitLab',
  createsRepositories: 'on-push',
  pathForm: 'group/project/image',
  minDepth: 2,
} as const;

/** GitLab, where the path of the project is not known. */
export const GITLAB = defineKind(SPEC);

/** The registry of a project. */
export function placeGitlab(props: GitlabRegistryProps): RegistryPlace {
  const depth = props.project.split('/').length;
  const problems = depth < 2 ? [`project ${quote(props.project)} is no full path, expected group/project`] : [];
  const kind = defineKind({ ...SPEC, pathForm: `${props.project}/image/image`, maxDepth: depth + LEVELS_INSIDE_PROJECT });
  return { kind, host: props.host ?? 'registry.gitlab.com', prefix: props.project, problems };
}
