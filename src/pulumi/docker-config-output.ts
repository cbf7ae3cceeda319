import * as pulumi from '@pulumi/pulumi';
import { printDockerConfig, SecretValue } from '../credential';
import type { RegistryHost } from '../credential';
import { atResource } from './at-resource';
import type { RegistryLogin } from './registry-login';

/** A login, all of it known. */
interface KnownLogin {
  readonly username: string;
  readonly password: string;
  readonly email?: string | undefined;
}

/**
 * The `.dockerconfigjson` of a login, always secret.
 *
 * What is plain is checked at once; what comes later is checked where it arrives, so that no Secret is made of it.
 *
 * @throws pulumi.ResourceError when a plain login cannot work; it holds no value.
 */
export function dockerConfigOutput(resource: pulumi.Resource, label: string, registry: RegistryHost, login: RegistryLogin): pulumi.Output<string> {
  const print = ({ username, password, email }: KnownLogin): string => atResource(resource, label, () => printDockerConfig([{
    registry: registry.authKey, username, password: SecretValue.unsafePlainText(password), ...(email === undefined ? {} : { email }),
  }]).unsafeUnwrap());
  if (isKnown(login)) {
    return pulumi.secret(print(login));
  }
  return pulumi.secret(pulumi.all([login.username, login.password, login.email])
    .apply(([username, password, email]) => print({ username, password, email })));
}

function isKnown(login: RegistryLogin): login is KnownLogin {
  const { username, password, email = '' } = login;
  return [username, password, email].every((part) => typeof part === 'string');
}
