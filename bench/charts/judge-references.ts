import { printReference } from '../../src/image';
import { findReferences, formatPath } from '../../src/manifest';
import type { FoundReference, ManifestStream, Resource } from '../../src/manifest';
import { pairObjects } from './pair-objects';
import { RELOCATION } from './settings';

/** Where references stand: in ordinary pods, in pods of hooks, or in arguments, variables, custom resources and texts. */
export type Group = 'pod' | 'hook' | 'elsewhere';

/** What became of one reference of a chart. */
export interface JudgedReference {
  readonly group: Group;
  /** The object, as `Kind/name`. */
  readonly object: string;
  /** Where in the object. */
  readonly path: string;
  /** What the chart renders. */
  readonly source: string;
  /** What it has to become. */
  readonly wanted: string;
  /** What it became; empty when nothing is there any more. */
  readonly became: string;
  /** Whether that is the same. */
  readonly exact: boolean;
}

/**
 * Judges every reference of a chart without a word of the engine: what the chart renders by itself, relocated, against
 * what stands in its place in another render.
 *
 * Texts that only have the form of a reference are left out: they are counted by {@link countDoubtful}.
 */
export function judgeReferences(before: ManifestStream, after: ManifestStream): JudgedReference[] {
  const pairs = pairObjects(before.resources, after.resources);
  return before.resources.flatMap((resource) => {
    const theirs = pairs.get(resource);
    const waiting = theirs === undefined ? [] : sureReferences(theirs);
    return sureReferences(resource).map((found) => judge(found, waiting));
  });
}

/** Texts of a render that only have the form of a reference. */
export function countDoubtful({ resources }: ManifestStream): number {
  return resources.flatMap((resource) => findReferences(resource)).filter(({ certainty }) => certainty === 'possible').length;
}

/** The group of a reference. */
export function groupOf({ resource, certainty }: FoundReference): Group {
  const annotations = (resource.object.metadata as { annotations?: Record<string, unknown> } | undefined)?.annotations ?? {};
  return certainty !== 'certain' ? 'elsewhere' : 'helm.sh/hook' in annotations ? 'hook' : 'pod';
}

function sureReferences(resource: Resource): FoundReference[] {
  return findReferences(resource).filter(({ certainty }) => certainty !== 'possible');
}

/** @param waiting references of the other render that stand for none yet; the one that stands for this is taken out */
function judge(found: FoundReference, waiting: FoundReference[]): JudgedReference {
  const wanted = wantedOf(found);
  const samePlace = waiting.filter((one) => placeOf(one) === placeOf(found));
  // Several may stand in one text, and a list may have moved by one place.
  const partner = samePlace.find((one) => printed(one) === wanted) ?? samePlace[0] ?? waiting.find((one) => printed(one) === wanted);
  if (partner !== undefined) {
    waiting.splice(waiting.indexOf(partner), 1);
  }
  const became = partner === undefined ? '' : printed(partner);
  return {
    group: groupOf(found), object: `${found.resource.kind}/${found.resource.name}`, path: placeOf(found),
    source: found.text, wanted, became, exact: wanted !== '' && became === wanted,
  };
}

function wantedOf({ reference }: FoundReference): string {
  return reference === undefined ? '' : printReference(RELOCATION.relocate(reference));
}

function printed({ reference, text }: FoundReference): string {
  return reference === undefined ? text : printReference(reference);
}

function placeOf({ path, nested }: FoundReference): string {
  return nested === undefined ? formatPath(path) : `${formatPath(path)} > ${formatPath(nested)}`;
}
