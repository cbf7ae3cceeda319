import type { ManifestStream, Origin } from '../resource';
import { resourcesOf } from './parse-manifests';
import { readDocuments } from './read-documents';
import { splitDocuments } from './split-documents';

/** What stands in a part of a stream, as if the part were all of it. */
interface ReadPart extends ManifestStream {
  /** How many documents it has. */
  readonly documents: number;
}

/**
 * Reads streams that are alike in most of their documents, such as renders of one chart: each document is read once.
 *
 * It remembers all that it read; let it go when the work is done.
 */
export class ManifestReader {
  readonly #known = new Map<string, ReadPart>();

  /** The same as `parseManifests`; the objects of documents that were met before are the same objects. */
  public parse(text: string, file?: string): ManifestStream {
    let documentsBefore = 0;
    const parts = splitDocuments(text).map((part) => {
      const read = this.#read(part.text);
      const at = { file, documentsBefore, linesBefore: part.linesBefore };
      documentsBefore += read.documents;
      return {
        resources: read.resources.map((resource) => ({ ...resource, origin: moved(resource.origin, at) })),
        unparsed: read.unparsed.map(({ origin, reason }) => ({ origin: moved(origin, at), reason })),
      };
    });
    return { resources: parts.flatMap(({ resources }) => resources), unparsed: parts.flatMap(({ unparsed }) => unparsed) };
  }

  #read(text: string): ReadPart {
    const known = this.#known.get(text);
    if (known !== undefined) {
      return known;
    }
    const documents = [...readDocuments(text)];
    const streams = documents.map((document) => resourcesOf(document));
    const read = {
      documents: documents.length, resources: streams.flatMap(({ resources }) => resources), unparsed: streams.flatMap(({ unparsed }) => unparsed),
    };
    this.#known.set(text, read);
    return read;
  }
}

function moved(origin: Origin, at: { file: string | undefined; documentsBefore: number; linesBefore: number }): Origin {
  const { document, line } = origin;
  return {
    ...origin,
    ...(at.file === undefined ? {} : { file: at.file }),
    document: document + at.documentsBefore,
    ...(line === undefined ? {} : { line: line + at.linesBefore }),
  };
}
