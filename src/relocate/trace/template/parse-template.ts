import { parsePipeline } from './parse-pipeline';
import { OTHER } from './template-node';
import type { ParsedTemplate, Pipeline, TemplateNode } from './template-node';
import { segmentsOf } from './template-tokens';
import type { Token } from './template-tokens';

interface Block {
  readonly type: 'if' | 'with' | 'range' | 'define' | 'else';
  readonly nodes: TemplateNode[];
  /** Called when the block is complete. */
  readonly close: () => void;
  /** Whether one `end` closes the block around it too, as for `else if`. */
  readonly isChained: boolean;
}

/** Blocks in blocks: nobody wrote a template with more. */
const MOST_LEVELS = 100;

/**
 * Takes a template apart. It never fails: what cannot be understood reads no values, and Helm itself is the one to
 * refuse it.
 */
export function parseTemplate(template: string): ParsedTemplate {
  const parser = new TemplateParser();
  for (const segment of segmentsOf(template)) {
    if (segment.type === 'text') {
      parser.push({ type: 'text', text: segment.text });
    } else {
      parser.action(segment.tokens);
    }
  }
  return parser.finish();
}

class TemplateParser {
  readonly #body: TemplateNode[] = [];
  readonly #defines = new Map<string, TemplateNode[]>();
  readonly #open: Block[] = [];
  /** Where a block goes on behind its `else`. */
  readonly #otherwise = new Map<TemplateNode[], TemplateNode[]>();

  public push(node: TemplateNode): void {
    (this.#open.at(-1)?.nodes ?? this.#body).push(node);
  }

  public action(tokens: readonly Token[]): void {
    const [first, second] = tokens;
    const rest = tokens.slice(1);
    switch (first?.kind === 'word' ? first.value : '') {
      case 'if':
      case 'with':
      case 'range':
        this.#openBlock(first?.value as 'if' | 'with' | 'range', parsePipeline(rest), false);
        break;
      case 'else':
        this.#else(rest);
        break;
      case 'end':
        this.#end();
        break;
      case 'define':
        this.#define(second);
        break;
      case 'block':
        this.push({ type: 'template', name: second?.value ?? '', argument: parsePipeline(tokens.slice(2)).value });
        this.#define(second);
        break;
      case 'template':
        this.push({ type: 'template', name: second?.value ?? '', argument: tokens.length > 2 ? parsePipeline(tokens.slice(2)).value : OTHER });
        break;
      case 'break':
      case 'continue':
        break;
      default:
        if (tokens.length > 0) {
          this.push({ type: 'action', pipeline: parsePipeline(tokens) });
        }
    }
  }

  public finish(): ParsedTemplate {
    while (this.#open.length > 0) {
      this.#end();
    }
    return { body: this.#body, defines: this.#defines };
  }

  #openBlock(type: 'if' | 'with' | 'range', pipeline: Pipeline, isChained: boolean): void {
    if (this.#open.length > MOST_LEVELS) {
      // As if the block were not one: what is in it is still read.
      this.#open.push({ type, nodes: this.#open.at(-1)?.nodes ?? this.#body, isChained, close: () => undefined });
      return;
    }
    const body: TemplateNode[] = [];
    const otherwise: TemplateNode[] = [];
    this.push({ type, pipeline, body, otherwise });
    this.#open.push({ type, nodes: body, isChained, close: () => undefined });
    this.#otherwise.set(body, otherwise);
  }

  #else(rest: readonly Token[]): void {
    const block = this.#open.pop();
    const nodes = block === undefined ? undefined : this.#otherwise.get(block.nodes);
    if (block === undefined || nodes === undefined) {
      return;
    }
    this.#open.push({ ...block, type: 'else', nodes });
    const word = rest[0]?.kind === 'word' ? rest[0].value : undefined;
    if (word === 'if' || word === 'with') {
      this.#openBlock(word, parsePipeline(rest.slice(1)), true);
    }
  }

  #end(): void {
    for (let block = this.#open.pop(); block !== undefined; block = this.#open.pop()) {
      block.close();
      if (!block.isChained) {
        return;
      }
    }
  }

  #define(name: Token | undefined): void {
    const nodes: TemplateNode[] = [];
    this.#open.push({ type: 'define', nodes, isChained: false, close: () => this.#defines.set(name?.value ?? '', nodes) });
  }
}
