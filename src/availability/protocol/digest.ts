import { createHash } from 'node:crypto';

/** Name of a digest algorithm in image references, and in Node.js; they are the same. */
const ALGORITHMS: readonly string[] = ['sha256', 'sha384', 'sha512'];
const DIGEST = /^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

/** The digest of a header, or `undefined` when it is none that can be verified. */
export function parseDigest(text: string | undefined): string | undefined {
  return text !== undefined && DIGEST.test(text) ? text : undefined;
}

/** The digest of some bytes: `sha256:` and 64 hexadecimal digits. */
export function digestOf(bytes: Uint8Array, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/** Whether bytes have a digest; `undefined` when its algorithm is not one we know. */
export function hasDigest(bytes: Uint8Array, digest: string): boolean | undefined {
  const algorithm = digest.slice(0, digest.indexOf(':'));
  return ALGORITHMS.includes(algorithm) ? digestOf(bytes, algorithm) === digest : undefined;
}
