import { createHash } from 'node:crypto';
import type { SecretValue } from '../credential';

/** A user name and a password, as a registry gets them. */
export interface Login {
  /** User name, or whatever the registry takes for one. */
  readonly username: string;
  /** Password or token. */
  readonly password: SecretValue;
}

/** The value of an `Authorization` header that holds the login itself. */
export function basicAuthorization(login: Login): string {
  return `Basic ${base64(`${login.username}:${login.password.unsafeUnwrap()}`)}`;
}

/** Tells logins apart in memory, without holding a password. */
export function loginKey(login: Login | undefined): string {
  if (login === undefined) {
    return 'anonymous';
  }
  const hash = createHash('sha256');
  hash.update(`${Buffer.byteLength(login.username)}:${login.username}${login.password.unsafeUnwrap()}`);
  return hash.digest('base64');
}

/** Every text that gives the login away, for comparison with what a server says. */
export function secretForms(login: Login): string[] {
  const password = login.password.unsafeUnwrap();
  const quoted = JSON.stringify(password).slice(1, -1);
  // Base64 looks different at each of the three places where a group of bytes can begin.
  const shifted = [0, 1, 2].map((shift) => base64('\0'.repeat(shift) + password).slice(shift === 0 ? 0 : shift + 1, -4));
  // A lone surrogate cannot be escaped; on the wire it is a replacement character anyway.
  const escaped = encodeURIComponent(Buffer.from(password, 'utf8').toString('utf8'));
  return [password, quoted, escaped, base64(`${login.username}:${password}`), ...shifted].filter((form) => form !== '');
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
