/** How container runtimes are told about the registry. */
export interface RuntimeMirrorOptions {
  /**
   * Whether nodes may go to the source when the registry does not have an image.
   *
   * @default false - they never leave the registry
   */
  readonly fallback?: boolean;
  /**
   * Hosts that are reached without TLS.
   *
   * @default - TLS everywhere
   */
  readonly plainHttp?: readonly string[];
}

/** What no mirror of a runtime can do, whichever runtime it is. */
export const RUNTIME_CAVEATS: readonly string[] = [
  'manifests keep the references of the vendors: nothing in them shows where images come from, so the audit does not prove them',
  'every node needs the file, new ones too, before its first pull',
];
