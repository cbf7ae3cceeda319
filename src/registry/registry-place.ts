import type { IRegistryKind } from './registry-kind';

/** What the description of a registry comes down to, before it is checked. */
export interface RegistryPlace {
  /** Kind of the registry. */
  readonly kind: IRegistryKind;
  /** Host as it was given or put together. */
  readonly host: string;
  /** Prefix as it was given or put together; empty when there is none. */
  readonly prefix: string;
  /**
   * Whether the host was put together from other properties: when those are wrong, so is the host, and saying it
   * twice helps nobody. False when left out.
   */
  readonly hostIsDerived?: boolean;
  /** What is wrong with single properties; host and prefix are checked later. */
  readonly problems?: readonly string[];
}

/** Joins the parts of a path that are there. */
export function joinPath(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('/');
}
