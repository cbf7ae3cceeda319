import { PullproofError, quote } from '../error';
import { isJsonObject, valueAt } from '../manifest';
import type { Json, JsonObject, Path } from '../manifest';

/**
 * Takes a path such as `components.agent.image.tag` or `extra[0].image` apart; a dot inside a key is written `\.`, as
 * for `helm --set`.
 *
 * @throws PullproofError `values-invalid`
 */
export function parseValuesPath(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  const pattern = /(?:^|(?<!^)\.)((?:[^.[\]\\]|\\.)+)|\[(\d{1,6})\]/gy;
  let end = 0;
  for (let match = pattern.exec(path); match !== null; match = pattern.exec(path)) {
    steps.push(match[1] === undefined ? Number(match[2]) : match[1].replace(/\\(.)/g, '$1'));
    end = pattern.lastIndex;
  }
  if (steps.length === 0 || end !== path.length || typeof steps[0] === 'number') {
    throw new PullproofError({
      code: 'values-invalid',
      what: `${quote(path)} is no path in chart values`,
      expected: 'keys joined with dots, list positions in brackets, a dot inside a key as `\\.`',
    });
  }
  return steps;
}

/** The value at a path in text form, or `undefined` when some step of it does not exist. */
export function readValue(values: JsonObject, path: string): Json | undefined {
  return valueAt(values, parseValuesPath(path));
}

/**
 * The first part of a path where the values hold something else than the path needs, such as a text where a map
 * should be. Values cannot be written below it.
 */
export function blockedAt(values: JsonObject, path: string): string | undefined {
  const steps = parseValuesPath(path);
  let value: Json | undefined = values;
  for (const [index, step] of steps.entries()) {
    if (value === undefined || value === null) {
      return undefined;
    }
    if (typeof step === 'number' ? !Array.isArray(value) : !isJsonObject(value)) {
      return printValuesPath(steps.slice(0, index));
    }
    value = valueAt(value, [step]);
  }
  return undefined;
}

/** Writes steps as a path again. */
export function printValuesPath(steps: Path): string {
  return steps
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step.replace(/[.[\]\\]/g, '\\$&')}`))
    .join('');
}

/**
 * Overrides with one more value. Helm replaces lists as a whole: where the path enters a list, the whole list is copied
 * from `effective`, the values that would apply without overrides.
 */
export function withValue(overrides: JsonObject, effective: JsonObject, path: string, value: Json): JsonObject {
  return place(overrides, effective, parseValuesPath(path), value) as JsonObject;
}

function place(target: Json | undefined, effective: Json | undefined, steps: Path, value: Json): Json {
  const [step, ...rest] = steps;
  if (step === undefined) {
    return value;
  }
  if (typeof step === 'number') {
    const list = structuredClone(Array.isArray(target) ? target : Array.isArray(effective) ? effective : []);
    list[step] = place(list[step], list[step], rest, value);
    return list;
  }
  const members = new Map<string, Json>(isJsonObject(target) ? Object.entries(target) : []);
  members.set(step, place(members.get(step), isJsonObject(effective) ? effective[step] : undefined, rest, value));
  return Object.fromEntries(members);
}
