import type { MirrorHost } from '../write/connections';
import { comment, shellQuote } from '../write/shell';

/** Says in the header which variables hold logins. */
export function loginComment(hosts: readonly MirrorHost[], tool: string): string[] {
  const lines = hosts.map(({ host, variable, username }) => {
    const names = username === undefined ? `${variable}_USERNAME, ${variable}_PASSWORD` : `${variable}_PASSWORD, for ${username}`;
    return `  ${host}: ${names}${passwordCommand(host)}`;
  });
  return comment(
    'Logins come from the environment:',
    ...lines,
    `A host without a password is asked without a login once another has one; with no password at all, ${tool} uses the logins it has.`,
  );
}

/**
 * Logs in to every host that has a password in the environment.
 *
 * The password goes to the tool through standard input, from a command that is part of the shell, so that it stands in no
 * argument. What the tool keeps of it is in `$work`, which only this user can read, and which goes when the script ends.
 */
export function loginSection(hosts: readonly MirrorHost[]): string {
  const any = hosts.map(({ variable }) => `\${${variable}_PASSWORD:-}`).join('');
  return `# A trace of the shell would show passwords.
set +x
if [ -n "${any}" ]; then
  own_logins
fi
${hosts.map(loginOf).join('')}`;
}

function loginOf({ host, variable, username }: MirrorHost): string {
  const name = username === undefined
    ? `  username=\${${variable}_USERNAME:?is needed with ${variable}_PASSWORD}\n`
    : `  username=\${${variable}_USERNAME:-}\n  if [ -z "$username" ]; then username=${shellQuote(username)}; fi\n`;
  return `if [ -n "\${${variable}_PASSWORD:-}" ]; then
${name}  printf '%s\\n' "$${variable}_PASSWORD" | log_in ${shellQuote(host)} "$username"
  unset ${variable}_PASSWORD
fi
`;
}

/** Where the password of a registry with tokens comes from. */
function passwordCommand(host: string): string {
  const region = /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(host)?.[1];
  return region === undefined ? '' : `; $(aws ecr get-login-password --region ${region})`;
}
