import type { ChartContents, TemplateSource } from '../../helm';
import type { JsonObject } from '../../manifest';
import { printValuesPath } from '../values-path';
import { TemplateEvaluator } from './template/evaluate-templates';
import type { Define } from './template/evaluate-templates';
import { parseTemplate } from './template/parse-template';
import type { Possible } from './template/possible';
import type { ParsedTemplate } from './template/template-node';
import { EVERY, ValueNode } from './template/value-node';
import type { TemplateUse } from './template/value-node';

/** A value that templates read. */
export interface TemplateRead {
  /**
   * Where it stands in the values of the whole: `prometheus.image.registry`; `global.…` stands at the top, whichever
   * chart reads it. `[*]` is any element of a list or map that is empty by default.
   */
  readonly path: string;
  /** Files of the templates that read it, in order. Of a named template, the file that defines it. */
  readonly files: readonly string[];
  /** What they do with it. */
  readonly uses: readonly TemplateUse[];
  /** Whether they also read values inside it. */
  readonly below: boolean;
  /** Whether it is printed on a line with a key such as `image`, as far as the texts of the templates tell. */
  readonly forImage: boolean;
  /** Whether it is printed below a key `imagePullSecrets`, as far as the texts of the templates tell. */
  readonly forPullSecrets: boolean;
}

/** What templates read. */
export interface TemplateReads {
  /** The values, by path. */
  readonly reads: readonly TemplateRead[];
  /**
   * Keys that templates ask of something that could not be followed. What they read is one of these keys below some
   * value, and nobody knows which.
   */
  readonly looseKeys: readonly string[];
}

/**
 * Finds the values that the templates of a chart read, those that are empty or missing by default included.
 *
 * The templates are run on places instead of values, with every branch taken: variables, `with`, `range`, `index`,
 * `dig`, named templates and the maps that are handed to them are followed. Nothing is rendered; whether a value that
 * is read changes anything is for rendering to show.
 *
 * @param values what the values are without more ado; the defaults of the chart unless said otherwise
 */
export function templateReads(contents: ChartContents, values: JsonObject = contents.defaults): TemplateRead[] {
  return [...readTemplates(contents, values).reads];
}

/** The same as {@link templateReads}, and what could not be followed. */
export function readTemplates(contents: ChartContents, values: JsonObject = contents.defaults): TemplateReads {
  const whole = ValueNode.whole(values);
  const contexts = new ScopeContexts(whole, contents.templates);
  const files = parseAll(contents.templates);
  const defines = definesOf(files);
  const evaluator = new TemplateEvaluator(defines);
  for (const { source, parsed } of files) {
    if (isRendered(source.file)) {
      evaluator.run({ file: source.file, body: parsed.body }, contexts.of(source.scope));
    }
  }
  // A name that is put together while a template runs cannot be followed: what nobody seems to include runs on its own.
  for (const { source, parsed } of files) {
    for (const [name, body] of parsed.defines) {
      if (!evaluator.wasIncluded(name)) {
        evaluator.run({ file: source.file, body }, contexts.of(source.scope));
      }
    }
  }
  return { reads: readsOf(whole), looseKeys: [...evaluator.looseKeys].sort() };
}

interface ParsedFile {
  readonly source: TemplateSource;
  readonly parsed: ParsedTemplate;
}

/** The same library lies in many charts at once: it is taken apart once. */
function parseAll(templates: readonly TemplateSource[]): ParsedFile[] {
  const known = new Map<string, ParsedTemplate>();
  return templates.map((source) => {
    const parsed = known.get(source.text) ?? parseTemplate(source.text);
    known.set(source.text, parsed);
    return { source, parsed };
  });
}

/** Named templates are known everywhere, whichever chart defines them; where two differ, either may be the one that counts. */
function definesOf(files: readonly ParsedFile[]): Map<string, Define[]> {
  const defines = new Map<string, Define[]>();
  for (const { source, parsed } of files) {
    for (const [name, body] of parsed.defines) {
      const known = defines.get(name) ?? [];
      if (!known.some((define) => define.body === body)) {
        defines.set(name, [...known, { file: source.file, body }]);
      }
    }
  }
  return defines;
}

/** Helm prints neither partials nor, as manifests, the notes for people. */
function isRendered(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return !name.startsWith('_') && name !== 'NOTES.txt';
}

/** What `.` is at the top of the templates of each chart. */
class ScopeContexts {
  readonly #contexts = new Map<string, Possible>();
  readonly #whole: ValueNode;

  constructor(whole: ValueNode, templates: readonly TemplateSource[]) {
    this.#whole = whole;
    const scopes = new Map(templates.map(({ scope }) => [scope.join('\n'), scope]));
    for (const scope of [...scopes.values()].sort((a, b) => a.length - b.length)) {
      this.of(scope);
    }
  }

  public of(scope: readonly string[]): Possible {
    const key = scope.join('\n');
    const known = this.#contexts.get(key);
    if (known !== undefined) {
      return known;
    }
    const node = scope.reduce((values, name) => values.scope(name), this.#whole);
    const subCharts = new Map<string, Possible>();
    const context: Possible = {
      nodes: [],
      key: `chart ${key}`,
      fields: new Map<string, Possible>([
        ['Values', { nodes: [node] }],
        ['Subcharts', { nodes: [], fields: subCharts }],
        ...['Chart', 'Release', 'Capabilities', 'Files', 'Template'].map((name): [string, Possible] => [name, { nodes: [], fields: new Map() }]),
      ]),
    };
    this.#contexts.set(key, context);
    const name = scope.at(-1);
    if (name !== undefined) {
      this.of(scope.slice(0, -1)).fields?.get('Subcharts')?.fields?.set(name, context);
    }
    return context;
  }
}

function readsOf(whole: ValueNode): TemplateRead[] {
  const reads: TemplateRead[] = [];
  for (const node of whole.all()) {
    // An empty key cannot be written as a path, and no template means one.
    if (node.uses.size > 0 && node.steps.length > 0 && !node.steps.includes('')) {
      reads.push({
        path: pathOf(node),
        files: [...node.files].sort(),
        uses: [...node.uses].sort(),
        below: [...node.children()].some((child) => hasUse(child)),
        forImage: node.isForImage,
        forPullSecrets: node.isForPullSecrets,
      });
    }
  }
  return reads.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function hasUse(node: ValueNode): boolean {
  return node.uses.size > 0 || [...node.children()].some((child) => hasUse(child));
}

function pathOf({ steps }: ValueNode): string {
  return steps.map((step, index) => (step === EVERY ? '[*]' : `${index > 0 && typeof step === 'string' ? '.' : ''}${printValuesPath([step])}`)).join('');
}
