import { quote } from '../error';

const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * What keeps `name` from being the name of a Secret, a ServiceAccount or a custom object; empty when it is fine.
 *
 * @param name the name to check.
 * @param what how the problems call it, such as `pull secret name`.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export function nameProblems(name: string, what = 'name'): string[] {
  return problemsOf(name, what, DNS_SUBDOMAIN, 253, 'lower-case letters, digits, "-" and ".", starting and ending with a letter or digit');
}

/**
 * What keeps `namespace` from being the name of a Namespace; empty when it is fine.
 *
 * @param namespace the name to check.
 * @param what how the problems call it.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export function namespaceProblems(namespace: string, what = 'namespace'): string[] {
  return problemsOf(namespace, what, DNS_LABEL, 63, 'lower-case letters, digits and "-", starting and ending with a letter or digit');
}

function problemsOf(text: string, what: string, pattern: RegExp, maxLength: number, expected: string): string[] {
  if (text === '') {
    return [`${what} must not be empty`];
  }
  const problems: string[] = [];
  if (text.length > maxLength) {
    problems.push(`${what} must have at most ${maxLength} characters (${quote(text, 40)} has ${text.length})`);
  }
  if (!pattern.test(text)) {
    problems.push(`${what} must be made of ${expected} (got ${quote(text)})`);
  }
  return problems;
}
