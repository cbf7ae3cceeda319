import { isJsonObject, valueAt } from '../../../manifest';
import type { Json, JsonObject, Path } from '../../../manifest';
import { parseValuesPath } from '../../values-path';
import { groupBy } from '../group-by';
import type { TemplateRead } from '../template-reads';
import { holdsImage, isImageKey, isNeverImage } from './image-keys';
import type { MarkForm } from './mark';

/** A value that is empty, or missing, and may take part in references once it is set. */
export interface EmptyCandidate {
  /** Where it stands. */
  readonly path: string;
  /** What it probably wants. */
  readonly form: MarkForm;
  /** Files of the templates that read it. */
  readonly files: readonly string[];
}

/** Keys of hosts, and of paths that lead up to a name. */
const LEADING = /regist|hub$|mirror|host$|prefix$|domain$|root$|base$|server$/i;

/** Keys of a whole reference. */
const WHOLE = /(?:image|img|imageref|imageoverride)$/i;

/** Keys of parts, right below a key that speaks of images. */
const PART = /^(?:name|path|repo|repository|registry|host|hub|prefix|domain|org|organi[sz]ation|server|source)$/i;

/** Parts of tags. */
const TAG_PART = /tag|suffix|variant|flavou?r|arch/i;

/** What a key says beyond the image that it is about: `workerImageRegistry`. */
const PART_OF_KEY = /(?:registry|repository|repo|name|host|hub|prefix|domain|path)$/i;

/**
 * The values that templates read, that are empty or missing, and whose names or places in the output speak of images.
 * Values that are templates themselves count too: what they come to cannot be seen in them.
 *
 * @returns rounds to try them in, for values that are set at once hide each other: those for many images; one part of each
 *   image; all parts of the images that have several
 */
export function findEmptyCandidates(reads: readonly TemplateRead[], values: JsonObject): EmptyCandidate[][] {
  const found = reads.flatMap((read): (EmptyCandidate & { readonly steps: Path })[] => {
    if (read.below || read.path.includes('[*]') || !read.uses.includes('printed')) {
      return [];
    }
    const steps = tryParsePath(read.path);
    const key = lastKey(steps);
    if (isNeverImage(key) || TAG_PART.test(key) || !(read.forImage || speaksOfImage(steps)) || !isVacant(values, steps)) {
      return [];
    }
    return [{ path: read.path, steps, form: WHOLE.test(key) ? 'whole' : LEADING.test(key) ? 'host' : 'name', files: read.files }];
  });
  const [common, own] = partition(found, ({ form, steps }) => isCommon(form, steps, values));
  const images = [...groupBy(own, ({ steps }) => JSON.stringify([...steps.slice(0, -1), lastKey(steps).replace(PART_OF_KEY, '')])).values()];
  return [
    common,
    images.flatMap((parts) => parts.find(({ form }) => form === 'host') ?? parts.find(({ form }) => form === 'whole') ?? parts[0] ?? []),
    images.filter((parts) => parts.length > 1).flat(),
  ];
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter((one) => isFirst(one)), all.filter((one) => !isFirst(one))];
}

/** Whether a value is one for many images: a global one, or a registry that does not stand beside the name of an image. */
function isCommon(form: MarkForm, steps: Path, values: JsonObject): boolean {
  const around = valueAt(values, steps.slice(0, -1));
  const isBesideName = isImageKey(lastKey(steps.slice(0, -1))) || (isJsonObject(around) && steps.length > 1 && holdsImage(around));
  return steps.includes('global') || (form === 'host' && !isBesideName);
}

function lastKey(steps: Path): string {
  return steps.findLast((step) => typeof step === 'string') ?? '';
}

/** Whether the last key on the way to a value speaks of images, or is a part of what the key before it speaks of. */
function speaksOfImage(steps: readonly (string | number)[]): boolean {
  const [key = '', parent = ''] = steps.filter((step) => typeof step === 'string').reverse();
  return isImageKey(key) || (isImageKey(parent) && PART.test(key));
}

/** What templates ask for may be no key that anybody could write. */
function tryParsePath(path: string): (string | number)[] {
  try {
    return parseValuesPath(path);
  } catch {
    return [];
  }
}

/** Whether nothing stands at a path, and whether the maps on the way are there or are only those of global values. */
function isVacant(values: JsonObject, steps: readonly (string | number)[]): boolean {
  if (steps.length === 0) {
    return false;
  }
  let current: Json | undefined = values;
  for (const [index, step] of steps.entries()) {
    if (current === undefined || current === null) {
      // A map that is missing may switch something on by being there.
      return steps[0] === 'global' && index > 0;
    }
    if (typeof step === 'number' ? !Array.isArray(current) : !isJsonObject(current)) {
      return false;
    }
    current = (current as Record<string | number, Json>)[step];
  }
  return current === undefined || current === null || current === '' || (typeof current === 'string' && current.includes('{{'));
}
