import { tryParseReference } from '../image';
import type { ImageReference } from '../image';
import { isJsonObject } from '../manifest';
import type { FoundReference, Json, Path, Resource } from '../manifest';
import type { AuditContext } from './context';
import { describeObject } from './location';
import { isRenderedElsewhere } from './rendered-elsewhere';

/** The name of a private image, without tag and digest, in a place that does not say what its texts are. */
export interface BareName {
  /** The object. */
  readonly resource: Resource;
  /** Path to the string that holds it. */
  readonly path: Path;
  /** The name as it stands. */
  readonly text: string;
  /** The name taken apart. */
  readonly reference: ImageReference;
}

/** What a reference is made of. */
const WORD = /^[\w.\-/:@+]+/;

/**
 * Names of private images that are no references by their form or by their place: arguments and settings that lost their
 * tag. Nobody could tell them from other texts, did they not begin with a registry that was declared.
 */
export function bareNames({ options, references, resources, registryOf, where }: AuditContext): BareName[] {
  const hosts = [...new Set(options.registries.map(({ host }) => `${host}/`))];
  const known = new Map<Resource, FoundReference[]>();
  for (const found of references) {
    const list = known.get(found.resource) ?? [];
    known.set(found.resource, list);
    list.push(found);
  }
  const echoes = new Set((options.echoes ?? []).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`));
  // Values of a release keep name and tag apart, and the chart puts them together; so does what repeats them as text.
  const own = resources.filter(({ resource }) => !isRenderedElsewhere(resource) && !echoes.has(describeObject(where(resource))));
  return own.flatMap(({ resource }) => [...stringsIn(resource.object, [])].flatMap(([path, text]) => hosts.flatMap((host) => wordsFrom(text, host))
    .flatMap((word): BareName[] => {
      const reference = tryParseReference(word);
      const isBare = reference !== undefined && reference.tag === undefined && reference.digest === undefined && registryOf(reference) !== undefined;
      return isBare && known.get(resource)?.some((found) => isPartOf(found, path, word)) !== true ? [{ resource, path, text: word, reference }] : [];
    })));
}

/** Every string of an object but for its labels and annotations. */
function* stringsIn(value: Json, path: Path): Generator<[Path, string]> {
  if (typeof value === 'string') {
    yield [path, value];
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* stringsIn(item, [...path, index]);
    }
  } else if (isJsonObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      if (key !== 'metadata') {
        yield* stringsIn(child, [...path, key]);
      }
    }
  }
}

/** The words of a text that begin with a host. */
function wordsFrom(text: string, host: string): string[] {
  const words: string[] = [];
  for (let at = text.indexOf(host); at !== -1; at = text.indexOf(host, at + host.length)) {
    const isInside = /[\w./@:-]/.test(text.charAt(at - 1));
    const word = WORD.exec(text.slice(at, at + 600))?.[0] ?? '';
    // What ends with a colon gets its tag later: `harbor.example.com/agents/app:${VERSION}`.
    if (!isInside && !/[:@]$/.test(word)) {
      words.push(word.replace(/[./_-]+$/, ''));
    }
  }
  return words;
}

/** Whether a word belongs to a reference that was found: as a whole, or as one of the keys that spell it. */
function isPartOf({ path, site, text }: FoundReference, at: Path, word: string): boolean {
  const isWhole = samePath(path, at) && (text === word || (site.parts !== undefined && text.startsWith(word)));
  return isWhole || (site.parts !== undefined && site.embedded.length === 0 && at.length === path.length + 1 && samePath(path, at.slice(0, -1)));
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}
