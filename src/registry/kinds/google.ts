import { quote } from '../../error';
import { defineKind } from '../define-kind';
import type { KindSpec } from '../define-kind';
import { joinPath } from '../registry-place';
import type { RegistryPlace } from '../registry-place';

/** Where in Google Artifact Registry the images are. */
export interface GoogleArtifactRegistryProps {
  /** Region or multi-region of the repository: `europe-west1`, `us`. */
  readonly location: string;
  /** Project id; a domain-scoped one (`example.com:project`) may be written with a colon or a slash. */
  readonly project: string;
  /** The Docker repository, which must exist; images in it are created by a push. */
  readonly repository: string;
  /**
   * Path inside the repository, in front of all images.
   *
   * @default - images follow the repository directly
   */
  readonly prefix?: string;
}

/** Where on a gcr.io host the images are; Artifact Registry serves these hosts today. */
export interface GoogleGcrRegistryProps {
  /** Project id; a domain-scoped one (`example.com:project`) may be written with a colon or a slash. */
  readonly project: string;
  /**
   * The host: `gcr.io`, `us.gcr.io`, `eu.gcr.io` or `asia.gcr.io`.
   *
   * @default "gcr.io"
   */
  readonly host?: string;
  /**
   * Path inside the project, in front of all images.
   *
   * @default - images follow the project directly
   */
  readonly prefix?: string;
}

/** The logins of Google's registries: https://cloud.google.com/artifact-registry/docs/docker/authentication */
const USERNAMES = ['oauth2accesstoken', '_json_key', '_json_key_base64'];

const SHARED = {
  nodeIdentity: 'GKE node service account',
  // Access tokens live for about an hour; the password of the two key logins is a key, which stays.
  tokenLifetimeSeconds: 60 * 60,
  tokenUsernames: ['oauth2accesstoken'],
  createsRepositories: 'on-push',
  checkUsername: (username: string) => USERNAMES.includes(username)
    ? []
    : [`the user name of Google's registries is ${USERNAMES.map((name) => `"${name}"`).join(', ')}`],
} as const satisfies Partial<KindSpec>;

/** Google Artifact Registry. */
export const GOOGLE_ARTIFACT_REGISTRY = defineKind({
  ...SHARED,
  id: 'google-artifact-registry',
  title: 'Google Artifact Registry',
  host: { pattern: /^[a-z0-9-]+-docker\.pkg\.dev$/, form: '<location>-docker.pkg.dev' },
  pathForm: 'project/repository/image',
  minDepth: 3,
  // A domain-scoped project takes two components.
  checkPath: (components, complete) => complete && components.length === 3 && components[0]?.includes('.') === true
    ? [`path ${quote(components.join('/'))} is too short: after the domain it needs project/repository/image`]
    : [],
});

/** The gcr.io hosts. */
export const GOOGLE_GCR = defineKind({
  ...SHARED,
  id: 'google-gcr',
  title: 'Google gcr.io',
  host: { pattern: /^(?:(?:us|eu|asia)\.)?gcr\.io$/, form: 'gcr.io, us.gcr.io, eu.gcr.io or asia.gcr.io' },
  pathForm: 'project/image',
  minDepth: 2,
});

/** Puts host and prefix together. */
export function placeGoogleArtifactRegistry(props: GoogleArtifactRegistryProps): RegistryPlace {
  const problems = checkProject(props.project);
  if (!/^[a-z]+(?:-[a-z0-9]+)*$/.test(props.location)) {
    problems.push(`location ${quote(props.location)} is no region or multi-region such as "europe-west1" or "us"`);
  }
  if (props.repository === '' || props.repository.includes('/')) {
    problems.push(`repository ${quote(props.repository)} is not one path component, paths inside it are a prefix`);
  }
  return {
    kind: GOOGLE_ARTIFACT_REGISTRY,
    host: `${props.location}-docker.pkg.dev`,
    prefix: joinPath(projectPath(props.project), props.repository, props.prefix),
    hostIsDerived: true,
    problems,
  };
}

/** Puts project and prefix together. */
export function placeGoogleGcr(props: GoogleGcrRegistryProps): RegistryPlace {
  return {
    kind: GOOGLE_GCR,
    host: props.host ?? 'gcr.io',
    prefix: joinPath(projectPath(props.project), props.prefix),
    problems: checkProject(props.project),
  };
}

/** Image paths write the colon of a domain-scoped project as a slash. */
function projectPath(project: string): string {
  return project.replace(':', '/');
}

/** Project ids: https://cloud.google.com/resource-manager/docs/creating-managing-projects#before_you_begin */
function checkProject(project: string): string[] {
  return /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+[:/])?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project)
    ? []
    : [`project ${quote(project)} is no project id: 6 to 30 lower-case letters, digits and dashes, beginning with a letter`];
}
