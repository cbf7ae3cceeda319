import { Problems, quote } from '../../error';
import { registryKeyProblems } from '../docker-config/entry-problems';
import { nameProblems, namespaceProblems } from '../names';
import type { NamespaceChoice, PullSecretProps } from './pull-secret-props';

/** What is wrong with the name and the registries of a pull secret. */
export function pullSecretProblems({ name, registries }: PullSecretProps): string[] {
  const keys = registries.map(({ authKey }) => authKey);
  return [
    ...nameProblems(name, 'pull secret name'),
    ...keys.length === 0 ? ['there must be at least one registry'] : [],
    ...keys.flatMap((key) => registryKeyProblems(key).map((problem) => `registry ${quote(String(key))}: ${problem}`)),
    ...repeated(keys).map((key) => `registry ${quote(key)} is listed twice`),
  ];
}

/** What is wrong with a choice of namespaces. */
export function namespaceChoiceProblems({ namespaces = [], namespaceSelector, excludedNamespaces = [] }: NamespaceChoice): string[] {
  return [
    ...[...namespaces, ...excludedNamespaces].flatMap((namespace) => namespaceProblems(namespace)),
    ...excludedNamespaces.filter((namespace) => namespaces.includes(namespace))
      .map((namespace) => `namespace ${quote(namespace)} is listed and left out at once`),
    ...excludedNamespaces.length > 0 && namespaceSelector === undefined ? ['excludedNamespaces needs labels: a list names none but its own'] : [],
    ...repeated(namespaces).map((namespace) => `namespace ${quote(namespace)} is listed twice`),
    ...namespaceSelector !== undefined && Object.keys(namespaceSelector).length === 0
      ? ['namespaceSelector must hold a label: an empty one selects every namespace of the cluster'] : [],
    ...namespaces.length === 0 && namespaceSelector === undefined ? ['there must be a namespace, or a label that selects some'] : [],
  ];
}

/**
 * Throws one error with everything that is wrong about a delivery.
 *
 * @throws PullproofError `delivery-invalid` when there is a problem.
 */
export function refuseDelivery(name: string, problems: readonly string[]): void {
  if (problems.length > 0) {
    new Problems().add(...problems).throwIfAny({ code: 'delivery-invalid', what: `the pull secret ${quote(name)} cannot be delivered like this` });
  }
}

function repeated(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = texts.filter((text) => seen.size === seen.add(text).size);
  return [...new Set(again)];
}
