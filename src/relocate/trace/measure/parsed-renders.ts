import { parseManifests } from '../../../manifest';
import type { ManifestStream, Resource } from '../../../manifest';

/**
 * Reads renders of one chart. They are alike in most of their documents: each of those is read once, and is the same
 * object afterwards.
 */
export class ParsedRenders {
  readonly #known = new Map<string, ManifestStream>();
  readonly #sources = new WeakMap<Resource, string>();

  /** The objects of a render. */
  public parse(manifests: string): ManifestStream {
    // Nothing inside a document of a stream can begin a line with three dashes, and documents do not depend on each other.
    const documents = manifests.split(/^(?=---(?:[ \t\r\n]|$))/m).map((text) => this.#document(text));
    return { resources: documents.flatMap(({ resources }) => resources), unparsed: documents.flatMap(({ unparsed }) => unparsed) };
  }

  /** The template that printed an object, as Helm says in a comment: `chart/charts/sub/templates/deployment.yaml`. */
  public sourceOf(resource: Resource): string | undefined {
    return this.#sources.get(resource);
  }

  #document(text: string): ManifestStream {
    const known = this.#known.get(text);
    if (known !== undefined) {
      return known;
    }
    const stream = parseManifests(text);
    const source = /^# Source: (\S+)/m.exec(text)?.[1];
    if (source !== undefined) {
      stream.resources.forEach((resource) => this.#sources.set(resource, source));
    }
    this.#known.set(text, stream);
    return stream;
  }
}
