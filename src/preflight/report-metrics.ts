import { EXPORTER_STATES } from '../availability';
import type { ExporterState } from '../availability';
import type { AvailabilityReport } from './checked-image';

/**
 * The names by which k8s-image-availability-exporter has its metrics since its release 0.7.0.
 *
 * @see https://github.com/deckhouse/k8s-image-availability-exporter/blob/main/pkg/store/image_store.go
 */
const PREFIX = 'k8s_image_availability_exporter_';

const HELP: Readonly<Record<ExporterState, string>> = {
  available: 'Whether the image can be pulled.',
  absent: 'Whether the registry has no such image.',
  bad_image_format: 'Whether the text is no image reference.',
  registry_unavailable: 'Whether the registry cannot be reached.',
  authentication_failure: 'Whether the registry does not accept the login.',
  authorization_failure: 'Whether the login may not pull the image.',
  unknown_error: 'Whether it is unknown if the image can be pulled.',
};

/**
 * The report in the text format of Prometheus, with names and labels of the exporter, so that one dashboard serves both.
 *
 * Each container of each object has every metric, 1 for the state that it is in and 0 for the others.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function printAvailabilityMetrics({ images }: AvailabilityReport): string {
  const series = new Map<string, ExporterState>();
  for (const { exporterState, state, uses } of images) {
    // The exporter would count an image of another platform, or another digest, as available.
    const shown = exporterState === 'available' && state !== 'available' ? 'unknown_error' : exporterState;
    for (const { image, namespace, container, location } of uses) {
      const labels = labelsOf({ container, image, kind: location.kind.toLowerCase(), name: location.name, namespace });
      // A container that is declared twice has one series; what is wrong with it must not be hidden by the other.
      const known = series.get(labels);
      series.set(labels, known === undefined || known === 'available' ? shown : known);
    }
  }
  const rows = [...series].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return EXPORTER_STATES.map((metric) => [
    `# HELP ${PREFIX}${metric} ${HELP[metric]}\n`,
    `# TYPE ${PREFIX}${metric} gauge\n`,
    ...rows.map(([labels, state]) => `${PREFIX}${metric}{${labels}} ${state === metric ? 1 : 0}\n`),
  ].join('')).join('');
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels).map(([name, value]) => `${name}="${escape(value)}"`).join(',');
}

function escape(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
