import type { Composition, CompositionPart } from '../trace/chart-trace';

/**
 * A composition as one readable text: `{image.registry}/{image.repository}:v1.2`. Values stand in braces; a brace or a
 * backslash of a text or a path is written with a backslash in front.
 */
export function printComposition({ parts }: Composition): string {
  return parts.map((part) => (part.type === 'text' ? escape(part.text) : `{${escape(part.path)}}`)).join('');
}

/** Takes the text of {@link printComposition} apart; `undefined` when its braces do not pair. */
export function parseComposition(text: string): CompositionPart[] | undefined {
  const pattern = /\{((?:[^{}\\]|\\.)+)\}|((?:[^{}\\]|\\.)+)/gsy;
  const parts: CompositionPart[] = [];
  let end = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [, path, literal = ''] = match;
    parts.push(path === undefined ? { type: 'text', text: unescape(literal) } : { type: 'value', path: unescape(path) });
    end = pattern.lastIndex;
  }
  return end === text.length ? parts : undefined;
}

function escape(text: string): string {
  return text.replace(/[{}\\]/g, '\\$&');
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
