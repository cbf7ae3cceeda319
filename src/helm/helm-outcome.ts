/** One run of the Helm executable. */
export interface HelmCommand {
  readonly executable: string;
  readonly arguments: readonly string[];
  /** What Helm reads from its standard input. */
  readonly input: string;
  readonly timeoutSeconds: number;
  readonly maxOutputBytes: number;
}

/** A run that came to its end, with success or not. */
export interface HelmExit {
  readonly kind: 'exited';
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a run ended. */
export type HelmOutcome =
  | HelmExit
  | { readonly kind: 'signal'; readonly signal: string; readonly stderr: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'overflow' }
  | { readonly kind: 'unstartable'; readonly cause: NodeJS.ErrnoException };

/** The executable that is looked up on the PATH. */
export const DEFAULT_EXECUTABLE = 'helm';
/** Long enough for a download over a slow line. */
export const DEFAULT_TIMEOUT_SECONDS = 300;
/** Far above any chart known: the largest print a few tens of megabytes. */
export const DEFAULT_MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
