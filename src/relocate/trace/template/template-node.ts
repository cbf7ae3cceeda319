/**
 * A template of Helm, taken apart as far as it matters which values it reads.
 *
 * @see https://pkg.go.dev/text/template
 */
export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'action'; readonly pipeline: Pipeline }
  | { readonly type: 'if' | 'with' | 'range'; readonly pipeline: Pipeline; readonly body: readonly TemplateNode[]; readonly otherwise: readonly TemplateNode[] }
  | { readonly type: 'template'; readonly name: string; readonly argument: Expression };

/** What stands between the braces: an expression, and the variables that it is given to. */
export interface Pipeline {
  /** Names of the variables, with their `$`; none for what is only printed or asked. */
  readonly variables: readonly string[];
  readonly value: Expression;
}

/** An expression. What is piped into a function is its last argument. */
export type Expression =
  | { readonly type: 'dot' }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'field'; readonly of: Expression; readonly key: string }
  | { readonly type: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly type: 'method'; readonly of: Expression; readonly arguments: readonly Expression[] }
  | { readonly type: 'other' };

/** A template file, taken apart. */
export interface ParsedTemplate {
  /** What the file itself prints. */
  readonly body: readonly TemplateNode[];
  /** What it defines for others, by name. */
  readonly defines: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** Numbers, `nil`, and whatever could not be understood: nothing of it comes from values. */
export const OTHER: Expression = { type: 'other' };
