import { isJsonObject } from '../../manifest';
import type { Json, JsonObject } from '../../manifest';
import type { PullSecretShape } from '../slot';
import { parseValuesPath, printValuesPath, readValue } from '../values-path';
import type { TemplateRead } from './template-reads';

/** A value that may name pull secrets. */
export interface PullSecretCandidate {
  /** Where it stands. */
  readonly path: string;
  /** What stands there for the templates; `undefined` when nothing does. */
  readonly current: Json | undefined;
  /** Forms that it may take, the likeliest first. */
  readonly shapes: readonly PullSecretShape[];
  /** How many charts and components it is for: values that are for more hide behind those that are for fewer. */
  readonly breadth: 'global' | 'chart' | 'component';
}

const NAMED = /pull[-_]?secrets?(?:[-_]?names?|list)?$/i;
/** Keys that speak of pull secrets only where a template prints them below `imagePullSecrets`. */
const LIKELY_HERE = /secret|pull|cred|docker|regcred|^name$/i;
/** What stands beside the names of secrets, or is the secret itself. */
const NEVER = /pass(?:word|wd)|json|user|mail|token|data|create|enabled|fullname|nameoverride|value|server|annotation|label|key$/i;

/**
 * The values that may name pull secrets: those that templates read and that are called so, or are printed where pull
 * secrets stand, and those that the values hold.
 *
 * @param reads what the templates of the chart read
 * @param values what they see
 */
export function pullSecretCandidates(reads: readonly TemplateRead[], values: JsonObject): PullSecretCandidate[] {
  const byPath = new Map(reads.map((read) => [read.path, read]));
  const paths = new Set([...reads.filter((read) => isCandidate(read, byPath)).map(({ path }) => path), ...named(values)]);
  return [...paths].filter((path) => !path.includes('[*]') && !isHandedDown(path)).sort().flatMap((path) => {
    const current = readValue(values, path) ?? undefined;
    const shapes = shapesOf(path, current, byPath);
    return shapes.length === 0 ? [] : [{ path, current, shapes, breadth: breadthOf(path) }];
  });
}

function isCandidate({ path, uses, forPullSecrets, below }: TemplateRead, reads: ReadonlyMap<string, TemplateRead>): boolean {
  const key = lastKey(path);
  if (NEVER.test(key) || uses.every((use) => use === 'tested')) {
    return false;
  }
  return NAMED.test(key) || (forPullSecrets && LIKELY_HERE.test(lastKeys(path)) && (!below || uses.includes('yaml') || uses.includes('ranged')))
    || (key === 'name' && NAMED.test(lastKey(path.slice(0, -'.name'.length))) && !reads.has(path.slice(0, -'.name'.length)));
}

/** The path with its last two keys only, for `registry.secretName`. */
function lastKeys(path: string): string {
  return path.includes('[*]') ? '' : parseValuesPath(path).slice(-2).join('.');
}

function lastKey(path: string): string {
  return path === '' || path.includes('[*]') ? '' : String(parseValuesPath(path).findLast((step) => typeof step === 'string') ?? '');
}

/** Paths of values that are called like pull secrets. */
function named(values: Json, steps: readonly (string | number)[] = []): string[] {
  const entries: [string | number, Json][] = Array.isArray(values) ? [...values.entries()] : isJsonObject(values) ? Object.entries(values) : [];
  return entries.filter(([step]) => step !== '').flatMap(([step, value]) => {
    const path = [...steps, step];
    return typeof step === 'string' && NAMED.test(step) && !isJsonObject(value) ? [printValuesPath(path)] : named(value, path);
  });
}

/** The global values of a sub-chart are those of the whole, which are asked themselves. */
function isHandedDown(path: string): boolean {
  return parseValuesPath(path).indexOf('global') > 0;
}

function breadthOf(path: string): PullSecretCandidate['breadth'] {
  const steps = parseValuesPath(path);
  return steps[0] === 'global' ? 'global' : steps.length <= 2 && NAMED.test(String(steps.at(-1))) ? 'chart' : 'component';
}

/** What the default says goes first, then what the templates do with it. */
function shapesOf(path: string, current: Json | undefined, reads: ReadonlyMap<string, TemplateRead>): PullSecretShape[] {
  if (Array.isArray(current) && current.length > 0) {
    const texts = current.filter((entry) => typeof entry === 'string').length;
    return texts === current.length ? ['strings'] : texts === 0 ? ['objects'] : ['objects-or-strings'];
  }
  if (Array.isArray(current)) {
    return prefersStrings(path, reads) ? ['strings', 'objects'] : ['objects', 'strings'];
  }
  if (typeof current === 'string') {
    return current === '' && isList(path, reads) ? ['objects', 'strings', 'name'] : ['name'];
  }
  if (current !== undefined) {
    return [];
  }
  const lists: PullSecretShape[] = prefersStrings(path, reads) ? ['strings', 'objects'] : ['objects', 'strings'];
  return isList(path, reads) || /secrets$/i.test(path) ? [...lists, 'name'] : ['name', ...lists];
}

function isList(path: string, reads: ReadonlyMap<string, TemplateRead>): boolean {
  return reads.get(path)?.uses.some((use) => use === 'ranged' || use === 'yaml') === true;
}

/** Elements that are only ever printed themselves: where one is asked for its type or its `name`, maps are fine. */
function prefersStrings(path: string, reads: ReadonlyMap<string, TemplateRead>): boolean {
  return reads.get(`${path}[*]`)?.uses.join() === 'printed' && !reads.has(`${path}[*].name`) && !reads.get(path)?.uses.includes('yaml');
}
