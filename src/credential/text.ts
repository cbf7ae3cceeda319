/** A surrogate without its partner: no UTF-8 text can hold it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Whether `text` can be written as UTF-8 and read back unchanged. */
export function isWellFormed(text: string): boolean {
  return text.search(LONE_SURROGATE) === -1;
}

/** `text` with U+FFFD in place of every lone surrogate: what Go makes of them when it reads JSON. */
export function toWellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd');
}

/**
 * Order of two texts by their UTF-8 bytes: how Go compares strings, and so how it orders map keys.
 *
 * JavaScript compares UTF-16 units, which puts U+E000…U+FFFF after the characters beyond them.
 */
export function compareUtf8(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}
