import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** One chart to measure. */
export interface ChartEntry {
  /** Who publishes it. */
  readonly vendor: string;
  /** Name of the chart. */
  readonly chart: string;
  /** Path of its directory or package, from the folder of the index. */
  readonly path: string;
  /** Version of the chart. */
  readonly version: string;
  /** Repository that it was taken from. */
  readonly repository: string;
  /** Commit of that repository. */
  readonly commit: string;
  /** File with the values that it needs to render, from the folder of the index. */
  readonly values?: string;
  /** What has to be known about it, such as dependencies of other versions. */
  readonly note?: string;
  /** Why it is not measured, for one that does not render by itself: it is listed all the same. */
  readonly skip?: string;
}

const TEXTS = ['vendor', 'chart', 'path', 'version', 'repository', 'commit'] as const;

/** Reads an index of charts: a JSON list of {@link ChartEntry}. */
export function readIndex(file: string): ChartEntry[] {
  const entries = JSON.parse(readFileSync(file, 'utf8')) as ChartEntry[];
  if (!Array.isArray(entries)) {
    throw new Error(`${file}: expected a list of charts`);
  }
  for (const [index, entry] of entries.entries()) {
    const missing = TEXTS.filter((key) => typeof entry[key] !== 'string');
    if (missing.length > 0) {
      throw new Error(`${file}: chart ${index + 1} lacks ${missing.join(', ')}`);
    }
  }
  const at = (path: string): string => resolve(dirname(file), path);
  return entries.map((entry) => ({ ...entry, path: at(entry.path), ...(entry.values === undefined ? {} : { values: at(entry.values) }) }));
}

/** `vendor/chart`, as labels and reports name a chart. */
export function idOf({ vendor, chart }: Pick<ChartEntry, 'vendor' | 'chart'>): string {
  return `${vendor}/${chart}`;
}
