import { formatPath } from '../../../manifest';
import type { EmbeddedPlace, Path } from '../../../manifest';

/** A place in an object: a path, and for documents inside strings the number of the document and the path in it, level by level. */
export interface Place {
  /** Path in the object. */
  readonly path: Path;
  /** Documents inside strings, outermost first. */
  readonly embedded: readonly EmbeddedPlace[];
}

/** The top of an object. */
export const TOP: Place = { path: [], embedded: [] };

/** One step further in. */
export function inside({ path, embedded }: Place, step: string | number): Place {
  const last = embedded.at(-1);
  return last === undefined
    ? { path: [...path, step], embedded }
    : { path, embedded: [...embedded.slice(0, -1), { ...last, path: [...last.path, step] }] };
}

/** Into a document inside the string at a place. */
export function intoDocument({ path, embedded }: Place, document: number): Place {
  return { path, embedded: [...embedded, { document, path: [] }] };
}

/** Every step, those of the documents too. */
export function stepsOf({ path, embedded }: Place): Path {
  return [...path, ...embedded.flatMap((one) => one.path)];
}

/** A text that is the same for the same place. */
export function placeKey({ path, embedded }: Place): string {
  return JSON.stringify([path, ...embedded.map((one) => [one.document, ...one.path])]);
}

/** The place as people write it: `data["agent.yaml"] > spec.image`. */
export function printPlace({ path, embedded }: Place): string {
  return [path, ...embedded.map((one) => one.path)].map((one) => formatPath(one)).filter((text) => text !== '').join(' > ');
}
