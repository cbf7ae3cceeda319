/** One member of a JSON object. */
export interface JsonMember {
  readonly name: string;
  /** JSON text of the value. */
  readonly value: string;
}

/**
 * The members of a JSON object in their order, repeated names included; `undefined` when the text is another kind of value.
 *
 * `JSON.parse` keeps only the last of several members with one name. Go reads them all, one after the other, so a broken one
 * fails even if a good one follows.
 *
 * @param text valid JSON: whoever calls this has parsed it before.
 */
export function jsonMembers(text: string): JsonMember[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) {
    return undefined;
  }
  const members: JsonMember[] = [];
  let start = 1;
  let colon = -1;
  let depth = 0;
  for (let index = 1; index < trimmed.length; index += 1) {
    switch (trimmed.charAt(index)) {
      case '"':
        index = endOfString(trimmed, index);
        break;
      case '{':
      case '[':
        depth += 1;
        break;
      case ']':
        depth -= 1;
        break;
      case ':':
        colon = depth === 0 && colon < 0 ? index : colon;
        break;
      case ',':
      case '}':
        if (depth === 0 && colon > 0) {
          members.push({ name: JSON.parse(trimmed.slice(start, colon)) as string, value: trimmed.slice(colon + 1, index).trim() });
          start = index + 1;
          colon = -1;
        }
        depth -= trimmed[index] === '}' ? 1 : 0;
        break;
      default:
        break;
    }
  }
  return members;
}

/** Where the closing quote of a string is. */
function endOfString(text: string, opening: number): number {
  let index = opening + 1;
  while (text[index] !== '"') {
    index += text[index] === '\\' ? 2 : 1;
  }
  return index;
}
