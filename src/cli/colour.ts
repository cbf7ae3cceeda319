/** What colours depend on: a stream, or a stand-in for one. */
export interface ColourfulStream {
  /** Whether somebody watches it. */
  readonly isTTY?: boolean;
  /** Whether the terminal behind it has colours, going by what the environment says of it. */
  hasColors?(environment: NodeJS.ProcessEnv): boolean;
}

/**
 * Whether to colour what goes to a stream: on a terminal, unless NO_COLOR says otherwise. FORCE_COLOR decides anywhere,
 * into a file too, and wins over NO_COLOR, as in Node.js.
 *
 * @see https://no-color.org
 * @see https://force-color.org
 */
export function wantsColour(stream: ColourfulStream, environment: NodeJS.ProcessEnv): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused } = environment;
  if (forced !== undefined) {
    return !['0', 'false'].includes(forced);
  }
  if (refused !== undefined && refused !== '') {
    return false;
  }
  return stream.isTTY === true && stream.hasColors?.(environment) === true;
}
