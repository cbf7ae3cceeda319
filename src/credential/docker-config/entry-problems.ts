import { quote } from '../../error';
import { withoutUserInfo } from '../../image';
import { normaliseKey } from '../kubelet/registry-key';
import { SecretValue } from '../secret-value';
import { isWellFormed } from '../text';
import type { DockerConfigEntry } from './entry';

/**
 * What keeps an entry from working in a pull secret; empty when it is fine. Values are never part of a problem.
 *
 * Sources: kubernetes `pkg/credentialprovider/config.go` and `keyring.go`.
 */
export function entryProblems(entry: DockerConfigEntry): string[] {
  const { registry, username, password, email } = entry;
  return [
    ...registryKeyProblems(registry),
    ...usernameProblems(username),
    ...passwordProblems(password),
    ...email === undefined || isWellFormed(email) ? [] : ['email must be text that UTF-8 can hold'],
  ].map((problem) => `entry ${quote(withoutUserInfo(String(registry)))}: ${problem}`);
}

/** What keeps a text from being the key of an entry that the kubelet, Docker, skopeo and crane all understand. */
export function registryKeyProblems(registry: string): string[] {
  if (typeof registry !== 'string' || registry === '') {
    return ['the registry key must not be empty'];
  }
  if (!isWellFormed(registry)) {
    return ['the registry key must be text that UTF-8 can hold'];
  }
  const key = normaliseKey(registry);
  if (key === undefined || key === '' || key.startsWith('/')) {
    return ['the kubelet would drop the entry: its key is not host[:port] or host[:port]/path/'];
  }
  const slash = key.indexOf('/');
  const path = slash < 0 ? '' : key.slice(slash);
  const problems: string[] = [];
  if (path.includes('*')) {
    problems.push('the kubelet knows no patterns in the path of a key');
  }
  if (path !== '' && !path.endsWith('/')) {
    problems.push('a key with a path must end in a slash, since the kubelet compares paths as plain prefixes');
  }
  return problems;
}

/** What keeps a text from being a login name. */
export function usernameProblems(username: string): string[] {
  if (typeof username !== 'string' || username === '') {
    return ['the user name must not be empty'];
  }
  return [
    ...username.includes(':') ? ['the user name must not contain a colon, which separates it from the password'] : [],
    ...isWellFormed(username) ? [] : ['the user name must be text that UTF-8 can hold'],
  ];
}

/** What keeps a value from being a password. */
export function passwordProblems(password: SecretValue): string[] {
  if (!SecretValue.isSecretValue(password)) {
    return ['the password must be a SecretValue'];
  }
  const text = password.unsafeUnwrap();
  if (text === '') {
    return ['the password must not be empty'];
  }
  return isWellFormed(text) ? [] : ['the password must be text that UTF-8 can hold'];
}
