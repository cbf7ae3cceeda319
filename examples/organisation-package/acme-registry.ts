import { Registry } from 'pullproof';
import type { IRegistryKind } from 'pullproof';

/** The registry product that Acme runs: every team has a path, robots are called `acme-<team>`. */
const ACME_REGISTRY: IRegistryKind = {
  id: 'acme-registry',
  title: 'Acme Registry',
  createsRepositories: 'on-push',
  checkHost: (host) => (host.endsWith('.acme.example') ? [] : [`host "${host}" is not one of Acme's`]),
  checkPrefix: (prefix) => (prefix === '' ? ['the team is missing'] : []),
  checkRepository: () => [],
  checkUsername: (username) => (username.startsWith('acme-') ? [] : ['robots are called acme-<team>']),
};

/** The images of one team of Acme. */
export function acmeRegistry(team: string): Registry {
  return Registry.of(ACME_REGISTRY, 'registry.acme.example', team);
}
