import { PullproofError } from '../../../error';
import { imageName, tryParseReference } from '../../../image';
import type { ImageReference } from '../../../image';
import type { ImageMover } from '../../override-plan';
import type { TracedReference } from '../chart-trace';

/** What a reference has to become. */
export interface ImageGoal {
  /** The reference. */
  readonly reference: TracedReference;
  /**
   * Where it goes.
   *
   * @default - nowhere: it is no reference, or the relocation refuses it
   */
  readonly target?: ImageReference;
  /** The text that it has to become; the text that it has now, if it need not move. */
  readonly wanted: string;
  /**
   * Why it has to stay as it is although it is not where it belongs.
   *
   * @default - it need not
   */
  readonly stays?: string;
  /** Whether it only looks like a reference: what becomes of it does not matter to any other. */
  readonly isGuess: boolean;
}

/** What each reference of a chart has to become, in the same style: no part of it is added or left out. */
export function imageGoals(references: readonly TracedReference[], relocation: ImageMover): ImageGoal[] {
  const sources = references.map(({ text }) => tryParseReference(text));
  const known = new Set(references.flatMap(({ certainty }, index) => {
    const source = sources[index];
    return certainty === 'possible' || source === undefined ? [] : [imageName(source)];
  }));
  return references.map((reference, index): ImageGoal => {
    const { certainty, text } = reference;
    const source = sources[index];
    if (source === undefined) {
      return { reference, wanted: text, stays: 'it is no image reference', isGuess: false };
    }
    if (relocation.isPrivate(source)) {
      return { reference, target: source, wanted: text, isGuess: false };
    }
    const target = tryRelocate(source, relocation);
    if ('problem' in target) {
      return { reference, wanted: text, stays: target.problem, isGuess: false };
    }
    const isGuess = certainty === 'possible' && !known.has(imageName(source));
    return { reference, target, wanted: wantedText(text, target), isGuess, ...(isGuess ? { stays: 'it only looks like an image reference' } : {}) };
  });
}

/** The text that a reference becomes: another name, with the same tag and digest behind it. */
export function wantedText(text: string, target: ImageReference): string {
  return imageName(target) + text.slice(nameIn(text).length);
}

/** The name in a reference as it is written: without tag and digest, and with the host only if it has one. */
export function nameIn(text: string): string {
  const name = text.replace(/@.*$/s, '');
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
}

function tryRelocate(source: ImageReference, relocation: ImageMover): ImageReference | { readonly problem: string } {
  try {
    return relocation.relocate(source);
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      return { problem: [error.what, ...error.problems].join(': ') };
    }
    throw error;
  }
}
