/** Exit codes of every command. Documented in `docs/cli.md`. */
export const EXIT = {
  /** The proof holds, or the command did what it was asked. */
  ok: 0,
  /** There are findings. */
  findings: 1,
  /** The input or the command line cannot be used, or the output not be written. */
  badInput: 2,
  /** The chart does not render; Helm’s own words are on standard error. */
  chartFails: 3,
} as const;
