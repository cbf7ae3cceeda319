import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parse } from 'yaml';
import { PullproofError } from '../../src/error';
import { printValuesYaml, readChartContentsSync, renderChartSync } from '../../src/helm';
import { installChart } from '../../src/install';
import type { ChartInstall } from '../../src/install';
import { parseManifests } from '../../src/manifest';
import type { JsonObject } from '../../src/manifest';
import { driveSync } from '../../src/relocate';
import type { RenderOutcome } from '../../src/relocate';
import type { ChartEntry } from './index-file';
import { plainRender } from './plain-helm';
import { HELM, INSTALL, PULL_SECRET, RELOCATION } from './settings';

/** A chart, its install, and what Helm itself makes of the overrides. */
export interface MeasuredInstall {
  /** The chart by itself, twice: some things differ each time. */
  readonly baselines: readonly [string, string];
  /** How long `helm template` takes for it: the median of three. */
  readonly plainSeconds: number;
  /** How long everything of ours took, renders included. */
  readonly seconds: number;
  /** How often the chart was rendered for it. */
  readonly renders: number;
  /** What came of it. */
  readonly install: ChartInstall;
  /** The chart as Helm renders it with the overrides in a file of their own; `undefined` when it does not. */
  readonly overridden: string | undefined;
  /** What Helm said, if it did not. */
  readonly said: string;
}

/** A chart that could not be measured. */
export class Unmeasured extends Error {}

/**
 * Installs a chart the way a user would, and lets Helm itself apply the overrides.
 *
 * @throws Unmeasured when the chart does not render by itself
 */
export function measureInstall({ path, values }: ChartEntry): MeasuredInstall {
  const files = values === undefined ? [] : [values];
  const plain = [1, 2, 3].map(() => plainRender(path, files));
  const first = plain[0]?.manifests;
  if (first === undefined) {
    throw new Unmeasured(`does not render: ${plain[0]?.said.trim().slice(0, 300) ?? ''}`);
  }
  const given = values === undefined ? {} : (parse(readFileSync(values, 'utf8')) as JsonObject | null) ?? {};
  let renders = 0;
  const started = performance.now();
  const rendering = installChart({
    chart: readChartContentsSync({ chart: path, helmExecutable: HELM }), values: given, ...INSTALL,
    relocation: RELOCATION, pullSecretNames: [PULL_SECRET],
  });
  const install = driveSync(rendering, (step) => {
    renders += 1;
    return outcomeOf(() => renderChartSync({ chart: path, helmExecutable: HELM, ...INSTALL, values: step.values }).manifests);
  });
  const seconds = (performance.now() - started) / 1000;
  // Later than the first: some charts print the time.
  const second = plainRender(path, files).manifests ?? '';
  const overridden = withFile(printValuesYaml(install.traced.solution.overrides), (file) => plainRender(path, [...files, file]));
  return {
    baselines: [first, second], plainSeconds: plain.map((one) => one.seconds).sort((a, b) => a - b)[1] ?? NaN, seconds, renders, install,
    overridden: overridden.manifests, said: overridden.said.trim(),
  };
}

/** The objects that a text holds. */
export const streamOf = parseManifests;

function outcomeOf(render: () => string): RenderOutcome {
  try {
    return { type: 'rendered', manifests: render() };
  } catch (error) {
    if (error instanceof PullproofError && error.code === 'helm-failed') {
      return { type: 'failed', words: error.problems };
    }
    throw error;
  }
}

function withFile<T>(text: string, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-bench-'));
  try {
    const file = join(folder, 'overrides.yaml');
    writeFileSync(file, text);
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
