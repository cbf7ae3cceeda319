import { isJsonObject } from '../json';
import type { Json, JsonObject } from '../json';
import { findUnreadable } from '../read/find-unreadable';
import { readDocuments } from '../read/read-documents';
import { imageAssignments } from './assignments';
import { CommentLines } from './comment-lines';
import type { ReferencePlace } from './found-reference';
import { namedReferences } from './named-value';
import type { Hit, Scan } from './scan';
import { strictWords } from './words';

/** Documents inside strings inside documents: deeper ones are read line by line. */
const MAX_EMBEDDING = 3;

/** Longer texts are read line by line only; a ConfigMap holds 1 MiB at most. */
const LONGEST_DOCUMENT = 16 * 1024 * 1024;

/**
 * Looks at a string that may hold anything: YAML or JSON documents, a template of such, a script, a configuration.
 *
 * A text that is YAML throughout is scanned as data. Everything else is read line by line, comments left out.
 */
export function scanText(text: string, place: ReferencePlace, scan: Scan): void {
  const mentionsImage = /image/i.test(text);
  if (mentionsImage && scan.depth < MAX_EMBEDDING && text.length <= LONGEST_DOCUMENT) {
    const documents = embeddedDocuments(text);
    if (documents !== undefined) {
      for (const { index, value } of documents) {
        scan.embedded(value, index, place);
      }
      return;
    }
  }
  for (const hit of lineReferences(text, place, mentionsImage)) {
    scan.emit(hit);
  }
}

interface EmbeddedDocument {
  readonly index: number;
  readonly value: JsonObject | Json[];
}

/** The documents of a text that is YAML or JSON from beginning to end; `undefined` for every other text. */
export function embeddedDocuments(text: string): EmbeddedDocument[] | undefined {
  const json = parseJson(text);
  if (json !== undefined) {
    return isContainer(json) ? [{ index: 0, value: json }] : undefined;
  }
  if (!text.includes(':')) {
    return undefined;
  }
  const documents: EmbeddedDocument[] = [];
  for (const { index, value, problem } of readDocuments(text)) {
    if (problem !== undefined) {
      return undefined;
    }
    if (value !== undefined && value !== null) {
      if (!isContainer(value)) {
        return undefined;
      }
      documents.push({ index, value });
    }
  }
  return documents.length === 0 ? undefined : documents;
}

/** JSON is also YAML, but reading it as JSON is many times faster. */
function parseJson(text: string): Json | undefined {
  const first = /\S/.exec(text)?.[0];
  if (first !== '{' && first !== '[') {
    return undefined;
  }
  try {
    const json = JSON.parse(text) as Json;
    // Too deep for the walkers: such a text is read line by line.
    return findUnreadable(json) === undefined ? json : undefined;
  } catch {
    return undefined;
  }
}

function isContainer(value: Json): value is JsonObject | Json[] {
  return Array.isArray(value) || isJsonObject(value);
}

function lineReferences(text: string, place: ReferencePlace, mentionsImage: boolean): Hit[] {
  const hits: Hit[] = [];
  const taken = new Set<number>();
  let lines: CommentLines | undefined;
  const add = (hit: Hit, start: number): void => {
    hits.push({ ...hit, start, line: (lines ??= new CommentLines(text)).lineAt(start) });
    taken.add(start);
  };
  if (mentionsImage) {
    const comments = new CommentLines(text);
    for (const { name, value, start } of imageAssignments(text)) {
      if (!comments.isComment(start)) {
        const found = namedReferences(name, value, place, start);
        found.forEach((hit) => add(hit, hit.start ?? start));
      }
    }
  }
  const words = strictWords(text);
  const comments = words.length === 0 ? undefined : new CommentLines(text);
  for (const word of words) {
    if (!taken.has(word.start) && comments?.isComment(word.start) === false) {
      add({ text: word.text, place, certainty: 'possible', reference: word.reference }, word.start);
    }
  }
  return hits;
}
