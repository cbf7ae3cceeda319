import type { JsonObject } from '../manifest';
import type { ImageFields, ImageSlot } from './slot';
import { parseValuesPath, readValue } from './values-path';
import { fillPath } from './values-template';

const FIELDS = ['whole', 'registry', 'repository', 'tag', 'digest'] as const;

/** Every element of a list. */
const EACH = '[*]';

/**
 * Slots with the paths that they have for given values: braces are filled, and a slot for each element of a list
 * (`containers[*].image`) becomes one slot for every element that is there.
 *
 * A slot whose braces cannot be filled is left out: there is no such place then.
 */
export function resolveSlots(slots: readonly ImageSlot[], effective: JsonObject): ImageSlot[] {
  return slots.flatMap((slot) => expand(slot.fields, effective).flatMap((fields) => {
    const filled = fillFields(fields, effective);
    return filled === undefined ? [] : [{ ...slot, fields: filled }];
  }));
}

function expand(fields: ImageFields, effective: JsonObject): ImageFields[] {
  const path = FIELDS.map((name) => fields[name]).find((candidate) => candidate?.includes(EACH) === true);
  if (path === undefined) {
    return [fields];
  }
  const start = path.slice(0, path.indexOf(EACH));
  const list = readValue(effective, start);
  return (Array.isArray(list) ? list : []).flatMap((_, index) => expand(replaceStart(fields, `${start}${EACH}`, `${start}[${index}]`), effective));
}

function replaceStart(fields: ImageFields, from: string, to: string): ImageFields {
  const replaced = FIELDS.map((name) => [name, fields[name]] as const)
    .map(([name, path]) => [name, path?.startsWith(from) === true ? to + path.slice(from.length) : path]);
  return { ...fields, ...Object.fromEntries(replaced) as Partial<ImageFields> };
}

function fillFields(fields: ImageFields, effective: JsonObject): ImageFields | undefined {
  const filled: { -readonly [name in keyof ImageFields]: ImageFields[name] } = { ...fields };
  for (const name of FIELDS) {
    const path = fields[name];
    const whole = path === undefined ? undefined : fillPath(path, effective);
    if (path !== undefined && whole === undefined) {
      return undefined;
    }
    if (whole !== undefined) {
      parseValuesPath(whole);
      filled[name] = whole;
    }
  }
  return filled;
}
