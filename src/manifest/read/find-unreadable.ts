import { formatPath } from '../format-path';
import { MAX_DEPTH } from './node-to-json';

/**
 * Why a value that a program made is no plain data, or `undefined` when it is.
 *
 * Properties that are `undefined` do no harm, since no writer of JSON or YAML writes them.
 */
export function findUnreadable(value: unknown): string | undefined {
  return check(value, []);
}

function check(value: unknown, path: (string | number)[]): string | undefined {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') {
    return undefined;
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : `${formatPath(path)} is not a finite number`;
  }
  if (typeof value !== 'object') {
    return `${formatPath(path)} is a ${typeof value}, not data`;
  }
  if (path.length > MAX_DEPTH) {
    return `it is nested more than ${MAX_DEPTH} levels deep, or contains itself`;
  }
  if (!Array.isArray(value) && !isPlain(value)) {
    return `${path.length === 0 ? 'it' : formatPath(path)} is an instance of a class, not data`;
  }
  for (const [key, child] of Object.entries(value)) {
    path.push(Array.isArray(value) ? Number(key) : key);
    const problem = check(child, path);
    path.pop();
    if (problem !== undefined) {
      return problem;
    }
  }
  return undefined;
}

/** Told by the length of the prototype chain: objects of another realm have another `Object.prototype`. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
