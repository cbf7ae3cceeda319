import { isJsonObject } from '../manifest';
import type { Json, JsonObject } from '../manifest';
import { compareVersions } from './compare-versions';
import { readValue } from './values-path';
import { fillPath, fillText } from './values-template';

/**
 * A condition on chart values, as data: either a statement about the value at a path, or a combination of conditions.
 *
 * It is evaluated on the user's values over the known defaults of the chart, the way templates see them.
 */
export interface ValueCondition {
  /**
   * Path of the value that the condition is about. A step `{path}` is the text at that path: `images.{version}`.
   *
   * @default - the condition combines others
   */
  readonly path?: string;
  /**
   * Whether the value must be true, or false, by the rules of Go templates: empty texts, lists and maps are false, and
   * so are 0 and values that are not set.
   *
   * @default - not asked
   */
  readonly truthy?: boolean;
  /**
   * Texts, numbers or booleans of which the value must be one; `null` stands for "not set".
   *
   * @default - not asked
   */
  readonly oneOf?: unknown[];
  /**
   * What the value, a text, must start with; `{path}` in it is the text at that path.
   *
   * @default - not asked
   */
  readonly startsWith?: string;
  /**
   * What the value, a text, must end with; `{path}` in it is the text at that path.
   *
   * @default - not asked
   */
  readonly endsWith?: string;
  /**
   * The version that the value must be lower than, number by number; a `v` in front does not count, and neither does
   * what follows a `-`. A value that is no version is not lower.
   *
   * @default - not asked
   */
  readonly below?: string;
  /**
   * Conditions that must all hold.
   *
   * @default - none
   */
  readonly allOf?: ValueCondition[];
  /**
   * Conditions of which one must hold.
   *
   * @default - none
   */
  readonly anyOf?: ValueCondition[];
  /**
   * A condition that must not hold.
   *
   * @default - none
   */
  readonly not?: ValueCondition;
}

/** Whether a condition holds; one that asks nothing always does. */
export function holds(condition: ValueCondition | undefined, values: JsonObject): boolean {
  if (condition === undefined) {
    return true;
  }
  const { truthy, oneOf, startsWith, endsWith, below, allOf, anyOf, not } = condition;
  const value = valueOf(condition, values);
  const text = typeof value === 'string' ? value : '';
  return (truthy === undefined || isTruthy(value) === truthy)
    && (oneOf === undefined || oneOf.includes(value))
    && (startsWith === undefined || text.startsWith(fillText(startsWith, values) ?? '\0'))
    && (endsWith === undefined || text.endsWith(fillText(endsWith, values) ?? '\0'))
    && (below === undefined || (compareVersions(text, below) ?? 0) < 0)
    && (allOf ?? []).every((part) => holds(part, values))
    && (anyOf === undefined || anyOf.some((part) => holds(part, values)))
    && (not === undefined || !holds(not, values));
}

function valueOf({ path }: ValueCondition, values: JsonObject): Json {
  const filled = path === undefined ? undefined : fillPath(path, values);
  return filled === undefined ? null : readValue(values, filled) ?? null;
}

/** The condition in words, for reports. */
export function describeCondition(condition: ValueCondition): string {
  const { path = '', truthy, oneOf, startsWith, endsWith, below, allOf, anyOf, not } = condition;
  const parts = [
    ...(truthy !== undefined ? [`${path} is ${truthy ? 'set' : 'not set'}`] : []),
    ...(oneOf !== undefined ? [`${path} is ${oneOf.map((value) => (value === null ? 'not set' : String(value))).join(' or ')}`] : []),
    ...(startsWith === undefined ? [] : [`${path} starts with ${startsWith}`]),
    ...(endsWith === undefined ? [] : [`${path} ends with ${endsWith}`]),
    ...(below === undefined ? [] : [`${path} is below ${below}`]),
    ...(allOf ?? []).map(describeNested),
    ...(anyOf === undefined ? [] : [anyOf.map(describeNested).join(' or ')]),
    ...(not === undefined ? [] : [`not (${describeCondition(not)})`]),
  ];
  return parts.length === 0 ? 'always' : parts.join(' and ');
}

function describeNested(condition: ValueCondition): string {
  const text = describeCondition(condition);
  return / (and|or) /.test(text) ? `(${text})` : text;
}

/** Truth as Go templates have it. */
export function isTruthy(value: Json | undefined): boolean {
  if (Array.isArray(value)) {
    return value.length > 0;
  }
  return isJsonObject(value) ? Object.keys(value).length > 0 : Boolean(value);
}
