import { PullproofError, quote } from '../error';

/** Seconds in each unit that Go's `time.ParseDuration` knows. */
const SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  '\u00b5s': 1e-6, // micro sign
  '\u03bcs': 1e-6, // Greek letter mu
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

const ONE_PART = /(\d+\.?\d*|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/gy;

/**
 * Seconds of a duration as Kubernetes objects write it: `15m`, `1h30m`, `4h`, `90s`, `1.5h`, `0`.
 *
 * @throws PullproofError `duration-invalid` when the text is no such duration, or is negative.
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string): number {
  const seconds = tryParseDuration(text);
  if (seconds === undefined) {
    throw new PullproofError({
      code: 'duration-invalid',
      what: `${quote(String(text))} is not a duration`,
      expected: 'numbers with units, such as "15m", "1h30m" or "90s" (h, m, s, ms; a day is "24h")',
    });
  }
  return seconds;
}

/** Seconds of a duration, or `undefined` when the text is none. */
export function tryParseDuration(text: string): number | undefined {
  if (typeof text !== 'string') {
    return undefined;
  }
  const unsigned = text.startsWith('+') ? text.slice(1) : text;
  if (unsigned === '0') {
    return 0;
  }
  let seconds = 0;
  let end = 0;
  for (const part of unsigned.matchAll(ONE_PART)) {
    seconds += Number(part[1]) * (SECONDS[part[2] ?? ''] ?? NaN);
    end = part.index + part[0].length;
  }
  return end === unsigned.length && end > 0 ? seconds : undefined;
}

/**
 * What is wrong with a refresh interval; empty when it is fine.
 *
 * Zero is refused: External Secrets takes it for "read once", and a new password would never arrive.
 */
export function refreshIntervalProblems(what: string, interval: string): string[] {
  const seconds = tryParseDuration(interval);
  if (seconds === undefined) {
    return [`${what} must be a duration such as "15m" or "1h30m" (got ${quote(String(interval))})`];
  }
  return seconds > 0 ? [] : [`${what} must be longer than zero (got ${quote(interval)}), or a new password would never arrive`];
}
