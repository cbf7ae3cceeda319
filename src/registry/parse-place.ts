import { DOCKER_HUB_HOST, endOfUserInfo, schemeOf } from '../image';
import { recogniseKind } from './recognise-kind';
import type { RegistryPlace } from './registry-place';

/** Takes `HOST[/PREFIX]` apart. One slash at the end does no harm, people copy it along. */
export function placeOfText(text: string): RegistryPlace {
  const scheme = schemeOf(text);
  const rest = text.slice(scheme.length).replace(/(?<=[^/])\/$/, '');
  // The slash of a password is none of the path.
  const slash = rest.indexOf('/', endOfUserInfo(rest) + 1);
  const bare = slash === -1 ? rest : rest.slice(0, slash);
  const host = bare === 'index.docker.io' ? DOCKER_HUB_HOST : bare;
  return {
    kind: recogniseKind(host.toLowerCase()),
    host: scheme + host,
    prefix: slash === -1 ? '' : rest.slice(slash + 1),
  };
}
