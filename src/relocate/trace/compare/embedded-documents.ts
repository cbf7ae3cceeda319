import { readDocuments } from '../../../manifest';
import type { Json } from '../../../manifest';

/** Longer texts are compared as texts. */
const LONGEST = 16 * 1024 * 1024;

/** The maps and lists that a text holds as YAML or JSON, by the number of their document; `undefined` for every other text. */
export function embeddedDocuments(text: string): Map<number, Json> | undefined {
  if (text.length > LONGEST || !/[:{[]/.test(text)) {
    return undefined;
  }
  const json = /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
  if (json !== undefined) {
    return new Map([[0, json]]);
  }
  const documents = new Map<number, Json>();
  for (const { index, value, problem } of readDocuments(text)) {
    if (problem !== undefined || (value !== undefined && typeof value !== 'object')) {
      return undefined;
    }
    if (value !== undefined && value !== null) {
      documents.set(index, value);
    }
  }
  return documents.size === 0 ? undefined : documents;
}

/** JSON is also YAML, but reading it as JSON is many times faster. */
function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
