/** An expression of a Go template, as far as templates of pull secrets need it. */
export type TemplateExpression =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'field'; readonly path: string }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly TemplateExpression[] };

/** Words of a template: parenthesis, pipe, quoted text, raw text, field, name, number. */
const TOKEN = /\s*(?:([()|])|("(?:[^"\\\n]|\\.)*")|`([^`]*)`|(\.[\p{L}_][\p{L}\p{Nd}_.]*)|([\p{L}_][\p{L}\p{Nd}_]*)|(-?\d+))/guy;

interface Token {
  readonly type: 'mark' | 'text' | 'field' | 'name';
  readonly text: string;
}

/**
 * Reads the expression between `{{` and `}}`: calls, pipes, parentheses, fields and texts.
 *
 * @returns `undefined` for anything else, such as variables, conditions and calls on results.
 * @see https://pkg.go.dev/text/template#hdr-Pipelines
 */
export function parseTemplateExpression(source: string): TemplateExpression | undefined {
  const tokens = tokenize(source);
  if (tokens === undefined) {
    return undefined;
  }
  const parsed = parsePipeline(tokens, 0);
  return parsed !== undefined && parsed.next === tokens.length ? parsed.expression : undefined;
}

interface Parsed {
  readonly expression: TemplateExpression;
  readonly next: number;
}

/** The value before a pipe becomes the last argument of the call behind it. */
function parsePipeline(tokens: readonly Token[], start: number): Parsed | undefined {
  let parsed = parseCommand(tokens, start);
  while (parsed !== undefined && isMark(tokens[parsed.next], '|')) {
    const value = parsed.expression;
    const call = parseCommand(tokens, parsed.next + 1);
    if (call?.expression.type !== 'call') {
      return undefined;
    }
    parsed = { expression: { ...call.expression, args: [...call.expression.args, value] }, next: call.next };
  }
  return parsed;
}

function parseCommand(tokens: readonly Token[], start: number): Parsed | undefined {
  const first = tokens[start];
  if (first?.type !== 'name') {
    return parseOperand(tokens, start);
  }
  const args: TemplateExpression[] = [];
  let next = start + 1;
  while (next < tokens.length && !isMark(tokens[next], '|') && !isMark(tokens[next], ')')) {
    const operand = parseOperand(tokens, next);
    if (operand === undefined) {
      return undefined;
    }
    args.push(operand.expression);
    next = operand.next;
  }
  return { expression: { type: 'call', name: first.text, args }, next };
}

function parseOperand(tokens: readonly Token[], start: number): Parsed | undefined {
  const token = tokens[start];
  switch (token?.type) {
    case 'text':
      return { expression: { type: 'text', text: token.text }, next: start + 1 };
    case 'field':
      return { expression: { type: 'field', path: token.text }, next: start + 1 };
    case 'name':
      return { expression: { type: 'call', name: token.text, args: [] }, next: start + 1 };
    case 'mark': {
      const inner = token.text === '(' ? parsePipeline(tokens, start + 1) : undefined;
      return inner !== undefined && isMark(tokens[inner.next], ')') ? { expression: inner.expression, next: inner.next + 1 } : undefined;
    }
    case undefined:
      return undefined;
  }
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.type === 'mark' && token.text === text;
}

function tokenize(source: string): Token[] | undefined {
  const text = source.trimEnd();
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const token = tokenOf(match);
    if (token === undefined) {
      return undefined;
    }
    tokens.push(token);
    end = match.index + match[0].length;
  }
  return end === text.length ? tokens : undefined;
}

function tokenOf([, mark, quoted, raw, field, name, number]: RegExpExecArray): Token | undefined {
  if (mark !== undefined) {
    return { type: 'mark', text: mark };
  }
  if (quoted !== undefined) {
    const text = unquote(quoted);
    return text === undefined ? undefined : { type: 'text', text };
  }
  if (raw !== undefined) {
    return { type: 'text', text: raw };
  }
  if (field !== undefined) {
    return { type: 'field', text: field };
  }
  return name === undefined ? { type: 'text', text: number ?? '' } : { type: 'name', text: name };
}

/** Literals of Go and JSON agree but for rare escapes of Go (`\x41`, `\a`), which no host needs. */
function unquote(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}
