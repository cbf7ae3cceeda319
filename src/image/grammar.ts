import { classAt, DIGIT, LETTER_OR_DIGIT, LOWER_HEX, LOWER_OR_DIGIT, UNDERSCORE, UPPER, UPPER_HEX } from './characters';

/*
 * The rules of the distribution grammar, each as one pass over a part of the text.
 * Source: https://github.com/distribution/reference/blob/main/regexp.go
 * `explain-*.ts` puts the same rules into words; property tests hold the two together.
 */

/** Longest name, host and slash included, that every common client accepts. */
export const MAX_NAME_LENGTH = 255;

/** Longest tag. */
export const MAX_TAG_LENGTH = 128;

/** Fewest hexadecimal digits of a digest whose algorithm we do not know. */
export const MIN_DIGEST_LENGTH = 32;

/**
 * Number of hexadecimal digits of a digest, by algorithm.
 *
 * @see https://github.com/opencontainers/go-digest/blob/master/algorithm.go
 */
export const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

const COLON = 58;
const SLASH = 47;
const DOT = 46;
const DASH = 45;
const UNDERSCORE_CODE = 95;

/** Whether the text before the first slash, `text[0, slash)`, is a host rather than the first path component. */
export function startsWithHost(text: string, slash: number): boolean {
  for (let i = 0; i < slash; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT || code === COLON || (classAt(text, i) & UPPER) !== 0) {
      return true;
    }
  }
  return slash === 9 && text.startsWith('localhost');
}

/** Whether `text[0, end)` is `host[:port]`: a DNS name, an IPv4 address, or an IPv6 address in brackets. */
export function isHost(text: string, end: number): boolean {
  let i = 0;
  if (text.charCodeAt(0) === 91 /* [ */) {
    i = 1;
    while (i < end && (text.charCodeAt(i) === COLON || (classAt(text, i) & (LOWER_HEX | UPPER_HEX)) !== 0)) {
      i++;
    }
    if (i === 1 || i >= end || text.charCodeAt(i) !== 93 /* ] */) {
      return false;
    }
    i++;
    return i === end || (text.charCodeAt(i) === COLON && isDigits(text, i + 1, end));
  }
  // `inLabel`: the character before is a letter or digit, so the label may end here.
  let inLabel = false;
  let afterDash = false;
  for (; i < end; i++) {
    if ((classAt(text, i) & LETTER_OR_DIGIT) !== 0) {
      inLabel = true;
      afterDash = false;
      continue;
    }
    const code = text.charCodeAt(i);
    if (code === DASH && (inLabel || afterDash)) {
      inLabel = false;
      afterDash = true;
    } else if (code === DOT && inLabel) {
      inLabel = false;
    } else {
      return code === COLON && inLabel && isDigits(text, i + 1, end);
    }
  }
  return inLabel;
}

/** Whether `text[start, end)` is a repository path: lower-case components with single separators inside. */
export function isRepository(text: string, start: number, end: number): boolean {
  // What came before: 0 nothing or a slash, 1 letter or digit, 2 dot, 3 one underscore, 4 two, 5 dashes.
  let before = 0;
  for (let i = start; i < end; i++) {
    if ((classAt(text, i) & LOWER_OR_DIGIT) !== 0) {
      before = 1;
      continue;
    }
    const code = text.charCodeAt(i);
    if (code === SLASH && before === 1) {
      before = 0;
    } else if (code === DASH && (before === 1 || before === 5)) {
      before = 5;
    } else if (code === DOT && before === 1) {
      before = 2;
    } else if (code === UNDERSCORE_CODE && (before === 1 || before === 3)) {
      before = before === 1 ? 3 : 4;
    } else {
      return false;
    }
  }
  return before === 1;
}

/** Whether `text[start, end)` is a tag. */
export function isTag(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length < 1 || length > MAX_TAG_LENGTH || (classAt(text, start) & (LETTER_OR_DIGIT | UNDERSCORE)) === 0) {
    return false;
  }
  for (let i = start + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if ((classAt(text, i) & (LETTER_OR_DIGIT | UNDERSCORE)) === 0 && code !== DOT && code !== DASH) {
      return false;
    }
  }
  return true;
}

/** Whether `text[start, end of text)` is a digest: `algorithm:hex`, with the length that the algorithm asks for. */
export function isDigest(text: string, start: number): boolean {
  const colon = text.indexOf(':', start);
  if (colon === -1 || !isDigestAlgorithm(text, start, colon)) {
    return false;
  }
  const length = text.length - colon - 1;
  const known = DIGEST_LENGTHS[text.slice(start, colon)];
  if (known === undefined ? length < MIN_DIGEST_LENGTH : length !== known) {
    return false;
  }
  const digits = known === undefined ? LOWER_HEX | UPPER_HEX : LOWER_HEX;
  for (let i = colon + 1; i < text.length; i++) {
    if ((classAt(text, i) & digits) === 0) {
      return false;
    }
  }
  return true;
}

/** Whether `text[start, end)` names a digest algorithm: parts that begin with a letter, joined by one of `+ . _ -`. */
export function isDigestAlgorithm(text: string, start: number, end: number): boolean {
  let atPartStart = true;
  for (let i = start; i < end; i++) {
    const bits = classAt(text, i);
    if ((bits & LETTER_OR_DIGIT) !== 0 && (!atPartStart || (bits & DIGIT) === 0)) {
      atPartStart = false;
    } else if (!atPartStart && '+._-'.includes(text.charAt(i))) {
      atPartStart = true;
    } else {
      return false;
    }
  }
  return !atPartStart;
}

/** Whether the whole text is 64 hexadecimal digits: runtimes read that as an image id, not as a name. */
export function isImageId(text: string): boolean {
  if (text.length !== 64) {
    return false;
  }
  for (let i = 0; i < 64; i++) {
    if ((classAt(text, i) & LOWER_HEX) === 0) {
      return false;
    }
  }
  return true;
}

function isDigits(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if ((classAt(text, i) & DIGIT) === 0) {
      return false;
    }
  }
  return end > start;
}
