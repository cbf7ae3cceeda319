import { quote } from '../../error';

/** A login in an address, as proxies may have. */
const LOGIN = /:\/\/[^/\s]*@/;

/** What is wrong with the environment of a container. Values are never repeated: what is a credential cannot be told for sure. */
export function environmentProblems(env: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(env).flatMap(([name, value]) => [
    ...(/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? [] : [`env: ${quote(name)} is no name of a variable`]),
    ...(LOGIN.test(value) ? [`env: ${quote(name)} has a login in clear text, bring it in from a Secret with a patch of the Deployment`] : []),
  ]);
}
