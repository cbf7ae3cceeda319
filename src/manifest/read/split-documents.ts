/** A part of a stream that can be read by itself. */
export interface StreamPart {
  /** The text of the part. */
  readonly text: string;
  /** How many lines of the stream come before it. */
  readonly linesBefore: number;
}

/** Where a document begins: nothing inside a document can be at the start of a line and look like this. */
const MARKER = /^(?=---(?:[ \t\r\n]|$))/m;

/** What reaches beyond its document, or ends one without beginning another: directives, `...`; and tabs where there can be none. */
const BEYOND = /^(?:%|\t|\.\.\.(?:[ \t\r\n]|$))/m;

/** What holds no document: nothing but comments and empty lines. */
const EMPTY = /^(?:[ \t]*(?:#.*)?(?:\r?\n|$))*$/;

/**
 * Takes a stream apart at its `---`, so that documents that are known already need not be read again. A stream that
 * cannot be taken apart safely is one part: one with directives or `...`, with tabs at the start of a line, with bare
 * carriage returns, one of JSON, one with a byte order mark.
 */
export function splitDocuments(text: string): StreamPart[] {
  const first = text[0];
  if (BEYOND.test(text) || /\r(?!\n)/.test(text) || first === '{' || first === '[' || first === '\ufeff') {
    return [{ text, linesBefore: 0 }];
  }
  const [head = '', ...rest] = text.split(MARKER);
  // Comments in front of the first marker belong to the document behind it.
  const texts = rest.length > 0 && EMPTY.test(head) ? [head + (rest[0] ?? ''), ...rest.slice(1)] : [head, ...rest];
  let linesBefore = 0;
  return texts.map((part) => {
    const at = linesBefore;
    linesBefore += countLines(part);
    return { text: part, linesBefore: at };
  });
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}
