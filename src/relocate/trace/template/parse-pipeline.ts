import { OTHER } from './template-node';
import type { Expression, Pipeline } from './template-node';
import type { Token } from './template-tokens';

/** Parentheses in parentheses, fields of fields, functions after functions: nobody wrote a template with more. */
const MOST_LEVELS = 100;

/** Reads `$x := .Values.image | default "nginx"`. */
export function parsePipeline(tokens: readonly Token[]): Pipeline {
  const variables: string[] = [];
  let start = 0;
  while (tokens[start]?.kind === 'variable' && (isSign(tokens[start + 1], ',') || isAssignment(tokens[start + 1]))) {
    variables.push(tokens[start]?.value ?? '');
    start += 2;
    if (isAssignment(tokens[start - 1])) {
      return { variables, value: new ExpressionParser(tokens, start).pipeline() };
    }
  }
  return { variables: [], value: new ExpressionParser(tokens, 0).pipeline() };
}

class ExpressionParser {
  readonly #tokens: readonly Token[];
  #at: number;
  #level = 0;

  constructor(tokens: readonly Token[], start: number) {
    this.#tokens = tokens;
    this.#at = start;
  }

  /** Commands with `|` between them; each gets what comes before as its last argument. */
  public pipeline(): Expression {
    let value = this.#command(undefined);
    for (let commands = 1; isSign(this.#tokens[this.#at], '|'); commands++) {
      this.#at += 1;
      value = this.#command(commands > MOST_LEVELS ? undefined : value);
    }
    return value;
  }

  #command(piped: Expression | undefined): Expression {
    const operands: Expression[] = [];
    for (let token = this.#tokens[this.#at]; token !== undefined && !isSign(token, '|') && !isSign(token, ')'); token = this.#tokens[this.#at]) {
      operands.push(this.#operand(token));
    }
    const [first = OTHER, ...rest] = operands;
    const given = piped === undefined ? rest : [...rest, piped];
    if (first.type === 'call' && first.arguments.length === 0) {
      return { ...first, arguments: given };
    }
    return given.length > 0 ? { type: 'method', of: first, arguments: given } : first;
  }

  #operand(token: Token): Expression {
    this.#at += 1;
    let value = this.#start(token);
    const start = this.#at;
    for (let next = this.#tokens[this.#at]; next?.kind === 'field' && !next.spaced; next = this.#tokens[this.#at]) {
      value = this.#at - start > MOST_LEVELS ? OTHER : { type: 'field', of: value, key: next.value };
      this.#at += 1;
    }
    return value;
  }

  #start(token: Token): Expression {
    switch (token.kind) {
      case 'field':
        return { type: 'field', of: { type: 'dot' }, key: token.value };
      case 'dot':
        return { type: 'dot' };
      case 'variable':
        return { type: 'variable', name: token.value };
      case 'text':
        return { type: 'text', text: token.value };
      case 'word':
        return /^(?:true|false|nil)$/.test(token.value) ? OTHER : { type: 'call', name: token.value, arguments: [] };
      case 'other':
        return OTHER;
      case 'sign':
        return token.value === '(' ? this.#parenthesis() : OTHER;
    }
  }

  #parenthesis(): Expression {
    this.#level += 1;
    const value = this.#level > MOST_LEVELS ? this.#skipped() : this.pipeline();
    this.#level -= 1;
    if (isSign(this.#tokens[this.#at], ')')) {
      this.#at += 1;
    }
    return value.type === 'call' ? { type: 'method', of: value, arguments: [] } : value;
  }

  #skipped(): Expression {
    this.#at = this.#tokens.length;
    return OTHER;
  }
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.value === sign;
}

function isAssignment(token: Token | undefined): boolean {
  return isSign(token, ':=') || isSign(token, '=');
}
