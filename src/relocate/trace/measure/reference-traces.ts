import { findReferences, formatPath } from '../../../manifest';
import type { FoundReference, ManifestStream, Resource } from '../../../manifest';
import { alignObjects } from '../align-objects';
import type { Composition, CompositionPart, TracedReference } from '../chart-trace';
import { groupBy } from '../group-by';
import { tracedObject } from '../traced-object';
import type { Mark } from './mark';
import { readComposition } from './read-composition';
import { referenceWindow } from './reference-window';
import type { ReferenceWindow } from './reference-window';

interface Span {
  readonly start: number;
  readonly end: number;
  readonly path: string;
}

/** One reference of the chart, and what marked renders have shown about it so far. */
class Observed {
  public readonly found: FoundReference;
  public readonly window: ReferenceWindow | undefined;
  public spans: Span[] = [];
  public forced: Composition[] = [];
  public readonly unreadable = new Set<string>();

  constructor(found: FoundReference, window: ReferenceWindow | undefined) {
    this.found = found;
    this.window = window;
  }
}

/**
 * What became of a reference in another render: what was wanted; nothing; something else; or its place is not there any
 * more.
 */
export type ReferenceFate = 'right' | 'unchanged' | 'wrong' | 'gone';

/** The references of a chart, and how it puts them together, learned from one marked render after the other. */
export class ReferenceTraces {
  readonly #stream: ManifestStream;
  readonly #observed: readonly Observed[];

  /** @param stream the chart as it is, without marks */
  constructor(stream: ManifestStream) {
    this.#stream = stream;
    this.#observed = [...new Set(stream.resources)].flatMap((resource) => {
      const found = findReferences(resource).filter(({ reference }) => reference !== undefined);
      return found.map((one) => new Observed(one, referenceWindow(one)));
    });
  }

  /** Texts of the references, each once. */
  public get texts(): string[] {
    return [...new Set(this.#observed.map(({ found }) => found.text))];
  }

  /** The objects that the references stand in, in the order of the references. */
  public get resources(): Resource[] {
    return this.#observed.map(({ found }) => found.resource);
  }

  /** What is known by now. */
  public get references(): TracedReference[] {
    return this.#observed.map(({ found, forced, spans, unreadable }): TracedReference => {
      const usual = spans.length === 0 ? [] : [{ parts: partsOf(found.text, spans) }];
      return {
        text: found.text,
        object: tracedObject(found.resource),
        path: placeOf(found),
        place: found.place,
        certainty: found.certainty,
        compositions: [...forced.filter(({ parts }) => JSON.stringify(parts) !== JSON.stringify(usual[0]?.parts)), ...usual],
        ...(unreadable.size === 0 ? {} : { unreadable: [...unreadable].sort() }),
      };
    });
  }

  /**
   * What became of each reference in another render.
   *
   * @param wanted texts that they were to have, in order
   */
  public compare(stream: ManifestStream, wanted: readonly string[]): ReferenceFate[] {
    const pairs = alignObjects(this.#stream.resources, stream.resources);
    const placed = this.#observed.map((observed, index) => ({ window: observed.window, wanted: wanted[index] ?? '', key: lineKey(observed) }));
    const lines = groupBy(placed, ({ key }) => key);
    return this.#observed.map((observed, index): ReferenceFate => {
      const { found, window } = observed;
      const other = pairs.get(found.resource);
      const line = other === undefined ? undefined : window?.lineOf(other);
      if (window === undefined || line === undefined) {
        return 'gone';
      }
      const expected = window.line.slice(0, window.start) + (wanted[index] ?? '') + window.line.slice(window.end);
      return line === expected || line === withAll(window.line, lines.get(lineKey(observed)) ?? []) ? 'right' : line === window.line ? 'unchanged' : 'wrong';
    });
  }

  /** Notes that setting some values makes something else of a reference than it was thought to. */
  public doubt(index: number, paths: Iterable<string>): void {
    for (const path of paths) {
      this.#observed[index]?.unreadable.add(path);
    }
  }

  /** Notes that values do nothing to a reference after all, once they are real. */
  public forget(index: number, paths: readonly string[]): void {
    const observed = this.#observed[index];
    if (observed !== undefined) {
      const concerns = ({ given = [], parts }: Composition): boolean => paths.some((path) => (
        given.includes(path) || parts.some((part) => part.type === 'value' && part.path === path)
      ));
      observed.spans = observed.spans.filter(({ path }) => !paths.includes(path));
      observed.forced = observed.forced.filter((composition) => !concerns(composition));
    }
  }

  /** Learns from a render with marks. */
  public observe(stream: ManifestStream, marks: ReadonlyMap<number, Mark>): void {
    const pairs = alignObjects(this.#stream.resources, stream.resources);
    for (const observed of this.#observed) {
      const line = lineIn(pairs.get(observed.found.resource), observed);
      if (observed.window !== undefined && line !== undefined && line !== observed.window.line) {
        learn(observed, readComposition(observed.window, line, marks));
      }
    }
  }
}

/** One text for the references of one line. */
function lineKey({ found: { nested, path, resource }, window }: Observed): string {
  return JSON.stringify([resource.origin, path, nested, window?.line]);
}

/** A line with every reference in it replaced. */
function withAll(line: string, references: readonly { readonly window: ReferenceWindow | undefined; readonly wanted: string }[]): string {
  const fromEnd = [...references].sort((a, b) => (b.window?.start ?? 0) - (a.window?.start ?? 0));
  return fromEnd.reduce((text, { wanted, window }) => (
    window === undefined ? text : text.slice(0, window.start) + wanted + text.slice(window.end)
  ), line);
}

function lineIn(other: Resource | undefined, { found, window }: Observed): string | undefined {
  return other === undefined || other === found.resource ? undefined : window?.lineOf(other);
}

function learn(observed: Observed, { kind, marks, parts }: ReturnType<typeof readComposition>): void {
  switch (kind) {
    case 'kept':
      addSpans(observed, parts, marks);
      break;
    case 'forced': {
      // Values that were empty first: where there is one, a host in another value hardly mattered. Where nothing forces,
      // it is the text in front that made the chart think again.
      const forcing = marks.filter(({ isForcing }) => isForcing);
      const empties = forcing.filter(({ original }) => original === '');
      const responsible = empties.length > 0 ? empties : forcing.length > 0 ? forcing : marks.slice(0, 1);
      const given = [...new Set(responsible.map(({ path }) => path))];
      if (given.length > 0 && !observed.forced.some((known) => JSON.stringify(known.given) === JSON.stringify(given))) {
        observed.forced.push({ given, parts });
      }
      break;
    }
    case 'unreadable':
      marks.forEach(({ path }) => observed.unreadable.add(path));
      break;
  }
}

function addSpans(observed: Observed, parts: readonly CompositionPart[], marks: readonly Mark[]): void {
  const { spans } = observed;
  let at = 0;
  for (const part of parts) {
    const start = at;
    if (part.type === 'text') {
      at += part.text.length;
      continue;
    }
    at += marks.find(({ path }) => path === part.path)?.original.length ?? 0;
    if (!spans.some((span) => span.start < at && start < span.end)) {
      spans.push({ start, end: at, path: part.path });
    }
  }
  spans.sort((a, b) => a.start - b.start);
}

function partsOf(text: string, spans: readonly Span[]): CompositionPart[] {
  const parts: CompositionPart[] = [];
  let at = 0;
  for (const { end, path, start } of spans) {
    if (start > at) {
      parts.push({ type: 'text', text: text.slice(at, start) });
    }
    parts.push({ type: 'value', path });
    at = end;
  }
  if (at < text.length) {
    parts.push({ type: 'text', text: text.slice(at) });
  }
  return parts;
}

/** Where a reference stands, inside embedded documents too. */
function placeOf({ nested, path, site }: FoundReference): string {
  const inside = nested === undefined ? '' : ` > ${formatPath(nested)}`;
  const line = site.line === undefined ? '' : ` line ${site.line}`;
  return formatPath(path) + inside + line;
}
