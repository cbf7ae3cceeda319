import type { Scalar } from 'yaml';
import { DocumentProblem } from './document-problem';
import { NOT_JSON, resolvePlainScalar } from './plain-scalar';

const TAG = 'tag:yaml.org,2002:';

/** Tags that demand more than text. Of all others, `!!str`, `!!timestamp` and those of programs, Kubernetes keeps the text. */
const CHECKED_TAGS: ReadonlySet<string> = new Set([`${TAG}null`, `${TAG}bool`, `${TAG}int`, `${TAG}float`]);

/**
 * The value of a scalar node of a document that was parsed without any schema, so that every value is still text.
 *
 * @throws DocumentProblem for a value that JSON cannot hold, or that its tag does not fit.
 */
export function scalarToJson(node: Scalar): null | boolean | number | string {
  const text = String(node.value);
  const tag = node.tag;
  if (tag === undefined && node.type !== 'PLAIN') {
    return text;
  }
  if (tag === `${TAG}binary`) {
    return Buffer.from(text, 'base64').toString('utf8');
  }
  if (tag !== undefined && !CHECKED_TAGS.has(tag)) {
    return text;
  }
  const value = resolvePlainScalar(text);
  if (value === NOT_JSON) {
    throw new DocumentProblem('a value is infinite or not a number', node.range?.[0]);
  }
  if (tag !== undefined && !fitsTag(tag, value)) {
    throw new DocumentProblem('a tag does not fit its value', node.range?.[0]);
  }
  return value;
}

function fitsTag(tag: string, value: null | boolean | number | string): boolean {
  switch (tag) {
    case `${TAG}null`:
      return value === null;
    case `${TAG}bool`:
      return typeof value === 'boolean';
    default: {
      // Integers that a number cannot hold are text by now.
      const isNumber = typeof value === 'number' || /^-?\d+$/.test(String(value));
      return isNumber && (tag === `${TAG}float` || typeof value === 'string' || Number.isInteger(value));
    }
  }
}
