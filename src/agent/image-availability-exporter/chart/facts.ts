import { EXPORTER_REPOSITORY } from '../exporter-facts';

/** In what the releases of the chart differ, as far as anybody who installs them notices. */
export interface ExporterChartFacts {
  /** Version of the chart. */
  readonly version: string;
  /** Version of the exporter in it. */
  readonly exporter: string;
  /** Whether files can be mounted, as from 0.10.1 on. */
  readonly volumes: boolean;
  /** Whether the right to read secrets can be taken away, as from 0.12.0 on. */
  readonly secretSwitch: boolean;
}

/** The image of a release of the chart. The template makes the tag of the chart's appVersion. */
export function chartImage({ exporter }: ExporterChartFacts): string {
  return `${EXPORTER_REPOSITORY}:v${exporter}`;
}

/**
 * Read from the charts at their tags, and checked by rendering them.
 *
 * Older ones cannot be installed: 0.8.0 does not render, 0.9.0 and 0.9.1 end the image with a stray quotation mark and have
 * no pull secrets.
 *
 * @see https://github.com/deckhouse/k8s-image-availability-exporter/tree/k8s-image-availability-exporter-0.18.0/charts
 */
export const EXPORTER_CHART_FACTS: readonly ExporterChartFacts[] = [
  { version: '0.9.2', exporter: '0.5.1', volumes: false, secretSwitch: false },
  { version: '0.10.0', exporter: '0.6.1', volumes: false, secretSwitch: false },
  { version: '0.10.1', exporter: '0.6.1', volumes: true, secretSwitch: false },
  { version: '0.11.0', exporter: '0.7.0', volumes: true, secretSwitch: false },
  { version: '0.12.0', exporter: '0.7.0', volumes: true, secretSwitch: true },
  { version: '0.13.0', exporter: '0.8.0', volumes: true, secretSwitch: true },
  { version: '0.14.0', exporter: '0.9.0', volumes: true, secretSwitch: true },
  { version: '0.15.0', exporter: '0.9.0', volumes: true, secretSwitch: true },
  { version: '0.16.0', exporter: '0.10.0', volumes: true, secretSwitch: true },
  { version: '0.17.0', exporter: '0.11.0', volumes: true, secretSwitch: true },
  { version: '0.18.0', exporter: '0.14.0', volumes: true, secretSwitch: true },
];
