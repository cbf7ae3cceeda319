import { tryParseReference } from '../../../image';
import type { Json } from '../../../manifest';
import type { MovedReference } from './moved-references';
import { isSameButReferences } from './same-but-references';

/**
 * References that were moved, looked for where none was found: in annotations, in variables that hold a name without its
 * tag, in texts that only their program understands. A chart that uses one value twice moves both.
 */
export class RepeatedReferences {
  readonly #moved: readonly MovedReference[];

  constructor(moved: readonly MovedReference[]) {
    const known = new Map(moved.map((one) => [`${one.before} ${one.after}`, one]));
    for (const { before, after } of moved) {
      const [name, movedName] = [nameIn(before), nameIn(after)];
      if (name.includes('/') && name !== movedName) {
        known.set(`${name} ${movedName}`, { before: name, after: movedName, isBase64: false });
      }
    }
    this.#moved = [...known.values()];
  }

  /** Whether two values differ by such references only. */
  public explain(before: Json | undefined, after: Json | undefined): boolean {
    return typeof before === 'string' && typeof after === 'string' && isSameButReferences(before, after, this.#moved);
  }
}

/** A reference as it is written, without tag and digest. */
function nameIn(text: string): string {
  return tryParseReference(text) === undefined ? text : text.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}
