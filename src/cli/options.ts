import type { Acknowledgement, DeclaredSecret } from '../audit';
import { nameProblems, namespaceProblems, normaliseKey } from '../credential';
import { Problems, PullproofError, quote } from '../error';
import { explainHost, withoutUserInfo } from '../image';

/**
 * Runs code of the core on the value of an option, and adds the option to its errors.
 *
 * @throws PullproofError what the code throws.
 */
export function atOption<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw PullproofError.isPullproofError(error) ? error.at(option) : error;
  }
}

/** Collects the values of an option that may be given several times. */
export function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

/**
 * Says which options are missing, all of them at once.
 *
 * Commander would do it for one at a time, and before it looks for misspelt ones.
 *
 * @param given what was given, by the name of the option: `pullSecret` for `--pull-secret`.
 * @throws PullproofError `usage`
 */
export function requireOptions(command: string, given: Readonly<Record<string, unknown>>): void {
  const missing = Object.entries(given).filter(([, value]) => value === undefined)
    .map(([name]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  if (missing.length > 0) {
    throw new PullproofError({
      code: 'usage', what: `${missing.length === 1 ? 'an option is' : 'options are'} missing: ${missing.join(', ')}`, remedy: `see "pullproof help ${command}"`,
    });
  }
}

/**
 * Reads `[NAMESPACE/]NAME=HOST[,HOST]`.
 *
 * @throws PullproofError `usage` for any other form.
 */
export function parseDeclaredSecret(text: string): DeclaredSecret {
  const match = /^(?:([^/=]+)\/)?([^/=]+)=(.+)$/s.exec(text);
  const [, namespace, name, hosts] = match ?? [];
  if (name === undefined || hosts === undefined) {
    throw new PullproofError({
      code: 'usage', what: `${shown(text)} does not declare a secret`, expected: '[NAMESPACE/]NAME=HOST[,HOST]', remedy: 'for example agents/pull=harbor.example.com',
    });
  }
  const registries = hosts.split(',');
  refuse(text, [
    ...(namespace === undefined ? [] : namespaceProblems(namespace)), ...nameProblems(name, 'secret name'), ...registries.flatMap(keyProblems),
  ]);
  return { name, registries, ...(namespace === undefined ? {} : { namespaces: [namespace] }) };
}

/**
 * Reads `RULE[@KIND NAMESPACE/NAME]=REASON`.
 *
 * @throws PullproofError `usage` for any other form.
 */
export function parseAcknowledgement(text: string): Acknowledgement {
  const match = /^([a-z][a-z0-9-]*)(?:@([^=]+))?=(.+)$/s.exec(text);
  const [, rule, resource, reason] = match ?? [];
  if (rule === undefined || reason === undefined) {
    throw new PullproofError({
      code: 'usage', what: `${quote(text)} does not acknowledge a rule`, expected: 'RULE[@KIND NAMESPACE/NAME]=REASON',
      remedy: 'for example "image-floating-tag=the vendor publishes no other tag"',
    });
  }
  return { rule, reason, ...(resource === undefined ? {} : { resource }) };
}

/**
 * Reads a host that nodes pull from; `*` stands for a part of a label.
 *
 * @throws PullproofError `usage` for what can be no host.
 */
export function parseHostPattern(text: string): string {
  refuse(text, explainHost(text.replaceAll('*', 'x')).map((problem) => (text.includes('*') ? 'the pattern fits no host' : problem)));
  return text;
}

/**
 * Checks the name of a namespace.
 *
 * @throws PullproofError `usage`
 */
export function parseNamespace(text: string): string {
  refuse(text, namespaceProblems(text));
  return text;
}

/**
 * Checks the name of a Secret.
 *
 * @throws PullproofError `usage`
 */
export function parseSecretName(text: string): string {
  refuse(text, nameProblems(text, 'secret name'));
  return text;
}

/**
 * Checks a version of Kubernetes, as Helm reads it.
 *
 * @throws PullproofError `usage`
 */
export function parseKubeVersion(text: string): string {
  if (!/^v?\d+(?:\.\d+){0,2}(?:-[\w.-]+)?(?:\+[\w.-]+)?$/.test(text)) {
    throw new PullproofError({ code: 'usage', what: `${quote(text)} is no version of Kubernetes`, expected: 'one such as 1.33 or v1.33.1-eks-1234567' });
  }
  return text;
}

/** Keys of a Docker configuration; a login or a pattern of hosts that the kubelet drops would never match. */
function keyProblems(key: string): string[] {
  return key === '' || key.includes('@') || normaliseKey(key) === undefined ? [`${shown(key)} is no key that the kubelet reads`] : [];
}

function refuse(text: string, problems: readonly string[]): void {
  new Problems().add(...problems).throwIfAny({ code: 'usage', what: `${shown(text)} cannot be used` });
}

/** A value of the command line as messages may repeat it: without the login of an address. */
function shown(text: string): string {
  return quote(withoutUserInfo(text));
}
