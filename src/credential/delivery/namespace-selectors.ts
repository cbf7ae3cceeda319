import type { JsonObject } from './json-object';
import type { NamespaceChoice } from './pull-secret-props';

/** The label that the API server puts on every namespace: its name. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/**
 * A choice of namespaces as label selectors, of which one has to match.
 *
 * External Secrets deprecates its own list of names (`namespaces`) in favour of these.
 *
 * @param choice the choice.
 * @param except a namespace that is never meant, because it has the secret already.
 */
export function namespaceSelectors(choice: NamespaceChoice, except?: string): JsonObject[] {
  const names = namesOf(choice, except);
  const { namespaceSelector, excludedNamespaces = [] } = choice;
  const never = [...except === undefined ? [] : [except], ...excludedNamespaces.filter((namespace) => namespace !== except)];
  return [
    ...names.length === 0 ? [] : [{ matchExpressions: [{ key: NAME_LABEL, operator: 'In', values: names }] }],
    ...namespaceSelector === undefined ? [] : [{
      matchLabels: { ...namespaceSelector },
      ...never.length === 0 ? {} : { matchExpressions: [{ key: NAME_LABEL, operator: 'NotIn', values: never }] },
    }],
  ];
}

/** The names of a choice, without the one that is never meant. */
export function namesOf({ namespaces = [] }: NamespaceChoice, except?: string): string[] {
  return namespaces.filter((namespace) => namespace !== except);
}
