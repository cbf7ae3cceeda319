import { defineKind } from '../define-kind';
import type { RepositoryCreation } from '../registry-kind';
import type { RegistryPlace } from '../registry-place';

/** Where in a registry without particular rules the images are. */
export interface GenericRegistryProps {
  /**
   * Path in front of all private images.
   *
   * @default - images stand at the top of the registry
   */
  readonly prefix?: string;
  /**
   * Most components a path may have, the prefix included.
   *
   * @default - no limit
   */
  readonly maxDepth?: number;
  /**
   * When the repository of an image comes into being.
   *
   * @default "on-push"
   */
  readonly createsRepositories?: RepositoryCreation;
}

const SPEC = { id: 'generic', title: 'Generic registry', createsRepositories: 'on-push' } as const;

/** Any registry that speaks the distribution protocol. */
export const GENERIC = defineKind(SPEC);

/** Any registry that speaks the distribution protocol. */
export function placeGeneric(host: string, props: GenericRegistryProps): RegistryPlace {
  const { prefix = '', maxDepth, createsRepositories = 'on-push' } = props;
  if (maxDepth === undefined && createsRepositories === 'on-push') {
    return { kind: GENERIC, host, prefix };
  }
  const problems = maxDepth !== undefined && (!Number.isInteger(maxDepth) || maxDepth < 1)
    ? [`maxDepth ${maxDepth} is no whole number from 1`]
    : [];
  const kind = defineKind({ ...SPEC, createsRepositories, ...(maxDepth !== undefined && { maxDepth }) });
  return { kind, host, prefix, problems };
}
