import { setTimeout as sleep } from 'node:timers/promises';

/** Time and chance, as the registry client needs them; tests stand in, so that nothing waits. */
export interface IClock {
  /** Milliseconds since 1970. */
  now(): number;

  /**
   * Waits.
   *
   * @param milliseconds how long.
   * @param signal ends the wait.
   * @throws the reason of the signal when that ended the wait.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;

  /** A number from 0 up to 1, so that clients do not come back all at once. */
  random(): number;
}

/** The real clock. */
export const SYSTEM_CLOCK: IClock = {
  now: () => Date.now(),
  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    try {
      await sleep(milliseconds, undefined, { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
  random: () => Math.random(),
};
