import { readFileSync } from 'node:fs';
import { findReferences } from '../../src/manifest';
import type { ManifestStream } from '../../src/manifest';
import { groupOf } from './judge-references';

/** An image outside of the pods of a chart, written down by hand. */
export interface Label {
  /** The object, as `Kind/name`. */
  readonly object: string;
  /** The image. */
  readonly text: string;
}

/** Labels by `vendor/chart`. Charts that are missing were not looked at; an empty list means that there are none. */
export type Labels = Readonly<Record<string, readonly Label[]>>;

/** How the search for images outside of pods did on one chart. */
export interface FinderScore {
  /** Images that were written down. */
  readonly labelled: number;
  /** Those that were not found. */
  readonly missed: readonly Label[];
  /** Texts that were taken for images and are none. */
  readonly falseAlarms: readonly Label[];
}

/** Reads labels: a JSON object of {@link Labels}. */
export function readLabels(file: string): Labels {
  return JSON.parse(readFileSync(file, 'utf8')) as Labels;
}

/** Compares what is found outside of pods with what was written down; each text of an object counts once. */
export function judgeFinder({ resources }: ManifestStream, labels: readonly Label[]): FinderScore {
  const found = new Map(resources.flatMap((resource) => findReferences(resource)).filter((one) => one.certainty !== 'possible' && groupOf(one) === 'elsewhere')
    .map(({ resource, text }) => [`${resource.kind}/${resource.name} ${text}`, { object: `${resource.kind}/${resource.name}`, text }]));
  const seen = new Map(labels.map((label) => [`${label.object} ${label.text}`, label]));
  return {
    labelled: seen.size,
    missed: [...seen].filter(([key]) => !found.has(key)).map(([, label]) => label),
    falseAlarms: [...found].filter(([key]) => !seen.has(key)).map(([, label]) => label),
  };
}
