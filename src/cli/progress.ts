import type { Terminal } from './terminal';

/** What people who wait see: one line on a terminal, nothing in a pipe. */
export interface Progress {
  /** Says what is going on now. */
  readonly say: (text: string) => void;
  /** Takes the line away. */
  readonly stop: () => void;
}

/** Progress of a piece of work; silent where nobody watches. */
export async function startProgress(terminal: Terminal, text: string): Promise<Progress> {
  return await terminal.startProgress?.(text) ?? { say: () => undefined, stop: () => undefined };
}
