/** Statuses after which the same request may succeed: the server is busy, or restarting. */
const PASSING: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Whether a request that was answered with a status is worth repeating. */
export function isPassing(status: number): boolean {
  return PASSING.has(status);
}

/**
 * Milliseconds to wait before a request is repeated: twice as long each time, up to 10 s, and never the same for two
 * clients.
 *
 * @param repetition 1 for the first.
 * @param random a number from 0 up to 1.
 */
export function backOffMs(repetition: number, random: number): number {
  const longest = Math.min(10_000, 500 * 2 ** (repetition - 1));
  return Math.round(longest / 2 + random * (longest / 2));
}

/**
 * Milliseconds that a `Retry-After` header asks for: a number of seconds, or a date.
 *
 * @param now milliseconds since 1970.
 * @returns `undefined` when the header is missing or malformed.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) {
    return Number(text) * 1000;
  }
  // A date begins with the name of a day; without that check `Date.parse` reads nearly anything.
  const date = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
