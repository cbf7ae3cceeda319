import { Composer, Parser, Schema } from 'yaml';
import type { Document, Node, ParsedNode, YAMLParseError } from 'yaml';
import type { Json } from '../json';
import { DocumentProblem } from './document-problem';
import { ForbiddenCharacters } from './forbidden-characters';
import { LineStarts } from './line-starts';
import { ALIAS_BUDGET, nodeToJson } from './node-to-json';
import type { ConversionContext } from './node-to-json';
import { repairIndentation } from './repair-indentation';
import { splitJson } from './split-json';
import type { TextRange } from './split-json';
import { explainYamlError } from './yaml-words';

/** Every document of a text, its value or why it has none. */
export interface SourceDocument {
  /** 0-based number in the text, empty documents counted. */
  readonly index: number;
  /** 1-based line: where the value begins, or where the problem is. */
  readonly line: number;
  /** Index in the text of an offset that a YAML node of this document has. */
  readonly toSource: (offset: number) => number;
  /** The value; `undefined` when there is a problem. */
  readonly value?: Json;
  /** Why the document has no value. */
  readonly problem?: string;
  /** One line per value of the document, if they can be told apart by their order. */
  readonly lines?: Uint32Array;
}

/** What callers may want to hear about the values of the documents. */
export type DocumentHooks = Pick<ConversionContext, 'onString' | 'onMerge' | 'onCollection'>;

type YamlDocument = Document.Parsed<ParsedNode>;

/**
 * Without a schema every scalar stays text, and `scalarToJson` decides as Kubernetes would.
 * One instance for all documents: building it is slow.
 */
const SCHEMA = new Schema({ schema: 'failsafe', merge: false, resolveKnownTags: false });

const OPTIONS = { schema: SCHEMA, uniqueKeys: false, prettyErrors: false, keepSourceTokens: false, strict: true, logLevel: 'silent' } as const;

/**
 * Reads the documents of a text one after the other, so that only two documents' nodes are alive at a time.
 *
 * Never throws on a bad text: a document that cannot be read has a `problem`.
 */
export function* readDocuments(text: string, hooks: DocumentHooks = {}): Generator<SourceDocument> {
  const context = { ...hooks, budget: { left: ALIAS_BUDGET } };
  const lines = new LineStarts(text);
  const pieces = splitJson(text) ?? [{ start: 0, end: text.length }];
  for (const [index, piece] of pieces.entries()) {
    yield* new PieceReader(text, piece, lines, context).read(index);
  }
}

/** Reads one part of a text that is a YAML stream of its own. */
class PieceReader {
  readonly #base: number;
  readonly #text: string;
  readonly #lines: LineStarts;
  readonly #context: ConversionContext;

  constructor(text: string, { start, end }: TextRange, lines: LineStarts, context: ConversionContext) {
    this.#base = start;
    this.#text = end - start === text.length ? text : text.slice(start, end);
    this.#lines = lines;
    this.#context = context;
  }

  public* read(firstIndex: number): Generator<SourceDocument> {
    const forbidden = new ForbiddenCharacters(this.#text);
    let index = firstIndex;
    let from = 0;
    for (const { document, to } of this.#ranges()) {
      if (document === undefined) {
        yield this.#failed(index, from, 'it is not valid YAML: it cannot be read to its end');
      } else {
        const bad = forbidden.find(from, to);
        yield bad === undefined
          ? this.#readDocument(document, index, { start: from, end: to })
          : this.#failed(index, bad, 'it holds a control character, which YAML does not allow');
      }
      from = to;
      index += 1;
    }
  }

  /** Documents with the index after their last character, comments behind them included. */
  * #ranges(): Generator<{ document: YamlDocument | undefined; to: number }> {
    let last: YamlDocument | undefined;
    try {
      for (const document of compose(this.#text)) {
        if (last !== undefined) {
          yield { document: last, to: document.range[0] };
        }
        last = document;
      }
    } catch {
      // The parser itself gave up, on a full stack for example.
      yield { document: undefined, to: this.#text.length };
      return;
    }
    if (last !== undefined) {
      yield { document: last, to: this.#text.length };
    }
  }

  #readDocument(document: YamlDocument, index: number, range: TextRange): SourceDocument {
    const error = document.errors[0];
    if (error === undefined) {
      return this.#convert(document, index, (offset) => this.#base + offset);
    }
    const repaired = repairIndentation(this.#text.slice(range.start, range.end), shifted(error, range.start), (text) => {
      const [first, second] = [...compose(text)];
      return second === undefined ? first?.errors[0] : error;
    });
    const [again] = repaired === undefined ? [] : [...compose(repaired.text)];
    return repaired === undefined || again === undefined
      ? this.#failed(index, error.pos[0], explainYamlError(error.code))
      : this.#convert(again, index, (offset) => this.#base + range.start + repaired.toSource(offset));
  }

  #convert(document: YamlDocument, index: number, toSource: (offset: number) => number): SourceDocument {
    const root = document.contents as Node | null;
    const start = toSource(root?.range?.[0] ?? 0);
    const numbers: number[] = [];
    let ordered = true;
    try {
      const value = nodeToJson(root, {
        ...this.#context,
        onValue: (offset) => numbers.push(this.#lines.lineAt(toSource(offset))),
        onDisorder: () => (ordered = false),
      });
      return { index, toSource, line: this.#lines.lineAt(start), value, ...(ordered ? { lines: Uint32Array.from(numbers) } : {}) };
    } catch (problem) {
      if (problem instanceof DocumentProblem) {
        return this.#failed(index, (problem.offset === undefined ? start : toSource(problem.offset)) - this.#base, problem.reason);
      }
      throw problem;
    }
  }

  #failed(index: number, offset: number, reason: string): SourceDocument {
    return { index, toSource: (at) => at, line: this.#lines.lineAt(this.#base + offset), problem: reason };
  }
}

/** An error of a whole text, as an error of the part that begins at an index. */
function shifted(error: YAMLParseError, start: number): YAMLParseError {
  return { ...error, message: error.message, pos: [error.pos[0] - start, error.pos[1] - start] };
}

function compose(text: string): Iterable<YamlDocument> {
  return new Composer(OPTIONS).compose(new Parser().parse(text)) as Iterable<YamlDocument>;
}
