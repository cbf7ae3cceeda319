import type { FoundReference, ManifestStream, Resource, UnparsedDocument } from '../../manifest';
import type { TracedObject } from './chart-trace';
import { compareObjects } from './compare/compare-objects';
import type { RawDifference } from './compare/compare-objects';
import { isConsequence } from './compare/consequence';
import { pairByDigestNames } from './compare/digest-names';
import { MovedReferences } from './compare/moved-references';
import { pairObjects } from './compare/pair-objects';
import { printPlace, stepsOf } from './compare/place';
import { isNoise, NO_NOISE, pairRenamed } from './compare/render-noise';
import type { RenderNoise } from './compare/render-noise';
import { RepeatedReferences } from './compare/repeated-references';
import { showSides } from './compare/show-sides';
import { tracedObject } from './traced-object';

export { findNoise } from './compare/render-noise';
export type { RenderNoise } from './compare/render-noise';

/** Something that differs between two renders of a chart, and was not meant to. */
export interface RenderDifference {
  /** The object. */
  readonly object: TracedObject;
  /** Where in the object, for people: `spec.template.metadata.labels.app`. Empty for the object as a whole. */
  readonly path: string;
  /** What differs, for people: `"a" became "b"`. */
  readonly what: string;
  /**
   * What was there, cut, with `***` for what may be a secret.
   *
   * @default - nothing was
   */
  readonly before?: string;
  /**
   * What is there now, cut, with `***` for what may be a secret.
   *
   * @default - nothing is
   */
  readonly after?: string;
}

/** Two renders of a chart, and what was meant to change from one to the other. */
export interface RenderComparison {
  /** The chart as it was. Objects that are the very same in both are not looked at. */
  readonly before: ManifestStream;
  /** The chart with other values. */
  readonly after: ManifestStream;
  /** Whether a reference was meant to become what stands in its place now. Asked only where the two differ. */
  readonly isImageChange: (before: FoundReference, after: FoundReference) => boolean;
  /**
   * Pull secrets that pods and accounts were meant to be given.
   *
   * @default - none
   */
  readonly pullSecretNames?: readonly string[];
  /**
   * What differs between any two renders.
   *
   * @default - nothing does
   */
  readonly noise?: RenderNoise;
  /**
   * Whether something else was meant to change as well; asked about what is left.
   *
   * @default - nothing was
   */
  readonly isMeant?: (difference: RawDifference) => boolean;
}

/**
 * Finds every difference between two renders that was not meant: an object that appeared or vanished, a label, a
 * variable, a container that moved up.
 *
 * Meant are references that became what they were to become, wherever they stand, texts and documents inside strings
 * included; pull secrets of the given names that were added to a list, each once, with the entries before it kept; and,
 * where something of that kind happened, what follows from it: digests in annotations, labels and names, and copies of
 * the references in places where nobody would look for one. Objects are the same when kind, namespace
 * and name are; their order in the stream does not matter.
 */
export function compareRenders(comparison: RenderComparison): RenderDifference[] {
  const { before, after, isImageChange, pullSecretNames = [], noise = NO_NOISE, isMeant = () => false } = comparison;
  const { pairs, vanished, appeared } = pairObjects(before.resources, after.resources);
  const renamed = pairRenamed(vanished, appeared, noise.renamed);
  const known = new Set(renamed.flatMap((pair) => [pair.before, pair.after]));
  const rehashed = pairByDigestNames(vanished.filter((one) => !known.has(one)), appeared.filter((one) => !known.has(one)));
  const compared = [...pairs, ...renamed, ...rehashed].filter((pair) => pair.before.object !== pair.after.object).map((pair) => {
    const moved = (now: Resource): MovedReferences => new MovedReferences(pair.before, now, isImageChange);
    const found = compareObjects(pair.before, pair.after, moved, pullSecretNames);
    const left = found.differences.filter((raw) => !isMeant(raw));
    return { pair, ...found, differences: left, isChanged: found.isChanged || left.length < found.differences.length };
  });
  const isChanged = compared.some((one) => one.isChanged);
  const names = isChanged ? rehashed.map((pair) => ({ before: pair.before.name, after: pair.after.name, isBase64: false })) : [];
  const repeated = new RepeatedReferences([...compared.flatMap(({ moved }) => moved), ...names]);
  // Where nothing was meant to change, an object with another name is another object.
  const differences = compared.filter(({ pair }) => isChanged || !rehashed.includes(pair)).flatMap(({ pair, differences: found }) => found
    .filter(({ place }) => !isNoise(noise, pair.id, place))
    .filter((raw) => !(isChanged && isConsequence(raw.place, raw.before, raw.after)) && !(fitsPlace(raw) && repeated.explain(raw.before, raw.after)))
    .map((raw) => describe(pair.before, raw)));
  const found = new Set([...renamed, ...(isChanged ? rehashed : [])].flatMap((pair) => [pair.before, pair.after]));
  return [
    ...differences,
    ...vanished.filter((resource) => !found.has(resource)).map((resource) => whole(resource, 'the object is not there any more')),
    ...appeared.filter((resource) => !found.has(resource)).map((resource) => whole(resource, 'the object was not there before')),
    ...newlyUnreadable(before.unparsed, after.unparsed),
  ];
}

/** Labels and selectors hold no slashes: a reference that is repeated there makes an object that Kubernetes refuses. */
function fitsPlace({ after, place }: RawDifference): boolean {
  const isLabel = stepsOf(place).some((step) => step === 'labels' || step === 'matchLabels' || step === 'selector');
  return !isLabel || (typeof after === 'string' && /^(?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?$/.test(after));
}

function describe(resource: Resource, { place, label, before, after }: RawDifference): RenderDifference {
  const sides = showSides(resource, place, label, before, after);
  return { object: tracedObject(resource), path: printPlace(place), what: wordsFor(sides.before, sides.after, before, after), ...sides };
}

function wordsFor(shownBefore: string | undefined, shownAfter: string | undefined, before: unknown, after: unknown): string {
  if (Array.isArray(before) && Array.isArray(after)) {
    return `a list of ${before.length} became one of ${after.length}`;
  }
  if (shownBefore === undefined || shownAfter === undefined) {
    return shownBefore === undefined ? `${shownAfter ?? 'something'} was not there before` : `${shownBefore} is not there any more`;
  }
  return `${shownBefore} became ${shownAfter}`;
}

function whole(resource: Resource, what: string): RenderDifference {
  return { object: tracedObject(resource), path: '', what };
}

/** Documents that cannot be read differ from nothing that can be named; there must not be more of them than before. */
function newlyUnreadable(before: readonly UnparsedDocument[], after: readonly UnparsedDocument[]): RenderDifference[] {
  const reasons = before.map(({ reason }) => reason);
  const object = ({ origin }: UnparsedDocument): TracedObject => ({ apiVersion: '', kind: 'document', name: `${origin.document + 1}` });
  return after
    .filter(({ reason }) => !take(reasons, reason))
    .map((document) => ({ object: object(document), path: '', what: `it cannot be read: ${document.reason}` }));
}

function take(reasons: string[], reason: string): boolean {
  const at = reasons.indexOf(reason);
  if (at >= 0) {
    reasons.splice(at, 1);
  }
  return at >= 0;
}
