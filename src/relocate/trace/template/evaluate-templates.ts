import { isJsonObject } from '../../../manifest';
import type { Json } from '../../../manifest';
import { NO_CONTEXT, OutputTracker } from './output-context';
import type { OutputContext } from './output-context';
import { parseTemplate } from './parse-template';
import { anyOf, elementsOf, keyOf, memberOf, NOTHING } from './possible';
import type { Possible } from './possible';
import { callFunction } from './template-functions';
import type { FunctionHost } from './template-functions';
import type { Expression, Pipeline, TemplateNode } from './template-node';
import type { TemplateUse } from './value-node';

/** A named template. */
export interface Define {
  readonly file: string;
  readonly body: readonly TemplateNode[];
}

/** Steps over all templates of a chart. The largest charts known take some ten thousand. */
const MOST_STEPS = 2_000_000;
/** Templates that include templates. */
const MOST_LEVELS = 50;
/** Texts of one value that are run as templates. */
const MOST_TEXTS = 100;

/** What is around the node that is being run. */
interface Frame {
  readonly file: string;
  readonly root: Possible;
  readonly dot: Possible;
  readonly variables: Map<string, Possible>[];
  readonly output: OutputTracker;
  readonly level: number;
}

/**
 * Runs templates on what their values may be, with every branch taken, and notes what is used.
 *
 * One named template is run once for each argument, so the work grows with the length of the templates and not with
 * the number of ways through them.
 */
export class TemplateEvaluator {
  /** Keys that were asked of something that is not known. */
  public readonly looseKeys = new Set<string>();
  readonly #defines: ReadonlyMap<string, readonly Define[]>;
  readonly #done = new Set<string>();
  readonly #included = new Set<string>();
  #steps = 0;

  constructor(defines: ReadonlyMap<string, readonly Define[]>) {
    this.#defines = defines;
  }

  /** Whether a template was included by one that was run. */
  public wasIncluded(name: string): boolean {
    return this.#included.has(name);
  }

  /** Runs a template on what `.` and `$` are at its top. */
  public run({ file, body }: Define, argument: Possible, context: OutputContext = NO_CONTEXT, level = 0): void {
    this.#nodes(body, { file, root: argument, dot: argument, variables: [new Map()], output: new OutputTracker(context), level });
  }

  #nodes(nodes: readonly TemplateNode[], frame: Frame): void {
    for (const node of nodes) {
      this.#steps += 1;
      if (this.#steps > MOST_STEPS) {
        return;
      }
      this.#node(node, frame);
    }
  }

  #node(node: TemplateNode, frame: Frame): void {
    switch (node.type) {
      case 'text':
        frame.output.text(node.text);
        break;
      case 'action':
        this.#action(node.pipeline, frame);
        break;
      case 'template':
        this.#include([node.name], this.#value(node.argument, frame), frame);
        break;
      case 'if':
      case 'with':
      case 'range':
        this.#block(node, frame);
        break;
    }
  }

  #action(pipeline: Pipeline, frame: Frame): void {
    if (pipeline.variables.length === 0) {
      this.#use(this.#value(pipeline.value, frame), 'printed', frame);
      frame.output.unknown();
    } else {
      assign(pipeline.variables, this.#value(pipeline.value, unprinted(frame)), frame);
    }
  }

  #block(node: Extract<TemplateNode, { body: unknown }>, frame: Frame): void {
    const value = this.#value(node.pipeline.value, unprinted(frame));
    this.#use(value, node.type === 'range' ? 'ranged' : 'tested', frame);
    const before = frame.output.context;
    const inner: Frame = {
      ...frame,
      variables: [...frame.variables, new Map()],
      dot: node.type === 'range' ? elementsOf(value) : node.type === 'with' ? value : frame.dot,
    };
    if (node.type === 'range') {
      const names = node.pipeline.variables;
      declare(names.slice(-1), inner.dot, inner);
      declare(names.slice(0, -1), keysOf(value), inner);
    } else {
      assign(node.pipeline.variables, value, inner);
    }
    this.#nodes(node.body, inner);
    const after = frame.output.context;
    frame.output.context = before;
    this.#nodes(node.otherwise, { ...frame, variables: [...frame.variables, new Map()] });
    const { isPullSecrets, isImage } = frame.output.context;
    frame.output.context = { isPullSecrets: isPullSecrets || after.isPullSecrets, isImage: isImage || after.isImage };
  }

  #value(expression: Expression, frame: Frame): Possible {
    this.#steps += 1;
    switch (expression.type) {
      case 'dot':
        return frame.dot;
      case 'variable':
        return expression.name === '$' ? frame.root : variable(expression.name, frame) ?? NOTHING;
      case 'text':
        return { nodes: [], texts: [expression.text] };
      case 'field':
        return this.#member(this.#value(expression.of, frame), expression.key);
      case 'call':
        return callFunction(expression.name, expression.arguments.map((argument) => this.#value(argument, frame)), this.#host(frame));
      case 'method': {
        const value = this.#value(expression.of, frame);
        expression.arguments.forEach((argument) => this.#use(this.#value(argument, frame), 'printed', frame));
        return expression.arguments.length === 0 ? value : NOTHING;
      }
      case 'other':
        return NOTHING;
    }
  }

  #member(value: Possible, key: string): Possible {
    if (value.nodes.length === 0 && value.fields === undefined) {
      this.looseKeys.add(key);
    }
    return memberOf(value, key);
  }

  #host(frame: Frame): FunctionHost {
    return {
      use: (value, use) => this.#use(value, use, frame),
      include: (name, argument) => this.#include(name.texts ?? [], argument, frame),
      tpl: (text, argument) => this.#tpl(text, argument, frame),
    };
  }

  #use(value: Possible, use: TemplateUse, frame: Frame, level = 0): void {
    for (const node of value.nodes) {
      node.uses.add(use);
      node.files.add(frame.file);
      node.isForPullSecrets ||= frame.output.context.isPullSecrets && use !== 'tested';
      node.isForImage ||= frame.output.context.isImage && use !== 'tested';
    }
    // Only what is printed is taken whole; the map that is handed to a helper holds far more than it uses.
    if (level < 4 && (use === 'printed' || use === 'yaml') && value.key === undefined) {
      [...(value.items ?? []), ...(value.fields?.values() ?? [])].forEach((inner) => this.#use(inner, use, frame, level + 1));
    }
  }

  #include(names: readonly string[], argument: Possible, frame: Frame): Possible {
    for (const name of names) {
      this.#included.add(name);
      for (const define of this.#defines.get(name) ?? []) {
        this.#once(`${name} ${define.file}`, define, argument, frame);
      }
    }
    return NOTHING;
  }

  #once(id: string, define: Define, argument: Possible, frame: Frame): void {
    const { context } = frame.output;
    const key = `${id} ${Number(context.isPullSecrets)}${Number(context.isImage)} ${keyOf(argument)}`;
    if (!this.#done.has(key) && frame.level < MOST_LEVELS) {
      this.#done.add(key);
      this.run(define, argument, context, frame.level + 1);
    }
  }

  /** Runs the default texts of values that are templates themselves. */
  #tpl(text: Possible, argument: Possible, frame: Frame): void {
    const texts = [...(text.texts ?? []), ...text.nodes.flatMap(({ current }) => [...textsIn(current)])].filter((one) => one.includes('{{'));
    for (const template of texts.slice(0, MOST_TEXTS)) {
      this.#once(`tpl ${template}`, { file: frame.file, body: parseTemplate(template).body }, argument, frame);
    }
  }
}

/** For what is computed and not printed where it stands. */
function unprinted(frame: Frame): Frame {
  return { ...frame, output: new OutputTracker(NO_CONTEXT) };
}

function* textsIn(value: Json | undefined): Generator<string> {
  if (typeof value === 'string') {
    yield value;
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) {
      yield* textsIn(inner);
    }
  }
}

/** The names of the members that a loop goes through, as far as they are known. */
function keysOf(value: Possible): Possible {
  const names = [...(value.fields?.keys() ?? []), ...value.nodes.flatMap(({ current }) => (isJsonObject(current) ? Object.keys(current) : []))];
  return names.length === 0 ? NOTHING : { nodes: [], texts: names.slice(0, MOST_TEXTS) };
}

function variable(name: string, { variables }: Frame): Possible | undefined {
  return variables.findLast((scope) => scope.has(name))?.get(name);
}

function declare(names: readonly string[], value: Possible, frame: Frame): void {
  names.forEach((name) => frame.variables.at(-1)?.set(name, value));
}

/** `:=` and `=` alike: what a variable was before may be what it still is, on another way through the template. */
function assign(names: readonly string[], value: Possible, frame: Frame): void {
  for (const name of names) {
    const scope = frame.variables.findLast((one) => one.has(name)) ?? frame.variables.at(-1);
    scope?.set(name, anyOf([scope.get(name) ?? NOTHING, value]));
  }
}
