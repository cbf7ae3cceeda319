import { PullproofError, quote } from '../error';

/**
 * Characters that JSON allows raw but that end YAML parsing; as escapes they are fine in both.
 *
 * @see https://yaml.org/spec/1.2.2/#51-character-set
 */
const NOT_PRINTABLE_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Where the YAML reader that Helm uses gives up on a mapping key. */
const LONGEST_KEY = 1000;

/**
 * Prints values as JSON that Helm reads as YAML: strings stay strings, numbers and `null` survive.
 *
 * @throws PullproofError `values-invalid` that lists every place which holds something other than plain data.
 */
export function printValues(values: Readonly<Record<string, unknown>>): string {
  const problems: string[] = [];
  if (!isPlainObject(values)) {
    problems.push(`the values must be a map (got ${describe(values)})`);
  } else {
    collectProblems(values, '', new Set(), problems);
  }
  if (problems.length > 0) {
    throw new PullproofError({
      code: 'values-invalid',
      what: 'the chart values hold more than plain data',
      problems,
      remedy: 'give strings, numbers, booleans, null, lists and maps only',
    });
  }
  return JSON.stringify(values).replace(NOT_PRINTABLE_IN_YAML, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function collectProblems(value: unknown, path: string, ancestors: Set<object>, problems: string[]): void {
  const problem = scalarProblem(value) ?? keyProblem(value);
  if (problem !== undefined) {
    problems.push(`${path === '' ? 'the values' : path}: ${problem}`);
  } else if (typeof value === 'object' && value !== null) {
    if (ancestors.has(value)) {
      problems.push(`${path}: contains itself`);
      return;
    }
    ancestors.add(value);
    for (const [key, member] of Object.entries(value)) {
      if (member === undefined && !Array.isArray(value)) {
        continue; // JSON leaves it out, which is what is wanted: Helm reads a written `null` as "remove the default"
      }
      collectProblems(member, Array.isArray(value) ? `${path}[${key}]` : joined(path, key), ancestors, problems);
    }
    ancestors.delete(value);
  }
}

function scalarProblem(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return /\p{Surrogate}/u.test(value) ? 'a text with half of a surrogate pair, which YAML cannot hold' : undefined;
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : `${String(value)} is no JSON number`;
  }
  return value === null || typeof value === 'boolean' || Array.isArray(value) || isPlainObject(value) ? undefined : describe(value);
}

function keyProblem(value: unknown): string | undefined {
  const tooLong = isPlainObject(value) && Object.keys(value).find((key) => key.length > LONGEST_KEY);
  return typeof tooLong === 'string' ? `a key of ${tooLong.length} characters, which Helm cannot read (${quote(tooLong, 40)})` : undefined;
}

function describe(value: unknown): string {
  if (value === undefined) {
    return 'undefined in a list';
  }
  if (typeof value !== 'object' || value === null) {
    return `a ${typeof value}`;
  }
  // Recognised by its one way out, not by its class: two copies of the package may be installed.
  if ('unsafeUnwrap' in value) {
    return 'a secret value: Helm would print it in clear text; keep it in a Kubernetes Secret and give the name of that Secret';
  }
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return `an instance of ${typeof name === 'string' && name !== '' ? name : 'a class'}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // A map from another realm (a test runner, a worker) has an Object.prototype of its own, which has no prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function joined(path: string, key: string): string {
  const shown = /^[\w-]+$/.test(key) ? key : quote(key, 60);
  return path === '' ? shown : `${path}.${shown}`;
}
