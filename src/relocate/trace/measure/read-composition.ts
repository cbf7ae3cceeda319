import type { CompositionPart } from '../chart-trace';
import { marksIn, readMarks } from './mark';
import type { Mark, Piece } from './mark';
import type { ReferenceWindow } from './reference-window';

/** What a marked render says about one reference. */
export interface CompositionReading {
  /**
   * - `kept`: with the marked values put back it is the reference of the chart as it is;
   * - `forced`: marks made the chart put it together in another way, and that way can be read;
   * - `unreadable`: something else came out.
   */
  readonly kind: 'kept' | 'forced' | 'unreadable';
  /** The pieces, for `kept` and `forced`; adjacent texts are one. */
  readonly parts: readonly CompositionPart[];
  /** The marks in those pieces; for `unreadable`, the marks of which anything is left in the text. */
  readonly marks: readonly Mark[];
}

/** Reads how the reference in a window is put together from the same line of a marked render. */
export function readComposition(window: ReferenceWindow, marked: string, marks: ReadonlyMap<number, Mark>): CompositionReading {
  const { line } = window;
  const { pieces, torn } = readMarks(marked, marks);
  const restored = pieces.map(restore).join('');
  const place = torn.length === 0 ? placeIn(restored, window) : undefined;
  const inside = place === undefined ? undefined : cut(pieces, place.start, place.end);
  if (place === undefined || inside === undefined) {
    return { kind: 'unreadable', parts: [], marks: marksIn(marked, marks) };
  }
  const parts: CompositionPart[] = [];
  for (const { mark, text } of inside) {
    const before = parts.at(-1);
    if (mark !== undefined) {
      parts.push({ type: 'value', path: mark.path });
    } else if (before?.type === 'text') {
      parts[parts.length - 1] = { type: 'text', text: before.text + text };
    } else {
      parts.push({ type: 'text', text });
    }
  }
  return {
    kind: restored.slice(place.start, place.end) === line.slice(window.start, window.end) ? 'kept' : 'forced',
    parts,
    marks: inside.flatMap(({ mark }) => mark ?? []),
  };
}

/** Where the reference stands in the line of another render: between the same texts, or, where these changed too, wherever it stands as it was. */
function placeIn(restored: string, { end, line, start }: ReferenceWindow): { readonly start: number; readonly end: number } | undefined {
  const last = restored.length - (line.length - end);
  if (last >= start && restored.startsWith(line.slice(0, start)) && restored.endsWith(line.slice(end))) {
    return { start, end: last };
  }
  const text = line.slice(start, end);
  const before = occurrences(line, text);
  const after = occurrences(restored, text);
  const at = after.length === before.length ? after[before.indexOf(start)] : undefined;
  return at === undefined ? undefined : { start: at, end: at + text.length };
}

/** Where a reference stands in a line by itself. */
function occurrences(line: string, text: string): number[] {
  const found: number[] = [];
  for (let at = line.indexOf(text); at !== -1; at = line.indexOf(text, at + 1)) {
    if (!/[\w./@:-]/.test(line.charAt(at - 1)) && !/^[\w/@-]|^[.:]\w/.test(line.slice(at + text.length, at + text.length + 2))) {
      found.push(at);
    }
  }
  return found;
}

function restore({ mark, text }: Piece): string {
  return mark === undefined || mark.isForcing ? text : mark.original;
}

/** The pieces between two indices of the restored text; `undefined` when one of the indices is inside a marked value. */
function cut(pieces: readonly Piece[], start: number, end: number): Piece[] | undefined {
  const inside: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const from = at;
    at += restore(piece).length;
    if (at <= start || from >= end) {
      continue;
    }
    if (from >= start && at <= end) {
      inside.push(piece);
    } else if (piece.mark === undefined) {
      inside.push({ text: piece.text.slice(Math.max(0, start - from), end - from) });
    } else {
      return undefined;
    }
  }
  return inside;
}
