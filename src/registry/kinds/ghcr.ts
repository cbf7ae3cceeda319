import { quote } from '../../error';
import { defineKind } from '../define-kind';
import { joinPath } from '../registry-place';
import type { RegistryPlace } from '../registry-place';

/** Where in the GitHub container registry the images are. */
export interface GhcrRegistryProps {
  /** The user or organization, in lower case however GitHub shows it. */
  readonly owner: string;
  /**
   * Path behind the owner, in front of all images.
   *
   * @default - images follow the owner directly
   */
  readonly prefix?: string;
  /**
   * The host; for a GitHub Enterprise Server it is `containers.<host of the server>`.
   *
   * @default "ghcr.io"
   */
  readonly host?: string;
}

/** GitHub container registry. Any user name goes with a classic personal access token. */
export const GHCR = defineKind({
  id: 'ghcr',
  title: 'GitHub Container Registry',
  createsRepositories: 'on-push',
  host: { pattern: /^(?:ghcr\.io|containers\..+)$/, form: 'ghcr.io, or containers.<host> of a GitHub Enterprise Server' },
  pathForm: 'owner/image',
  minDepth: 2,
});

/** Puts owner and prefix together. */
export function placeGhcr(props: GhcrRegistryProps): RegistryPlace {
  const problems = props.owner === '' || props.owner.includes('/') ? [`owner ${quote(props.owner)} is not one path component`] : [];
  return { kind: GHCR, host: props.host ?? 'ghcr.io', prefix: joinPath(props.owner, props.prefix), problems };
}
