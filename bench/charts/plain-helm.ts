import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { HELM, INSTALL } from './settings';

/** A chart rendered by Helm itself, nothing of ours between. */
export interface PlainRender {
  /** What it printed; `undefined` when it failed. */
  readonly manifests: string | undefined;
  /** What it said about that. */
  readonly said: string;
  /** How long it took. */
  readonly seconds: number;
}

/** `helm template` of a chart with values files, as anybody would call it. */
export function plainRender(chart: string, valuesFiles: readonly string[]): PlainRender {
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(HELM, [
    'template', INSTALL.releaseName, chart, '--namespace', INSTALL.namespace, '--kube-version', INSTALL.kubeVersion, ...valuesFiles.flatMap((file) => ['-f', file]),
  ], { encoding: 'utf8', maxBuffer: 1e9 });
  const seconds = (performance.now() - started) / 1000;
  return { manifests: status === 0 ? stdout : undefined, said: error?.message ?? stderr, seconds };
}
