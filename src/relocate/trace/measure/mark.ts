/** A value that stands for another one in a render, so that it can be recognised wherever it comes out. */
export interface Mark {
  /** Number of the mark, its own in all renders of a chart. */
  readonly id: number;
  /** Where the value stands. */
  readonly path: string;
  /** What the templates read there without the mark, or the part of it that is marked; empty when nothing stands there. */
  readonly original: string;
  /** What takes the place of that. It begins with the token of the mark. */
  readonly marked: string;
  /** The value as a whole, with the mark in it. */
  readonly value: string;
  /** What is recognised, wherever it comes out: `mk7zq`. */
  readonly token: string;
  /**
   * Whether the mark may well change the way in which the chart puts a reference together: it fills a value that is empty,
   * or gives a host to one that has none.
   */
  readonly isForcing: boolean;
}

/** What a mark looks like: a host, a path behind a host, or a whole reference. */
export type MarkForm = 'host' | 'name' | 'whole';

const TOKEN = /mk(\d{1,6})zq/gi;

/** What a mark of that number is recognised by. */
export function tokenOf(id: number): string {
  return `mk${id}zq`;
}

/**
 * The marked form of a text, as like the text as can be: a host in front stays one, the number of path components stays,
 * and so do tag and digest. Charts look at such things before they decide.
 *
 * @param hasHost whether the first component of the text is a host
 */
export function markText(text: string, id: number, hasHost: boolean): string {
  const slash = text.indexOf('/');
  return hasHost ? `${tokenOf(id)}.invalid${slash === -1 ? '' : text.slice(slash)}` : `${tokenOf(id)}-${text}`;
}

/** The marked form of a text that has no host, with one in front. */
export function markWithHost(text: string, id: number): string {
  return `${tokenOf(id)}.invalid/${text}`;
}

/** A mark for a value that is empty. */
export function markEmpty(id: number, form: MarkForm): string {
  switch (form) {
    case 'host': return `${tokenOf(id)}.invalid`;
    case 'name': return `${tokenOf(id)}.invalid/m`;
    case 'whole': return `${tokenOf(id)}.invalid/m:m`;
  }
}

/** A piece of a rendered text: what a template wrote, or a mark that came out whole. */
export type Piece = { readonly text: string; readonly mark?: undefined } | { readonly text: string; readonly mark: Mark };

/** A rendered text taken apart. */
export interface MarkedText {
  /** Its pieces, in order. */
  readonly pieces: readonly Piece[];
  /** Marks that came out changed: cut, in capitals, in pieces. */
  readonly torn: readonly Mark[];
}

/** Finds the marks in a rendered text. */
export function readMarks(text: string, marks: ReadonlyMap<number, Mark>): MarkedText {
  const pieces: Piece[] = [];
  const torn: Mark[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const mark = marks.get(Number(match[1]));
    if (mark === undefined || match.index < end) {
      continue;
    }
    if (!text.startsWith(mark.marked, match.index)) {
      torn.push(mark);
      continue;
    }
    if (match.index > end) {
      pieces.push({ text: text.slice(end, match.index) });
    }
    pieces.push({ text: mark.marked, mark });
    end = match.index + mark.marked.length;
  }
  if (end < text.length) {
    pieces.push({ text: text.slice(end) });
  }
  return { pieces, torn };
}

/** The marks of which a trace is left in a text. */
export function marksIn(text: string, marks: ReadonlyMap<number, Mark>): Mark[] {
  const found = [...text.matchAll(TOKEN)].map((match) => marks.get(Number(match[1]))).filter((mark) => mark !== undefined);
  return [...new Set(found)];
}
