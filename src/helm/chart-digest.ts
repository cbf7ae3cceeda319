import { createHash } from 'node:crypto';
import { isJsonObject } from '../manifest';
import type { Json, JsonObject } from '../manifest';
import { textOf } from './chart-files';
import type { LoadedChart } from './load-chart';

/**
 * `sha256:` digest over what a chart renders from: its templates, values, schema, CRDs and other files, and the same
 * of its sub-charts, whether they lie there as directories or as packages.
 *
 * A directory and the package that `helm package` makes of it have the same digest. So Chart.yaml, which Helm writes
 * anew, counts by what it says about rendering: names, versions, and dependencies without the places they come from.
 * Left out is what no template needs and what comes and goes: README, LICENSE, NOTICE and CHANGELOG, lock files,
 * signatures, the values files of `ci/`, and everything whose name begins with a dot.
 */
export function chartDigest(chart: LoadedChart): string {
  const lines = [
    line('Chart.yaml', canonical(ofRendering(chart.metadata))),
    ...[...chart.files].filter(([path]) => counts(path)).map(([path, content]) => line(path, textOrBytes(content))),
    ...chart.subCharts.map((subChart) => line(`charts/${subChart.name}/${subChart.version}`, chartDigest(subChart))),
  ];
  return `sha256:${sha256(lines.sort().join('\n'))}`;
}

const READ_ELSEWHERE = /^(?:Chart|requirements)\.(?:yaml|lock)$/;
const NEVER_RENDERED = /^(?:README|LICEN[CS]E|NOTICE|CHANGELOG)(?:\.[a-z]+)?$|^ci\/|\.prov$|(?:^|\/)\./i;

function counts(path: string): boolean {
  return !READ_ELSEWHERE.test(path) && !NEVER_RENDERED.test(path);
}

const CHART_FIELDS: readonly string[] = ['apiVersion', 'name', 'version', 'appVersion', 'kubeVersion', 'type', 'dependencies'];
const DEPENDENCY_FIELDS: readonly string[] = ['name', 'version', 'alias', 'condition', 'tags', 'import-values'];

function ofRendering(metadata: JsonObject): JsonObject {
  const { dependencies } = metadata;
  return {
    ...pick(metadata, CHART_FIELDS),
    dependencies: (Array.isArray(dependencies) ? dependencies : []).filter((one) => isJsonObject(one)).map((one) => pick(one, DEPENDENCY_FIELDS)),
  };
}

function pick(map: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(map).filter(([key]) => fields.includes(key)));
}

/** Helm drops a byte order mark when it reads a chart, so a package has none. */
function textOrBytes(content: Buffer): Buffer | string {
  return content[0] === 0xef ? textOf(content) : content;
}

function line(path: string, content: Buffer | string): string {
  return `${sha256(content)} ${path}`;
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Chart.yaml as Helm would write it, up to spelling: keys in order, no empty fields, numbers and texts alike. */
function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) {
    return `[${value.map((entry) => canonical(entry)).join(',')}]`;
  }
  if (isJsonObject(value)) {
    const members = Object.keys(value).sort().filter((key) => !isEmpty(value[key])).map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(typeof value === 'boolean' ? value : String(value));
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || value === false
    || (typeof value === 'object' && Object.keys(value).length === 0);
}
