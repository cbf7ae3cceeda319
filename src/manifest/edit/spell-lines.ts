import type { Scalar } from 'yaml';
import { NodePlace } from './node-place';
import { ScalarMap, styleOf } from './scalar-map';
import { spell } from './spell';
import type { Spelling } from './spell';
import type { Splice } from './splice';

/**
 * Writes changes of a scalar's value as changes of its source, as {@link spell} does, and new lines too: in a literal
 * block they get the indentation and the line ends of the block, between double quotes they are escaped.
 *
 * @param toSource index in the text of an offset that the node has
 * @param changes in rising order, without overlap, as indices into the value; none of them on an empty line
 */
export function spellLines(
  text: string, toSource: (offset: number) => number, node: Scalar, value: string, changes: readonly Splice[],
): Spelling {
  if (!changes.some((change) => change.text.includes('\n'))) {
    return spell(text, toSource, node, value, changes);
  }
  if (node.type === 'QUOTE_DOUBLE') {
    return spell(text, toSource, node, value, changes);
  }
  if (node.type !== 'BLOCK_LITERAL' || node.range === undefined || node.range === null) {
    return { refusal: 'it would get new lines, which only a literal block (|) and double quotes can take' };
  }
  const map = new ScalarMap(text, toSource(node.range[0]), toSource(node.range[1]), styleOf(node), value);
  const place = new NodePlace(text, toSource);
  const splices: Splice[] = [];
  for (const change of changes) {
    const lineStart = value.lastIndexOf('\n', change.start - 1) + 1;
    const firstOfLine = map.sourceOf(lineStart, lineStart);
    const source = map.sourceOf(change.start, change.end);
    if (firstOfLine === undefined || source === undefined) {
      return { refusal: 'its place in the text is not known' };
    }
    const lineBreak = `${place.lineBreak(source)}${place.before(firstOfLine)}`;
    splices.push({ start: source, end: source + change.end - change.start, text: change.text.replaceAll('\n', lineBreak) });
  }
  return { splices };
}
