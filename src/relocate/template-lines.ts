import { printEntry } from '../manifest';

/** What is to be done with a text that is no YAML: lines to insert, nothing, or a reason why not. */
export type TemplateLines = { readonly start: number; readonly text: string } | 'present' | { readonly refusal: string };

interface Line {
  readonly start: number;
  readonly text: string;
  readonly indent: number;
  /** How many `if`, `range`, `with` … are open in front of the line. */
  readonly depth: number;
  /** Nothing for YAML: empty, a comment, or template actions only. */
  readonly silent: boolean;
}

const ACTION = /\{\{-?\s*(?:(if|range|with|define|block)\b|(end|else)\b)?[^]*?\}\}/g;
const LIST = /^ *(initContainers|containers):[ \t]*(?:#.*)?$/;
const ANY_LIST = /(?:^|[\s{,"'-])(?:initContainers|containers)["']?[ \t]*:/;
const BLOCK_HEADER = /(?::|^ *-)[ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?$/;

/**
 * Finds the place for `imagePullSecrets` beside `initContainers` or `containers` in a template that cannot be read as
 * YAML, from its lines alone. Anything that lines do not tell for sure is refused.
 */
export function planTemplateLines(text: string, secretName: string): TemplateLines {
  const lines = readLines(text);
  const lists = lines.filter((line) => !line.silent && LIST.test(line.text));
  const [first] = lists;
  if (first === undefined || lines.filter((line) => !line.silent && ANY_LIST.test(line.text)).length !== lists.length) {
    return { refusal: 'it is a template, and its list of containers is not on a line of its own' };
  }
  const names = lists.map((line) => line.text.trim().split(':')[0]);
  if (new Set(names).size !== names.length || !lists.every((line) => sameObject(lines, first, line))) {
    return { refusal: 'it is a template with several lists of containers, and lines do not tell which are one pod' };
  }
  const chosen = lists.reduce((lowest, line) => (line.depth < lowest.depth ? line : lowest));
  if (lists.length > 1 && chosen.depth > 0 && !sameBranch(lines, first, lists.at(-1) ?? first)) {
    return { refusal: 'it is a template whose lists of containers depend on conditions' };
  }
  if (isInText(lines, chosen)) {
    return { refusal: 'it is a template, and its list of containers is inside a text of its own' };
  }
  const item = following(lines, chosen).find((line) => !line.silent);
  if (item === undefined || !/^ *- /.test(item.text) || item.indent < chosen.indent) {
    return { refusal: 'it is a template whose list of containers does not begin with an item' };
  }
  const existing = lines.filter((line) => !line.silent && line.text.includes('imagePullSecrets'));
  return existing.length === 0 ? insert(lines, chosen, item.indent - chosen.indent, secretName) : extend(lines, chosen, existing, secretName);
}

function insert(lines: readonly Line[], list: Line, dash: number, secretName: string): TemplateLines {
  const comment = new RegExp(`^ {${list.indent}}#`);
  let top = lines.indexOf(list);
  // A comment above the first key of a document is about the whole of it.
  while (list.indent > 0 && comment.test(lines[top - 1]?.text ?? '')) {
    top -= 1;
  }
  const indent = ' '.repeat(list.indent);
  const entry = printEntry('imagePullSecrets', [{ name: secretName }], { step: 2, dash });
  return { start: (lines[top]?.start ?? list.start) + list.indent, text: entry.map((line) => `${line}\n${indent}`).join('') };
}

function extend(lines: readonly Line[], list: Line, existing: readonly Line[], secretName: string): TemplateLines {
  const [key] = existing;
  const refusal = { refusal: 'it is a template whose imagePullSecrets cannot be told from its lines' };
  if (key === undefined || existing.length > 1 || !/^ *imagePullSecrets:[ \t]*(?:#.*)?$/.test(key.text) || !sameObject(lines, key, list)
    || (key.depth > 0 && !sameBranch(lines, key, list))) {
    return refusal;
  }
  const items: Line[] = [];
  for (const line of following(lines, key)) {
    if (line.silent && !line.text.includes('{{')) {
      continue;
    }
    if (line.silent || !/^ *- /.test(line.text) || line.indent < key.indent) {
      // What a template puts behind the list could be part of it.
      if (line.silent || line.indent > key.indent) {
        return refusal;
      }
      break;
    }
    items.push(line);
  }
  const last = items.at(-1);
  const names = items.map(({ text }) => /^ *- name:[ \t]+(["']?)([a-z0-9.-]+)\1[ \t]*(?:#.*)?$/.exec(text)?.[2]);
  if (last === undefined || names.includes(undefined) || items.some(({ indent }) => indent !== last.indent)) {
    return refusal;
  }
  const [, item = ''] = printEntry('imagePullSecrets', [{ name: secretName }], { step: 2, dash: 0 });
  return names.includes(secretName) ? 'present' : { start: last.start + last.text.length, text: `\n${' '.repeat(last.indent)}${item}` };
}

function readLines(text: string): Line[] {
  // Actions may run over several lines; what is left of their lines is no YAML either.
  const blank = text.replace(ACTION, (action) => action.replace(/[^\n]/g, '\u0000'));
  const steps = [...text.matchAll(ACTION)].map((match) => ({
    at: match.index + match[0].length, by: match[1] === undefined ? (match[2] === 'end' ? -1 : 0) : 1,
  }));
  const lines: Line[] = [];
  let start = 0;
  let depth = 0;
  let next = 0;
  for (const content of text.split('\n')) {
    for (let step = steps[next]; step !== undefined && step.at <= start; step = steps[next]) {
      depth += step.by;
      next += 1;
    }
    const rest = blank.slice(start, start + content.length);
    lines.push({ start, text: content, indent: content.length - content.trimStart().length, depth, silent: /^[\s\u0000]*(?:#.*)?$/.test(rest) });
    start += content.length + 1;
  }
  return lines;
}

function following(lines: readonly Line[], line: Line): readonly Line[] {
  return lines.slice(lines.indexOf(line) + 1);
}

function between(lines: readonly Line[], a: Line, b: Line): readonly Line[] {
  const [from, to] = [lines.indexOf(a), lines.indexOf(b)].sort((x, y) => x - y);
  return lines.slice((from ?? 0) + 1, to);
}

/** Whether two keys belong to one object: the same indentation, and nothing between them that is indented less. */
function sameObject(lines: readonly Line[], a: Line, b: Line): boolean {
  return a.indent === b.indent && between(lines, a, b).every((line) => line.silent ? !/^---/.test(line.text) : line.indent >= a.indent && !/^(?:---|\.\.\.)/.test(line.text));
}

/** Whether no condition begins or ends between two lines. */
function sameBranch(lines: readonly Line[], a: Line, b: Line): boolean {
  return a === b || (a.depth === b.depth && !between(lines, a, b).some((line) => /\{\{-?\s*(?:if|range|with|define|block|end|else)\b/.test(line.text)));
}

/** Whether a line stands inside a block scalar: one of the lines that it is indented under begins one. */
function isInText(lines: readonly Line[], line: Line): boolean {
  let { indent } = line;
  for (const above of lines.slice(0, lines.indexOf(line)).reverse()) {
    if (!above.silent && above.indent < indent) {
      if (BLOCK_HEADER.test(above.text)) {
        return true;
      }
      indent = above.indent;
    }
  }
  return false;
}
