import type { ManifestStream } from '../resource';
import { resourcesOf } from './parse-manifests';
import type { SourceDocument } from './read-documents';

/** Says which objects a document of a text stands for. */
export type ResourceReader = (document: SourceDocument) => ManifestStream;

/** What an editor of a text knows of its objects: the name of the file, or all about them. */
export type ResourceSource = string | ResourceReader | undefined;

/** The reader for a source. */
export function readerFor(source: ResourceSource): ResourceReader {
  return typeof source === 'function' ? source : (document) => resourcesOf(document, source);
}
