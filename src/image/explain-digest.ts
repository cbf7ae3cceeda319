import { quote } from '../error';
import { DIGEST_LENGTHS, isDigest, isDigestAlgorithm, MIN_DIGEST_LENGTH } from './grammar';

/** Says what is wrong with a digest; nothing when it is well formed. */
export function explainDigest(digest: string): string[] {
  if (isDigest(digest, 0)) {
    return [];
  }
  if (digest === '') {
    return ['the digest after the "@" is empty'];
  }
  const colon = digest.indexOf(':');
  if (digest.includes('@') || colon === -1) {
    return [digest.includes('@') ? 'there is more than one "@"' : `digest ${quote(digest)} has no colon, expected algorithm:hex`];
  }
  const algorithm = digest.slice(0, colon);
  const hex = digest.slice(colon + 1);
  if (hex.includes(':')) {
    return [`digest ${quote(digest)} holds a second colon (a tag goes before the digest)`];
  }
  const problems: string[] = [];
  if (!isDigestAlgorithm(algorithm, 0, algorithm.length)) {
    problems.push(`digest algorithm ${quote(algorithm)} is not a name such as "sha256"`);
  }
  const length = DIGEST_LENGTHS[algorithm];
  if (!/^[0-9a-f]*$/i.test(hex)) {
    problems.push(`digest ${quote(digest)} has characters that are not hexadecimal`);
  } else if (length !== undefined && hex !== hex.toLowerCase()) {
    problems.push(`digest ${quote(digest)} has upper-case digits, ${algorithm} is written in lower case`);
  }
  if (length !== undefined && hex.length !== length) {
    problems.push(`the digest has ${hex.length} characters after ${quote(`${algorithm}:`)}, expected ${length}`);
  } else if (length === undefined && hex.length < MIN_DIGEST_LENGTH) {
    problems.push(`the digest has ${hex.length} characters after the colon, expected at least ${MIN_DIGEST_LENGTH}`);
  }
  return problems;
}
