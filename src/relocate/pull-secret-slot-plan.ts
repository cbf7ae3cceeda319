import type { Json } from '../manifest';
import type { OverrideConflict, OverrideNote, SlotContext, SlotPlan } from './override-plan';
import { NOTHING_TO_DO } from './override-plan';
import { showValue } from './show-value';
import type { PullSecretShape, PullSecretSlot } from './slot';
import { holds } from './value-condition';
import { blockedAt, readValue } from './values-path';

/**
 * The value that names our pull secrets at one slot, if it has to change.
 *
 * Helm replaces lists as a whole, so secrets that the user or the chart name there are written again beside ours.
 *
 * @param names Names of the pull secrets, at least one.
 */
export function planPullSecretSlot(
  slot: PullSecretSlot, names: readonly string[], context: Pick<SlotContext, 'user' | 'effective'>,
): SlotPlan {
  const { user, effective } = context;
  if (!holds(slot.when, effective)) {
    return NOTHING_TO_DO;
  }
  const own = readValue(effective, slot.path);
  if (isEmpty(own) && slot.onlyIfSet === true) {
    return NOTHING_TO_DO;
  }
  const [path, current] = [slot.path, ...(slot.fallbacks ?? [])]
    .map((candidate): [string, Json | undefined] => [candidate, readValue(effective, candidate)])
    .find(([, value]) => !isEmpty(value)) ?? [slot.path, undefined];
  const listed = namesIn(current, slot.shape);
  if (typeof listed === 'string') {
    return { ...NOTHING_TO_DO, conflicts: [wrongShape(path, current, slot.shape, names, listed)] };
  }
  const added = (slot.addedFrom ?? []).flatMap((from) => looseNames(readValue(effective, from)));
  const missing = names.filter((name) => !listed.includes(name) && !added.includes(name));
  if (missing.length === 0) {
    return NOTHING_TO_DO;
  }
  if (slot.shape === 'name' && (listed.length > 0 || missing.length > 1)) {
    return { ...NOTHING_TO_DO, conflicts: [onlyOneName(path, current, missing)] };
  }
  const blocked = blockedAt(user, slot.path);
  if (blocked !== undefined) {
    return { ...NOTHING_TO_DO, conflicts: [notAMap(blocked, readValue(user, blocked), slot.path)] };
  }
  return {
    ...NOTHING_TO_DO,
    writes: [{ path: slot.path, value: printNames(current, missing, slot.shape) }],
    notes: listed.length > 0 ? [alsoListed(slot.path, path, listed, missing)] : [],
  };
}

/** The names in a value of the given shape, or what is wrong with it. */
function namesIn(value: Json | undefined, shape: PullSecretShape): string[] | string {
  if (isEmpty(value)) {
    return [];
  }
  if (shape === 'name') {
    return typeof value === 'string' ? [value] : 'it must be one name';
  }
  if (!Array.isArray(value)) {
    return 'it must be a list';
  }
  const wrong = value.find((entry) => !(shape !== 'objects' && typeof entry === 'string') && !(shape !== 'strings' && nameOf(entry) !== undefined));
  return wrong === undefined ? looseNames(value) : `its entries must be ${WORDS[shape]}`;
}

const WORDS: Readonly<Record<PullSecretShape, string>> = {
  'objects': 'maps with a `name`',
  'strings': 'names as texts',
  'objects-or-strings': 'names, or maps with a `name`',
  'name': 'one name',
};

function looseNames(value: Json | undefined): string[] {
  return (Array.isArray(value) ? value : [])
    .map((entry) => (typeof entry === 'string' ? entry : nameOf(entry)))
    .filter((name) => name !== undefined);
}

function nameOf(entry: Json): string | undefined {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry) && typeof entry.name === 'string' ? entry.name : undefined;
}

function printNames(current: Json | undefined, missing: readonly string[], shape: PullSecretShape): Json {
  if (shape === 'name') {
    return missing[0] ?? null;
  }
  const existing = Array.isArray(current) ? current : [];
  // A list that holds texts already gets texts: nobody has to ask which of two forms won.
  const asText = shape === 'strings' || (shape === 'objects-or-strings' && existing.some((entry) => typeof entry === 'string'));
  return [...existing, ...missing.map((name): Json => (asText ? name : { name }))];
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function alsoListed(path: string, from: string, listed: readonly string[], missing: readonly string[]): OverrideNote {
  const where = from === path ? '' : ` from ${from}`;
  return { path, text: `Helm replaces lists, so the whole list was written: ${listed.join(', ')}${where} and ${missing.join(', ')}` };
}

function wrongShape(path: string, value: Json | undefined, shape: PullSecretShape, names: readonly string[], problem: string): OverrideConflict {
  return {
    path,
    given: showValue(value),
    wanted: JSON.stringify(printNames(undefined, names, shape)),
    reason: `the pull secrets cannot be added: ${problem}`,
    remedy: 'write the list in the shape that the chart wants, or remove it',
  };
}

function onlyOneName(path: string, value: Json | undefined, missing: readonly string[]): OverrideConflict {
  return {
    path,
    given: showValue(value),
    wanted: missing.join(', '),
    reason: 'the chart takes one pull secret only here',
    remedy: 'remove the value, or put all credentials into one pull secret',
  };
}

function notAMap(path: string, value: Json | undefined, wanted: string): OverrideConflict {
  return {
    path,
    given: showValue(value),
    wanted: `a map that leads to ${wanted}`,
    reason: 'the chart has a map here',
    remedy: 'remove the value, or write it as a map',
  };
}
