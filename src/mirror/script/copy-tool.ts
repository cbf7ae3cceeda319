import type { MirrorHost } from '../write/connections';

/** The tools that scripts are written for. */
export type MirrorTool = 'regctl' | 'crane' | 'skopeo' | 'oras' | 'docker' | 'nerdctl';

/** What a script asks of a tool, as text of a POSIX shell. */
export interface CopyTool {
  /** Name of the program. */
  readonly name: MirrorTool;
  /** What has to be installed. */
  readonly needs: string;
  /** What a copy keeps besides all platforms, as the end of a sentence. */
  readonly keeps: string;
  /** What it cannot keep or check, each a sentence without a full stop. */
  readonly caveats: readonly string[];
  /** Whether a copy brings referrers along, so that it is worth repeating when the image is there already. */
  readonly keepsReferrers: boolean;
  /** Whether it can ask a registry for the digest of an image, and copy by digest. */
  readonly asksDigests: boolean;
  /** Whether it can write an image without a tag. */
  readonly writesUntagged: boolean;
  /** Whether it works through a program in the background, which has its own certificates. */
  readonly usesDaemon: boolean;
  /** Whether it tells hosts without TLS apart; otherwise it takes the machine itself for one, and no other. */
  readonly plainHttp: boolean;
  /**
   * The shell functions that do the work. Progress goes to standard error.
   *
   * - `own_logins`: from here on, keep logins in `$work` and use no others
   * - `log_in HOST USERNAME`: log in, with the password on standard input
   * - `digest_of REFERENCE`: print the digest (only when it asks for digests)
   * - `copy SOURCE TARGET`: copy one image with all its platforms
   */
  functions(hosts: readonly MirrorHost[]): string;
  /** The shell function `warm REFERENCE PLATFORM...`, which pulls everything and keeps nothing. */
  warmFunction(hosts: readonly MirrorHost[]): string;
  /** The shell function `has_platform REFERENCE OS ARCHITECTURE VARIANT`; empty when the tool cannot tell. */
  platformFunction(hosts: readonly MirrorHost[]): string;
}

/** Whether a host is the machine itself, which several tools reach without TLS and without being told. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(host);
}

/**
 * A shell function `plain`, which prints words when a reference is of a host without TLS: `$(plain --plain-http "$1")`.
 * Nothing where all hosts have it.
 */
export function plainFunction(hosts: readonly MirrorHost[]): string {
  const plain = hosts.filter(({ plainHttp }) => plainHttp);
  return plain.length === 0 ? '' : `# Prints a flag for references of hosts without TLS.
plain() {
  case $2 in
    ${plain.map(({ host }) => `'${host}' | '${host}'/*`).join(' | ')}) printf '%s' "$1" ;;
  esac
}

`;
}

/** A call of `plain` for one argument of a function, with a space in front. */
export function plainFlag(hosts: readonly MirrorHost[], flag: string, argument: string): string {
  return hosts.some(({ plainHttp }) => plainHttp) ? ` $(plain ${flag} "${argument}")` : '';
}
