import { quote } from '../../error';
import { refuseRobot } from './login';

/**
 * Checks a login name of Docker Hub: a user name for a personal access token, an organisation's name for one of its tokens.
 *
 * @returns the name, unchanged.
 * @throws PullproofError `credential-invalid` when it is no such name, an e-mail address for one.
 * @see https://docs.docker.com/enterprise/security/access-tokens/
 */
export function dockerHubUsername(name: string): string {
  const expected = name.includes('@') ? 'the user name, not the e-mail address' : '2 to 64 lower-case letters, digits, "-" or "_"';
  const problems = /^[a-z0-9][a-z0-9_-]{1,63}$/.test(name) ? [] : [`name must be ${expected} (got ${quote(name)})`];
  refuseRobot('this is no login name of Docker Hub', problems);
  return name;
}
