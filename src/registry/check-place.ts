import { Problems, quote } from '../error';
import { explainHost, explainRepository, MAX_NAME_LENGTH, schemeOf } from '../image';
import { joinPath } from './registry-place';
import type { RegistryPlace } from './registry-place';

/**
 * Checks a registry by the rules of image references and by those of its kind.
 *
 * @throws PullproofError `registry-invalid`, listing every problem.
 */
export function checkPlace(place: RegistryPlace): void {
  const { kind, host, prefix } = place;
  const problems = new Set(place.problems);
  const add = (found: readonly string[]): void => found.forEach((problem) => problems.add(problem));

  if (problems.size === 0 || place.hostIsDerived !== true) {
    const malformed = checkHost(host);
    add(malformed.length > 0 ? malformed : kind.checkHost(host));
  }
  if (prefix !== '') {
    add(explainRepository(prefix));
  }
  add(kind.checkPrefix(prefix));
  // A slash and one character for the shortest image.
  const shortest = `${host}/${prefix}`.length + 2;
  if (shortest > MAX_NAME_LENGTH) {
    problems.add(`host and prefix leave no room for an image: at least ${shortest} characters, at most ${MAX_NAME_LENGTH} are allowed`);
  }

  const shown = joinPath(host.replace(/^.*@/s, '…@'), prefix);
  new Problems().add(...problems).throwIfAny({ code: 'registry-invalid', what: `${quote(shown)} is not a valid registry (${kind.title})` });
}

/** The rules for hosts that hold for every kind. What does not belong is taken off, so that the rest is checked too. */
function checkHost(host: string): string[] {
  const problems: string[] = [];
  let rest = host;
  const scheme = schemeOf(rest);
  if (scheme !== '') {
    problems.push(`the host has a scheme in front (${quote(scheme)}), leave it out`);
    rest = rest.slice(scheme.length);
  }
  if (rest.includes('@')) {
    problems.push('the host has a login in front; credentials are declared apart from the registry');
    rest = rest.slice(rest.lastIndexOf('@') + 1);
  }
  const slash = rest.indexOf('/');
  if (slash !== -1) {
    const path = rest.slice(slash + 1);
    problems.push(path === '' ? 'the host ends with a slash' : `the host holds a path (${quote(path)}), which belongs in the prefix`);
    rest = rest.slice(0, slash);
  }
  const malformed = explainHost(rest);
  problems.push(...malformed);
  if (/[A-Z]/.test(rest)) {
    problems.push(`host ${quote(rest)} has upper-case letters, and the kubelet compares hosts letter by letter: use ${quote(rest.toLowerCase())}`);
  }
  if (malformed.length === 0) {
    problems.push(...checkName(rest));
  }
  return problems;
}

function checkName(host: string): string[] {
  const port = /:(\d+)$/.exec(host)?.[1];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) {
    return [`host ${quote(host)} has a port outside 1 to 65535`];
  }
  // https://github.com/distribution/reference/blob/main/normalize.go
  if (host !== 'localhost' && !/[.:]/.test(host)) {
    return [`host ${quote(host)} has neither a dot nor a port, and would be read as a path of Docker Hub`];
  }
  return [];
}
