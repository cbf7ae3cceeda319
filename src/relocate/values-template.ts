import type { JsonObject } from '../manifest';
import { parseValuesPath, printValuesPath, readValue } from './values-path';

/** A path in braces. Braces are not nested. */
const BRACES = /\{([^{}]*)\}/g;

/**
 * A path with its braces filled: a step `{path}` becomes the text that stands at that path.
 *
 * `images.{version}` is `images.4\.0\.3` while the value `version` is `4.0.3`. Charts that look an image up by its
 * version read their values so.
 *
 * @returns `undefined` when some value in braces is not a text, or empty.
 */
export function fillPath(path: string, values: JsonObject): string | undefined {
  return fill(path, values, (text) => printValuesPath([text]));
}

/**
 * A text with its braces filled: `{path}` becomes the text that stands at that path.
 *
 * `quay.io/team/app:v{app.version}` is `quay.io/team/app:v1.2` while the value `app.version` is `1.2`.
 *
 * @returns `undefined` when some value in braces is not a text, or empty.
 */
export function fillText(text: string, values: JsonObject): string | undefined {
  return fill(text, values, (value) => value);
}

/** The paths that stand in braces. */
export function pathsInBraces(template: string): string[] {
  return [...template.matchAll(BRACES)].map(([, path = '']) => path);
}

/**
 * Checks that a path, with or without braces, can be read.
 *
 * @throws PullproofError `values-invalid`
 */
export function checkValuesPath(path: string): void {
  pathsInBraces(path).forEach(parseValuesPath);
  parseValuesPath(path.replace(BRACES, 'step').replaceAll('[*]', '[0]'));
}

/** Numbers are refused, because charts print most of them differently from how they were written. */
function fill(template: string, values: JsonObject, print: (text: string) => string): string | undefined {
  let complete = true;
  const filled = template.replace(BRACES, (_, path: string) => {
    const value = readValue(values, path);
    complete &&= typeof value === 'string' && value !== '';
    return typeof value === 'string' && value !== '' ? print(value) : '';
  });
  return complete ? filled : undefined;
}
