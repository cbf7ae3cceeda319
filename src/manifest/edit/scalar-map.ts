import type { Scalar } from 'yaml';

/** A stretch of a scalar's source that stands for itself. */
interface Run {
  /** Index in the value. */
  readonly value: number;
  /** Index in the source. */
  readonly source: number;
  /** Number of characters. */
  readonly length: number;
}

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

/** One line of a scalar's source without indentation, taken apart at its escapes. */
interface SourceLine {
  readonly pieces: readonly { readonly source: number; readonly value: string; readonly verbatim: boolean }[];
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain', QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double', BLOCK_LITERAL: 'block', BLOCK_FOLDED: 'block',
};

/** How a scalar node is written. */
export function styleOf(node: Scalar): ScalarStyle {
  return STYLES[node.type ?? 'PLAIN'] ?? 'plain';
}

/**
 * Says where the characters of a scalar's value stand in the text: behind indentation, between quotes, folded or not.
 *
 * It does not decode the scalar again: it lays the lines of the source along the value that the parser gave, and gives
 * up where they do not fit.
 */
export class ScalarMap {
  readonly #runs: readonly Run[];

  /**
   * @param text the whole text
   * @param start index of the scalar's first character, its quote or block indicator included
   * @param end index after its last
   */
  constructor(text: string, start: number, end: number, style: ScalarStyle, value: string) {
    this.#runs = align(sourceLines(text, start, end, style, value), value);
  }

  /** Index in the text of `value[start, end)`; `undefined` when it is spelled with escapes or runs over several lines. */
  public sourceOf(start: number, end: number): number | undefined {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#runs[middle]?.value ?? 0) <= start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const run = this.#runs[low - 1];
    return run !== undefined && end <= run.value + run.length ? run.source + start - run.value : undefined;
  }
}

function align(lines: Iterable<SourceLine>, value: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { pieces } of lines) {
    const content = pieces.map((piece) => piece.value).join('');
    const found = content === '' ? at : placeOf(content, value, at);
    if (found === undefined) {
      break;
    }
    at = found;
    for (const piece of pieces) {
      if (piece.verbatim) {
        runs.push({ value: at, source: piece.source, length: piece.value.length });
      }
      at += piece.value.length;
    }
  }
  return runs;
}

/** Between two lines the value has line feeds, the single space that folding leaves, or the rest of an empty line. */
function placeOf(content: string, value: string, from: number): number | undefined {
  let at = from;
  while ((value[at] === '\n' || value[at] === ' ') && !value.startsWith(content, at)) {
    at += 1;
  }
  return value.startsWith(content, at) ? at : undefined;
}

function* sourceLines(text: string, start: number, end: number, style: ScalarStyle, value: string): Generator<SourceLine> {
  const isBlock = style === 'block';
  const quotes = style === 'plain' || isBlock ? 0 : 1;
  const to = end - quotes;
  let from = isBlock ? text.indexOf('\n', start) + 1 : start + quotes;
  let indent: number | undefined;
  while (from > 0 && from <= to) {
    const lineFeed = text.indexOf('\n', from);
    const isLast = lineFeed === -1 || lineFeed >= to;
    const lineEnd = isLast ? to : lineFeed;
    const contentEnd = lineEnd > from && text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
    if (isBlock) {
      const spaces = leadingSpaces(text, from, contentEnd);
      if (from + spaces < contentEnd) {
        // The first line with content tells how deep the block is indented, unless it is indented further itself.
        indent ??= spaces - firstIndent(value);
        yield { pieces: [{ source: from + indent, value: text.slice(from + indent, contentEnd), verbatim: true }] };
      }
    } else {
      const isFirst = from === start + quotes;
      const left = isFirst ? from : from + leadingBlanks(text, from, contentEnd);
      const right = isLast ? contentEnd : trailingEnd(text, left, contentEnd);
      yield { pieces: pieces(text, left, right, style) };
    }
    if (isLast) {
      return;
    }
    from = lineFeed + 1;
  }
}

/** Spaces in front of the first line of a value that has other characters. */
function firstIndent(value: string): number {
  const first = /^(?: *\n)*( *)[^ \n]/.exec(value);
  return first?.[1]?.length ?? 0;
}

function leadingSpaces(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text[at] === ' ') {
    at += 1;
  }
  return at - from;
}

function leadingBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text[at] === ' ' || text[at] === '\t')) {
    at += 1;
  }
  return at - from;
}

function trailingEnd(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && (text[at - 1] === ' ' || text[at - 1] === '\t')) {
    at -= 1;
  }
  return at;
}

const ESCAPE = { plain: undefined, block: undefined, single: /''/g, double: /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])/g } as const;

function pieces(text: string, from: number, to: number, style: ScalarStyle): SourceLine['pieces'] {
  const line = text.slice(from, to);
  const escape = ESCAPE[style];
  if (escape === undefined) {
    return [{ source: from, value: line, verbatim: true }];
  }
  const result: { source: number; value: string; verbatim: boolean }[] = [];
  let at = 0;
  for (const match of line.matchAll(escape)) {
    result.push({ source: from + at, value: line.slice(at, match.index), verbatim: true });
    result.push({ source: from + match.index, value: decodeEscape(match[0]), verbatim: false });
    at = match.index + match[0].length;
  }
  // A backslash at the end of a line joins it with the next.
  const rest = line.slice(at);
  result.push({ source: from + at, value: style === 'double' && rest.endsWith('\\') ? rest.slice(0, -1) : rest, verbatim: true });
  return result;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0', a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', N: '\u0085', _: '\u00a0', L: '\u2028', P: '\u2029',
};

function decodeEscape(escape: string): string {
  if (escape === '\'\'') {
    return '\'';
  }
  const letter = escape.charAt(1);
  return 'xuU'.includes(letter) ? String.fromCodePoint(Number.parseInt(escape.slice(2), 16)) : ESCAPES[letter] ?? letter;
}
