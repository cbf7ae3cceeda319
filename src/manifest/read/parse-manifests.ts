import { rememberLines } from '../line-index';
import type { ManifestStream, Origin, Resource, UnparsedDocument } from '../resource';
import { collectResources } from './collect-resources';
import { readDocuments } from './read-documents';
import type { SourceDocument } from './read-documents';

/**
 * Reads a stream of YAML or JSON documents as Kubernetes does, and takes `List`s apart.
 *
 * Never throws on a bad text: what is not an object is in `unparsed`, with the reason and the line. Only empty
 * documents, with nothing but comments in them, are left out. What Kubernetes does with the odd corners of YAML is
 * followed: YAML 1.1 booleans and octal numbers, the last of two equal keys, merge keys in the order of the text;
 * timestamps and base-60 numbers stay text. Integers beyond 2^53 become text, so that no digit is lost.
 *
 * @param text the stream; a byte order mark, CRLF and concatenated JSON objects are fine
 * @param file name of the file, for locations
 */
export function parseManifests(text: string, file?: string): ManifestStream {
  const resources: Resource[] = [];
  const unparsed: UnparsedDocument[] = [];
  for (const document of readDocuments(text)) {
    const found = resourcesOf(document, file);
    found.resources.forEach((resource) => resources.push(resource));
    found.unparsed.forEach((item) => unparsed.push(item));
  }
  return { resources, unparsed };
}

/** The objects of one document, their lines remembered. */
export function resourcesOf(document: SourceDocument, file?: string): ManifestStream {
  const { index, line, lines, problem, value } = document;
  const origin: Origin = { ...(file === undefined ? {} : { file }), document: index, line, pointer: '' };
  if (problem !== undefined) {
    return { resources: [], unparsed: [{ origin, reason: problem }] };
  }
  const resources: Resource[] = [];
  const unparsed: UnparsedDocument[] = [];
  if (value === undefined || value === null) {
    return { resources, unparsed };
  }
  collectResources(value, origin, {
    resource: (resource, place) => {
      if (lines === undefined) {
        resources.push(resource);
        return;
      }
      rememberLines(resource.object, { index: place.index, lines });
      resources.push({ ...resource, origin: { ...resource.origin, line: lines[place.index] ?? line } });
    },
    unparsed: (found) => unparsed.push(found),
  });
  return { resources, unparsed };
}
