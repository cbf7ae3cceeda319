import { isSecretKey } from '../../../helm';
import type { Json, Resource } from '../../../manifest';
import { showValue } from '../../show-value';
import { stepsOf } from './place';
import type { Place } from './place';

/** A difference in words: both sides, as far as they may be shown. */
export interface ShownSides {
  readonly before?: string;
  readonly after?: string;
}

const NAMES_OF_SECRETS = /pull[-_.]?secrets?(?:[-_.]?names?)?$/i;

/**
 * Both sides of a difference, cut to what fits on a line, with `***` for what may be a secret.
 *
 * @param label the key that the values stand under, or the name of the variable whose value they are
 */
export function showSides(resource: Resource, place: Place, label: string, before: Json | undefined, after: Json | undefined): ShownSides {
  const isHidden = isSecretText(resource, place, label);
  const [mine, theirs] = typeof before === 'string' && typeof after === 'string' ? firstDifferentLine(before, after) : [before, after];
  const show = (value: Json | undefined): string | undefined => (value === undefined ? undefined : isHidden ? '***' : showValue(value));
  const [left, right] = [show(mine), show(theirs)];
  return { ...(left === undefined ? {} : { before: left }), ...(right === undefined ? {} : { after: right }) };
}

function isSecretText(resource: Resource, place: Place, label: string): boolean {
  const [top] = place.path;
  return (resource.kind === 'Secret' && (top === 'data' || top === 'stringData'))
    || [...stepsOf(place), label].some((step) => typeof step === 'string' && isSecretKey(step) && !NAMES_OF_SECRETS.test(step));
}

/** Long texts differ in a line or two. */
function firstDifferentLine(before: string, after: string): [string, string] {
  const left = before.split('\n');
  const right = after.split('\n');
  const at = left.findIndex((line, index) => line !== right[index]);
  const line = at < 0 ? left.length : at;
  return left.length === 1 && right.length === 1 ? [before, after] : [left[line] ?? '', right[line] ?? ''];
}
