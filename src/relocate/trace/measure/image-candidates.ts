import { DOCKER_HUB_HOST, tryParseReference } from '../../../image';
import { isJsonObject } from '../../../manifest';
import type { Json, JsonObject } from '../../../manifest';
import { printValuesPath } from '../../values-path';
import { nameIn } from '../solve/image-goal';
import { hasImageName, holdsImage, isNeverImage } from './image-keys';

/** A value that may be part of a reference, or a whole one. */
export interface ImageCandidate {
  /** Where it stands. */
  readonly path: string;
  /** The whole text that stands there. */
  readonly text: string;
  /** The part of the text that may be marked and replaced. */
  readonly inner: string;
  /** What stands before that part. */
  readonly before: string;
  /** What stands behind it. */
  readonly after: string;
  /** Whether the part begins with a host. */
  readonly hasHost: boolean;
  /** Whether it is likely to be what it looks like; a single word under a key that says nothing about images is not. */
  readonly isLikely: boolean;
}

/** Longer texts are no reference, and hold one only where they are a script or a document. */
const LONGEST = 520;

/** Texts with such words are not searched for references: what surrounds a reference is written into the trace. */
const SECRET_WORD = /pass(?:word|wd|phrase)|secret|token|api[-_]?key|credential|private[-_]?key|:\/\/[^/\s]*@/i;

/** Longer texts are not searched for references. */
const LONGEST_SEARCHED = 65536;

/**
 * The texts among values that are components of references of the chart, whole references, or longer texts that hold
 * one.
 *
 * @param references texts of references as the chart renders them
 */
export function findImageCandidates(references: readonly string[], values: JsonObject): ImageCandidate[] {
  const components = new ComponentIndex(references);
  const found: ImageCandidate[] = [];
  const visit = (value: Json, steps: readonly (string | number)[], around: Json | undefined): void => {
    if (typeof value === 'string') {
      const match = components.match(value);
      const key = steps.findLast((step) => typeof step === 'string') ?? '';
      if (match !== undefined && (/[/:@]/.test(match.inner) || !isNeverImage(key))) {
        const isTelling = hasImageName(steps) || (isJsonObject(around) && holdsImage(around));
        const isPublic = !steps.some((step) => typeof step === 'string' && step.startsWith('_'));
        found.push({ ...match, path: printValuesPath(steps), text: value, isLikely: isPublic && (match.isLikely || isTelling) });
      }
    } else if (Array.isArray(value)) {
      value.forEach((entry, index) => visit(entry, [...steps, index], around));
    } else if (isJsonObject(value)) {
      Object.entries(value).forEach(([key, entry]) => visit(entry, [...steps, key], value));
    }
  };
  visit(values, [], undefined);
  return found;
}

type Match = Pick<ImageCandidate, 'inner' | 'before' | 'after' | 'hasHost' | 'isLikely'>;

/** Every run of components of some references. */
class ComponentIndex {
  /** Run to whether it begins with a host. */
  readonly #runs = new Map<string, boolean>();
  readonly #names = new Map<string, boolean>();
  readonly #whole: readonly string[];

  constructor(references: readonly string[]) {
    this.#whole = [...new Set(references)].sort((a, b) => b.length - a.length);
    for (const text of this.#whole) {
      const reference = tryParseReference(text);
      if (reference !== undefined) {
        const name = nameIn(text);
        const hasHost = name.startsWith(`${reference.registry}/`) || name.startsWith('index.docker.io/');
        this.#add(name, text.slice(name.length), hasHost);
        if (!hasHost && reference.registry === DOCKER_HUB_HOST) {
          [DOCKER_HUB_HOST, 'index.docker.io'].forEach((host) => this.#add(`${host}/${reference.repository}`, text.slice(name.length), true));
        }
      }
    }
  }

  public match(text: string): Match | undefined {
    const inner = text.replace(/\/+$/, '');
    const hasHost = inner.length > LONGEST ? undefined : this.#runs.get(inner);
    if (hasHost !== undefined) {
      return { inner, before: '', after: text.slice(inner.length), hasHost, isLikely: hasHost || inner.includes('/') };
    }
    return text.includes('/') && text.length <= LONGEST_SEARCHED && !SECRET_WORD.test(text) ? this.#beginning(inner, text) ?? this.#inside(text) : undefined;
  }

  /** A text that a template goes on with: `quay.io/team/app`, where the image is `quay.io/team/app-slim`. */
  #beginning(inner: string, text: string): Match | undefined {
    if (inner.length > LONGEST || !inner.includes('/')) {
      return undefined;
    }
    for (const [name, hasHost] of this.#names) {
      const at = `/${name}`.indexOf(`/${inner}`);
      if (at !== -1) {
        return { inner, before: '', after: text.slice(inner.length), hasHost: hasHost && at === 0, isLikely: true };
      }
    }
    return undefined;
  }

  /** A text that holds a reference once, such as an argument. */
  #inside(text: string): Match | undefined {
    for (const reference of this.#whole) {
      const at = reference.includes('/') || reference.includes(':') ? text.indexOf(reference) : -1;
      const end = at + reference.length;
      if (at === -1 || /[\w./@:-]/.test(text.charAt(at - 1)) || /^[\w/@-]|^[.:]\w/.test(text.slice(end, end + 2)) || text.indexOf(reference, end) !== -1) {
        continue;
      }
      return { inner: reference, before: text.slice(0, at), after: text.slice(end), hasHost: this.#runs.get(reference) ?? false, isLikely: true };
    }
    return undefined;
  }

  #add(name: string, suffix: string, hasHost: boolean): void {
    const components = name.split('/');
    this.#names.set(name, hasHost);
    for (let from = 0; from < components.length; from++) {
      for (let to = from + 1; to <= components.length; to++) {
        const run = components.slice(from, to).join('/');
        this.#run(run, hasHost && from === 0);
        if (to === components.length && suffix !== '') {
          this.#run(run + suffix, hasHost && from === 0);
          this.#run(run + suffix.replace(/@.*$/, ''), hasHost && from === 0);
          this.#run(run + suffix.replace(/^:[^@]*/, ''), hasHost && from === 0);
        }
      }
    }
  }

  #run(text: string, hasHost: boolean): void {
    this.#runs.set(text, hasHost || (this.#runs.get(text) ?? false));
  }
}
