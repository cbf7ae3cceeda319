export type { ChartSource, HelmRender, HelmRendered } from './helm-render';
export { isSecretKey } from './mask-secrets';
export { coalesceValues, mergeValues } from './merge-values';
export { readChart, readChartSync } from './read-chart';
export type { ChartInfo } from './read-chart';
export { renderChart, renderChartSync } from './render-chart';
export { printValues } from './values-text';
export { printValuesYaml } from './values-yaml';
