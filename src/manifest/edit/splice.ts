/** A part of a text that becomes another. */
export interface Splice {
  /** Index of the first character that goes. */
  readonly start: number;
  /** Index after the last character that goes. */
  readonly end: number;
  /** What comes instead. */
  readonly text: string;
}

/** The text with every splice done. They must not overlap, and be in rising order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: replacement } of splices) {
    parts.push(text.slice(at, start), replacement);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** In rising order. */
export function sortSplices<T extends Splice>(splices: readonly T[]): T[] {
  return [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
}
