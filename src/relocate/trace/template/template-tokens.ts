/** A piece of an action: what stands between `{{` and `}}`. */
export interface Token {
  readonly kind: 'field' | 'variable' | 'word' | 'text' | 'other' | 'dot' | 'sign';
  /** Name without the leading dot; text without quotes; the sign. */
  readonly value: string;
  /** Whether white space stands before it: `.a .b` are two things, `.a.b` is one. */
  readonly spaced: boolean;
}

/** A stretch of a template: a text that is printed as it is, or an action. */
export type Segment = { readonly type: 'text'; readonly text: string } | { readonly type: 'action'; readonly tokens: readonly Token[] };

/** One token; every alternative begins with a character of its own, so none is tried twice over a long text. */
const TOKEN = /(\s*)(?:\.([\p{L}_][\p{L}\p{N}_]*)|(\.)(?!\d)|(\$[\p{L}\p{N}_]*)|([\p{L}_][\p{L}\p{N}_]*)|("(?:[^"\\\n]|\\.)*")|`([^`]*)`|('(?:[^'\\\n]|\\.)*'|[-+]?[\d.][\w.]*)|(:=|[=|(),]))/uy;
const COMMENT = /-?\s*\/\*/y;
const END = /\s*-?\}\}/y;

/** Cuts a template into texts and actions. What is no template at all comes back as one text. */
export function segmentsOf(template: string): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf('{{', at);
    const text = textBetween(template, at, open);
    if (text !== '') {
      segments.push({ type: 'text', text });
    }
    if (open < 0) {
      break;
    }
    COMMENT.lastIndex = open + 2;
    if (COMMENT.test(template)) {
      const end = template.indexOf('*/', COMMENT.lastIndex);
      const close = end < 0 ? -1 : template.indexOf('}}', end);
      at = close < 0 ? template.length : close + 2;
    } else {
      const tokens: Token[] = [];
      at = readAction(template, open + 2, tokens);
      segments.push({ type: 'action', tokens });
    }
  }
  return segments;
}

/** The text between two actions, less the white space that they trim away. */
function textBetween(template: string, from: number, open: number): string {
  const text = template.slice(from, open < 0 ? template.length : open);
  const trimmed = from >= 3 && template.startsWith('-}}', from - 3) ? text.trimStart() : text;
  return open >= 0 && /^-\s/.test(template.slice(open + 2, open + 4)) ? trimmed.trimEnd() : trimmed;
}

/** Reads the tokens of an action, and returns where the text goes on. */
function readAction(template: string, start: number, tokens: Token[]): number {
  let at = /^-\s/.test(template.slice(start, start + 2)) ? start + 1 : start;
  for (;;) {
    END.lastIndex = at;
    if (END.test(template)) {
      return END.lastIndex;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(template);
    if (match === null) {
      // Not a template after all, or one that Helm refuses too: go on behind it.
      const close = template.indexOf('}}', at);
      return close < 0 ? template.length : close + 2;
    }
    tokens.push(tokenOf(match));
    at = TOKEN.lastIndex;
  }
}

function tokenOf([, space, field, dot, variable, word, quoted, raw, other, sign]: RegExpExecArray): Token {
  const spaced = space !== '';
  if (field !== undefined) {
    return { kind: 'field', value: field, spaced };
  }
  if (dot !== undefined) {
    return { kind: 'dot', value: dot, spaced };
  }
  if (variable !== undefined) {
    return { kind: 'variable', value: variable, spaced };
  }
  if (word !== undefined) {
    return { kind: 'word', value: word, spaced };
  }
  if (quoted !== undefined) {
    return { kind: 'text', value: unquote(quoted), spaced };
  }
  if (raw !== undefined) {
    return { kind: 'text', value: raw, spaced };
  }
  return other === undefined ? { kind: 'sign', value: sign ?? '', spaced } : { kind: 'other', value: other, spaced };
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped));
}
