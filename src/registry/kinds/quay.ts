import { quote } from '../../error';
import { defineKind } from '../define-kind';
import { joinPath } from '../registry-place';
import type { RegistryPlace } from '../registry-place';

/** Where in a Quay the images are. */
export interface QuayRegistryProps {
  /** The organization or user. */
  readonly organization: string;
  /**
   * Path behind the organization, in front of all images.
   *
   * @default - images follow the organization directly
   */
  readonly prefix?: string;
  /**
   * The host of a Quay of one's own.
   *
   * @default "quay.io"
   */
  readonly host?: string;
}

/** Quay, hosted or one's own. Robots are called `organization+name`. */
export const QUAY = defineKind({
  id: 'quay',
  title: 'Quay',
  createsRepositories: 'on-push',
  pathForm: 'organization/repository',
  minDepth: 2,
  checkUsername: (username) => !username.includes('+') || /^[^+]+\+[a-z][a-z0-9_]{1,253}$/.test(username)
    ? []
    : ['a robot of Quay is called organization+name, its name made of lower-case letters, digits and underscores'],
});

/** Puts organization and prefix together. */
export function placeQuay(props: QuayRegistryProps): RegistryPlace {
  const problems = props.organization === '' || props.organization.includes('/')
    ? [`organization ${quote(props.organization)} is not one path component`]
    : [];
  return { kind: QUAY, host: props.host ?? 'quay.io', prefix: joinPath(props.organization, props.prefix), problems };
}
