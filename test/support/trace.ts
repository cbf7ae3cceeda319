import { PullproofError } from '../../src/error';
import { readChartContentsSync, renderChartSync } from '../../src/helm';
import { findReferences, parseManifests } from '../../src/manifest';
import type { JsonObject } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { driveSync, Relocation, traceChart } from '../../src/relocate';
import type { RenderOutcome, RenderStep, TraceRequest, TraceResult } from '../../src/relocate';
import { chart, KUBE_VERSION } from './charts';

/** Where the images of tests go. */
export const AGENTS = new Relocation({ registry: Registry.generic('harbor.example.com', { prefix: 'agents' }) });

/** A traced chart, and what it was rendered with. */
export interface TracedChart extends TraceResult {
  readonly steps: readonly RenderStep[];
}

/** Traces a fixture chart with a real Helm, for images only unless said otherwise. */
export function traceFixture(name: string, helmExecutable: string, request: Partial<TraceRequest> = {}): TracedChart {
  const steps: RenderStep[] = [];
  const rendering = traceChart({
    chart: readChartContentsSync({ chart: chart(name) }), values: {}, releaseName: 'rel', namespace: 'agents', relocation: AGENTS, pullSecretNames: [], ...request,
  });
  const result = driveSync(rendering, (step) => {
    steps.push(step);
    return renderFixture(name, helmExecutable, step.values);
  });
  return { ...result, steps };
}

/** Renders a fixture chart with a real Helm. */
export function renderFixture(name: string, helmExecutable: string, values: JsonObject): RenderOutcome {
  try {
    const { manifests } = renderChartSync({ chart: chart(name), helmExecutable, releaseName: 'rel', namespace: 'agents', kubeVersion: KUBE_VERSION, values });
    return { type: 'rendered', manifests };
  } catch (error) {
    if (PullproofError.isPullproofError(error) && error.code === 'helm-failed') {
      return { type: 'failed', words: error.problems };
    }
    throw error;
  }
}

/** Texts of the references of a render, in order. */
export function referenceTexts(manifests: string): string[] {
  return parseManifests(manifests).resources.flatMap((resource) => findReferences(resource)).filter(({ certainty }) => certainty !== 'possible').map(({ text }) => text);
}
