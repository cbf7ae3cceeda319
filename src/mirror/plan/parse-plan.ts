import { Problems, PullproofError } from '../../error';
import { tryParseReference } from '../../image';
import { isJsonObject } from '../../manifest';
import type { Json } from '../../manifest';
import { MIRROR_PLAN_VERSION } from './mirror-plan';
import type { MirrorPlan } from './mirror-plan';

/** Checks one value, and says what is wrong with it. */
type Check = (value: Json | undefined) => string | undefined;

const text: Check = (value) => (typeof value === 'string' ? undefined : 'is no text');
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'is neither true nor false');
const oneOf = (...words: string[]): Check => (value) => (words.includes(String(value)) ? undefined : `is none of ${words.join(', ')}`);
const reference: Check = (value) => (typeof value === 'string' && tryParseReference(value) !== undefined ? undefined : 'is no image reference');
const optional = (check: Check): Check => (value) => (value === undefined ? undefined : check(value));
const listOf = (check: Check): Check => (value) => (Array.isArray(value) ? firstProblem(value.map((item, index) => [`[${index}]`, check(item)])) : 'is no list');
const fields = (checks: Readonly<Record<string, Check>>): Check => (value) => (
  isJsonObject(value) ? firstProblem(Object.entries(checks).map(([name, check]) => [`.${name}`, check(value[name])])) : 'is no object'
);

const REASON = fields({ text, required: flag, runtime: flag });
const MODE = oneOf('copy', 'warm');

const PLAN: Readonly<Record<string, Check>> = {
  mode: oneOf('copy', 'warm', 'mixed'),
  registries: listOf(fields({ registry: text, host: text, kind: text, title: text, mode: MODE })),
  copies: listOf(fields({
    source: reference, target: reference, digest: optional(text), registry: text, mode: MODE, platforms: listOf(text), required: flag, runtime: flag,
    references: listOf(reference), reasons: listOf(REASON),
  })),
  alreadyPrivate: listOf(fields({ reference, reasons: listOf(REASON) })),
  unresolved: listOf(fields({ location: text, reason: text, incomplete: flag })),
  notes: listOf(text),
};

/**
 * Reads a plan that `printMirrorPlan` has written.
 *
 * @throws PullproofError `mirror-invalid` for what is no such plan, or one of another version.
 */
export function parseMirrorPlan(json: string): MirrorPlan {
  let value: Json;
  try {
    value = JSON.parse(json) as Json;
  } catch (error) {
    throw new PullproofError({ code: 'mirror-invalid', what: 'the mirror plan is no JSON', remedy: 'write it with `printMirrorPlan`', cause: error });
  }
  if (!isJsonObject(value) || value.version !== MIRROR_PLAN_VERSION) {
    throw new PullproofError({
      code: 'mirror-invalid', what: 'this is no mirror plan of this version', expected: `"version": ${MIRROR_PLAN_VERSION}`, remedy: 'plan again',
    });
  }
  const problems = new Problems();
  for (const [name, check] of Object.entries(PLAN)) {
    const problem = firstProblem([[name, check(value[name])]]);
    problems.add(...(problem === undefined ? [] : [problem]));
  }
  problems.throwIfAny({ code: 'mirror-invalid', what: 'the mirror plan is malformed', remedy: 'plan again' });
  return value as unknown as MirrorPlan;
}

/** The first problem, with its place in front. */
function firstProblem(found: readonly (readonly [string, string | undefined])[]): string | undefined {
  const [place, problem] = found.find(([, text]) => text !== undefined) ?? [];
  return problem === undefined ? undefined : `${place}${/^[[.]/.test(problem) ? '' : ' '}${problem}`;
}
