import { closingQuote } from './closing-quote';

/** A line that ends in the header of a block scalar: what is indented more is text, whatever it looks like. */
const BLOCK_SCALAR = /(?:^|[\s:-])[|>][-+0-9]{0,2}\s*(?:#.*)?$/;

/** A key, behind dashes or not, whose value begins with a quote. */
const QUOTED_VALUE = /^\s*(?:- +)*[^\s'"#{[][^'"]*: (?=(['"]))/;

/**
 * Where the lines begin that continue a quoted value of a key, from the line after an index on.
 *
 * Spaces in front of them mean nothing to YAML. Text of block scalars is passed over, where they would.
 */
export function quotedLinesAfter(text: string, index: number): number[] {
  const lines: number[] = [];
  let block: number | undefined;
  for (let start = nextLine(text, index); start < text.length; start = nextLine(text, start)) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end === -1 ? text.length : end).trimEnd();
    const indent = line.length - line.trimStart().length;
    if (block !== undefined && (line === '' || indent > block)) {
      continue;
    }
    block = BLOCK_SCALAR.test(line) ? indent : undefined;
    const key = QUOTED_VALUE.exec(line);
    const closing = key === null ? -1 : closingQuote(text, start + key[0].length + 1, key[1] ?? '');
    while (closing !== -1 && nextLine(text, start) <= closing) {
      start = nextLine(text, start);
      lines.push(start);
    }
  }
  return lines;
}

function nextLine(text: string, index: number): number {
  const end = text.indexOf('\n', index);
  return end === -1 ? text.length : end + 1;
}
