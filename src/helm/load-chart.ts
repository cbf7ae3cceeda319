import { quote } from '../error';
import { isJsonObject } from '../manifest';
import type { Json, JsonObject } from '../manifest';
import { ChartProblem, textOf } from './chart-files';
import type { ChartFiles, ReadingBudget } from './chart-files';
import { parseHelmYaml } from './helm-yaml';
import { readChartPackage } from './read-chart-package';

/** A sub-chart that a chart declares. */
export interface ChartDependency {
  /** Name of the sub-chart. */
  readonly name: string;
  /** Versions of it that will do, as a range; empty when the chart does not say. */
  readonly version: string;
  /** Name under which its values stand, and under which its templates run: its alias, if it has one. */
  readonly as: string;
  /** What the chart takes over from its values: maps `{ child, parent }`, or names below `exports`. */
  readonly importValues: readonly Json[];
}

/** A chart as its files say, nothing of it merged. */
export interface LoadedChart {
  readonly name: string;
  readonly version: string;
  /** Chart.yaml, with the dependencies of requirements.yaml in it. */
  readonly metadata: JsonObject;
  /** Its values.yaml. */
  readonly values: JsonObject;
  /** Its own files; those of sub-charts are not among them. */
  readonly files: ChartFiles;
  readonly dependencies: readonly ChartDependency[];
  /** What is in `charts/`, by the name in its Chart.yaml; several may have the same name. */
  readonly subCharts: readonly LoadedChart[];
}

/** Charts in charts in charts: nobody goes further than four or five. */
const MOST_LEVELS = 20;

/**
 * Makes a chart of its files, and charts of what is in its `charts/`: directories and packages.
 *
 * @see https://github.com/helm/helm/blob/main/pkg/chart/loader/archive/archive.go
 * @throws ChartProblem
 */
export function loadChart(files: ChartFiles, budget: ReadingBudget, level = 0): LoadedChart {
  if (level > MOST_LEVELS) {
    throw new ChartProblem(`it has sub-charts ${MOST_LEVELS} levels deep`);
  }
  const { own, nested } = split(files);
  const metadata = readMap(own, 'Chart.yaml');
  if (metadata === undefined || typeof metadata['name'] !== 'string' || metadata['name'] === '') {
    throw new ChartProblem('its Chart.yaml is missing, or has no name');
  }
  const declared = metadata['dependencies'] ?? readMap(own, 'requirements.yaml')?.['dependencies'] ?? [];
  return {
    name: metadata['name'],
    version: textIn(metadata, 'version'),
    metadata: { ...metadata, dependencies: declared },
    values: readMap(own, 'values.yaml') ?? {},
    files: own,
    dependencies: (Array.isArray(declared) ? declared : []).filter((entry) => isJsonObject(entry)).map((entry) => readDependency(entry)),
    subCharts: [...nested].map(([name, inside]) => loadSubChart(name, inside, budget, level + 1)),
  };
}

interface Split {
  readonly own: ChartFiles;
  /** By the name in `charts/`. A package is under the empty path. */
  readonly nested: ReadonlyMap<string, ChartFiles>;
}

function split(files: ChartFiles): Split {
  const own = new Map<string, Buffer>();
  const nested = new Map<string, Map<string, Buffer>>();
  for (const [path, content] of files) {
    const [, name, inside] = /^charts\/([^/]+)(?:\/(.*))?$/s.exec(path) ?? [];
    if (name === undefined) {
      own.set(path, content);
    } else if (!/^[_.]/.test(name) && (inside !== undefined || name.endsWith('.tgz'))) {
      // Helm leaves names out that begin with a dot or an underscore; a file that is no package is no chart.
      const chart = nested.get(name) ?? new Map<string, Buffer>();
      nested.set(name, chart.set(inside ?? '', content));
    }
  }
  return { own, nested };
}

function loadSubChart(name: string, files: ChartFiles, budget: ReadingBudget, level: number): LoadedChart {
  try {
    const packed = files.get('');
    return loadChart(packed === undefined ? files : readChartPackage(packed, budget), budget, level);
  } catch (error) {
    throw error instanceof ChartProblem ? new ChartProblem(`in charts/${quote(name).slice(1, -1)}: ${error.message}`, { cause: error.cause }) : error;
  }
}

function readMap(files: ChartFiles, name: string): JsonObject | undefined {
  const content = files.get(name);
  if (content === undefined) {
    return undefined;
  }
  let value: unknown;
  try {
    value = parseHelmYaml(textOf(content));
  } catch (cause) {
    throw new ChartProblem(`its ${name} cannot be read as YAML`, { cause });
  }
  if (value === null || value === undefined) {
    return {};
  }
  if (!isJsonObject(value as Json)) {
    throw new ChartProblem(`its ${name} is no map`);
  }
  return value as JsonObject;
}

function readDependency(entry: JsonObject): ChartDependency {
  const name = textIn(entry, 'name');
  const alias = textIn(entry, 'alias');
  const imports = entry['import-values'];
  return { name, version: textIn(entry, 'version'), as: alias === '' ? name : alias, importValues: Array.isArray(imports) ? imports : [] };
}

function textIn(map: JsonObject, key: string): string {
  const value = map[key];
  return value === undefined || value === null ? '' : String(value);
}
