import type { TracedKey } from '../chart-trace';
import type { EmptyCandidate } from './empty-candidates';
import type { ImageCandidate } from './image-candidates';
import { markEmpty, markText, markWithHost, tokenOf } from './mark';
import type { Mark } from './mark';

/** Makes marks for values, each with a number of its own, and remembers what stood in their places. */
export class ImageMarks {
  /** Marks by number. */
  public readonly byId = new Map<number, Mark>();
  readonly #keys = new Map<string, TracedKey>();

  /** The values that were marked, by path. */
  public get keys(): ReadonlyMap<string, TracedKey> {
    return this.#keys;
  }

  /** A mark for a text, as like it as can be. */
  public forText(candidate: ImageCandidate): Mark {
    return this.#replace(candidate, (id) => markText(candidate.inner, id, candidate.hasHost), false);
  }

  /** A mark for a text without a host, with one. */
  public withHost(candidate: ImageCandidate): Mark {
    return this.#replace(candidate, (id) => markWithHost(candidate.inner, id), true);
  }

  /** A mark for a value that is empty. */
  public forEmpty({ form, path }: EmptyCandidate, text?: string): Mark {
    this.#keys.set(path, { path, ...(text === undefined ? {} : { text }) });
    return this.#add((id) => {
      const marked = markEmpty(id, form);
      return { id, path, original: '', marked, value: marked, token: tokenOf(id), isForcing: true };
    });
  }

  #replace({ after, before, inner, path, text }: ImageCandidate, marked: (id: number) => string, isForcing: boolean): Mark {
    this.#keys.set(path, { path, text, ...(before === '' && after === '' ? {} : { within: { before, after } }) });
    return this.#add((id) => ({ id, path, original: inner, marked: marked(id), value: before + marked(id) + after, token: tokenOf(id), isForcing }));
  }

  #add(make: (id: number) => Mark): Mark {
    const mark = make(this.byId.size + 1);
    this.byId.set(mark.id, mark);
    return mark;
  }
}
