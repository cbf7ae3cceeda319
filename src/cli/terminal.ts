import type { Progress } from './progress';

/** The process as a command sees it: everything it reads from and writes to, so that tests can stand in for it. */
export interface Terminal {
  /** Writes data. */
  readonly out: (text: string) => void;
  /** Writes messages for people. */
  readonly err: (text: string) => void;
  /**
   * Reads standard input to its end, or until more than `maxBytes` have come; then the answer is longer than that.
   *
   * Rejects when standard input cannot be read, as when it is a folder.
   */
  readonly readInput: (maxBytes: number) => Promise<Uint8Array>;
  /** Whether standard input is a keyboard, so that waiting for it would hang. */
  readonly inputIsTerminal: boolean;
  /** Whether standard output may be coloured. */
  readonly colour: boolean;
  /** Width that help is wrapped to, in characters. */
  readonly columns: number;
  /**
   * Shows a line that changes while something takes its time, on standard error.
   *
   * @default - nobody watches
   */
  readonly startProgress?: (text: string) => Promise<Progress>;
  /**
   * Variables of the environment: proxies, the PATH.
   *
   * @default - none are set
   */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly workingDirectory: string;
}
