import { quote } from '../../error';
import { defineKind } from '../define-kind';
import { joinPath } from '../registry-place';
import type { RegistryPlace } from '../registry-place';

/**
 * How JFrog Artifactory tells its Docker repositories apart.
 *
 * - `path`: one host, the repository key is the first component of the path (`acme.jfrog.io/docker-virtual/…`)
 * - `host`: a host or port per repository (`acme-docker-virtual.jfrog.io/…`, `docker-virtual.example.com/…`)
 */
export type JfrogMode = 'path' | 'host';

/** Where in a JFrog Artifactory the images are. */
export interface JfrogRegistryProps {
  /**
   * How repositories are told apart. It decides the path of images and the host that credentials are for.
   *
   * @default "path"
   * @see https://jfrog.com/help/r/jfrog-artifactory-documentation/the-repository-path-method-for-docker
   */
  readonly mode?: JfrogMode;
  /**
   * Key of the Docker repository.
   *
   * @default - none, for the mode `host` only: the host names the repository
   */
  readonly repositoryKey?: string;
  /**
   * Path inside the repository, in front of all images.
   *
   * @default - images follow the repository directly
   */
  readonly prefix?: string;
}

/** JFrog Artifactory. */
export const JFROG = defineKind({ id: 'jfrog', title: 'JFrog Artifactory', createsRepositories: 'on-push' });

/** JFrog Artifactory with the repository key in the path. */
const JFROG_PATH = defineKind({
  id: 'jfrog',
  title: 'JFrog Artifactory',
  createsRepositories: 'on-push',
  pathForm: 'repository-key/image',
  minDepth: 2,
});

/** Puts repository key and prefix together. */
export function placeJfrog(host: string, props: JfrogRegistryProps): RegistryPlace {
  const key = props.repositoryKey;
  const problems: string[] = [];
  if (key === '' || key?.includes('/') === true) {
    problems.push(`repository key ${quote(key)} is not one path component`);
  }
  if (props.mode === 'host') {
    if (key !== undefined) {
      problems.push('a repository key in the mode "host": there the host names the repository, leave the key out');
    }
    return { kind: JFROG, host, prefix: props.prefix ?? '', problems };
  }
  if (key === undefined) {
    problems.push('the repository key is missing, or the mode should be "host"');
  }
  return { kind: JFROG_PATH, host, prefix: joinPath(key, props.prefix), problems };
}
