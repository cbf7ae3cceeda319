import { DOCKER_HUB_HOST } from '../../image';
import { defineKind } from '../define-kind';
import type { RegistryPlace } from '../registry-place';

/** Where in Docker Hub the images are. */
export interface DockerHubRegistryProps {
  /** The user or organization; a repository follows it directly, there are no deeper paths. */
  readonly namespace: string;
}

/** Docker Hub: images of one's own namespace. Organization access tokens go with the name of the organization. */
export const DOCKER_HUB = defineKind({
  id: 'docker-hub',
  title: 'Docker Hub',
  createsRepositories: 'on-push',
  host: { pattern: /^docker\.io$/, form: 'docker.io, the name of Docker Hub in image references' },
  pathForm: 'namespace/repository',
  minDepth: 2,
  maxDepth: 2,
});

/** Docker Hub. */
export function placeDockerHub(props: DockerHubRegistryProps): RegistryPlace {
  return {
    kind: DOCKER_HUB,
    host: DOCKER_HUB_HOST,
    prefix: props.namespace,
    problems: props.namespace === '' ? ['the namespace is empty'] : [],
  };
}
