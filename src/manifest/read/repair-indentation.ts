import type { YAMLParseError } from 'yaml';
import { closingQuote } from './closing-quote';
import { quotedLinesAfter } from './quoted-lines';

/** A text with spaces put in, and the way back to the text it was. */
export interface RepairedText {
  /** The text with the spaces. */
  readonly text: string;
  /** Index in the original text of an index into this one. */
  toSource(offset: number): number;
}

/** How often a text may be parsed again, and how many characters that may come to. */
const MAX_ATTEMPTS = 100;
const MAX_CHARACTERS = 20_000_000;

/** More than any block is indented. */
const INDENT = ' '.repeat(200);

/**
 * Makes a text readable that is wrong only in the indentation of lines inside quotes or brackets.
 *
 * YAML wants such lines indented more than the block around them; Kubernetes' parser does not mind, and charts rely on
 * it (`command: ['sh', '-c', '…` with the closing quote on a line of its own). Leading spaces mean nothing in these
 * places, so the value stays the same.
 *
 * @param first what the parser says about the text
 * @param firstError what the parser says about any text; `undefined` when it is content
 * @returns `undefined` when the text has other errors
 */
export function repairIndentation(
  text: string, first: YAMLParseError, firstError: (text: string) => YAMLParseError | undefined,
): RepairedText | undefined {
  const insertions: number[] = [];
  let current = text;
  let error: YAMLParseError | undefined = first;
  const attempts = Math.min(MAX_ATTEMPTS, Math.floor(MAX_CHARACTERS / (text.length + 1)));
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (error === undefined) {
      return { text: current, toSource: (offset) => unshift(offset, insertions) };
    }
    const lines = linesToIndent(current, error);
    if (lines.length === 0) {
      return undefined;
    }
    for (const line of lines.reverse()) {
      current = current.slice(0, line) + INDENT + current.slice(line);
      insertions.forEach((at, index) => {
        insertions[index] = at >= line ? at + INDENT.length : at;
      });
      insertions.push(line);
    }
    error = firstError(current);
  }
  return undefined;
}

/** Where the lines begin that the error is about. */
function linesToIndent(text: string, error: YAMLParseError): number[] {
  const at = error.pos[0];
  if (error.code === 'BAD_INDENT' && error.message.startsWith('Flow ')) {
    const line = text.lastIndexOf('\n', at - 1) + 1;
    return line > 0 && line < text.length && text.slice(line, at).trim() === '' ? [line] : [];
  }
  const quote = /^Missing closing (["'])/.exec(error.message)?.[1];
  if (error.code !== 'MISSING_CHAR' || quote === undefined) {
    return [];
  }
  const end = closingQuote(text, at, quote);
  const lines: number[] = [];
  for (let line = text.indexOf('\n', at); line !== -1 && line < end; line = text.indexOf('\n', line + 1)) {
    lines.push(line + 1);
  }
  // Custom resource definitions have hundreds of such descriptions: one attempt for each would take minutes.
  return lines.length === 0 ? [] : [...lines, ...quotedLinesAfter(text, end)];
}

function unshift(offset: number, insertions: readonly number[]): number {
  const before = insertions.filter((at) => at < offset);
  const own = before.find((at) => offset < at + INDENT.length);
  // A place inside spaces that were put in is the beginning of their line.
  return own === undefined ? offset - before.length * INDENT.length : own - (before.length - 1) * INDENT.length;
}
