import { goJsonString } from '../go-json';

/**
 * The template from which External Secrets makes the content of a pull secret.
 *
 * It builds a map and prints it with `toJson`, so no character of a user name or password can break out of the JSON. The keys
 * of the entries stand in it as text, for Amazon ECR too, so that an audit can read which hosts the secret opens.
 *
 * @param registryKeys keys of the entries; all get the same login.
 * @param username the user name itself; without it, the template takes `.username` of the data, as it does `.password`.
 * @see https://external-secrets.io/latest/guides/templating/
 */
export function pullSecretTemplate(registryKeys: readonly string[], username?: string): string {
  const user = username === undefined ? '.username' : goJsonString(username);
  const login = `(dict "username" ${user} "password" .password "auth" (printf "%s:%s" ${user} .password | b64enc))`;
  const entries = registryKeys.map((key) => `${goJsonString(key)} ${login}`);
  return `{{ dict "auths" (dict ${entries.join(' ')}) | toJson }}`;
}
