import { join } from 'node:path';
import { parse } from 'yaml';

/** Path of a fixture chart. */
export function chart(name: string): string {
  return join(__dirname, '..', 'fixtures', 'charts', name);
}

/** Path of an executable that stands in for Helm. */
export function fakeHelm(name = 'fake-helm'): string {
  return join(__dirname, '..', 'fixtures', 'helm', name);
}

/** A Kubernetes version that every fixture chart accepts: Helm built from source believes in a very old one. */
export const KUBE_VERSION = '1.33.1';

/** The values that the charts `print-values…` were given. */
export function printedValues(manifests: string): unknown {
  const { data } = parse(manifests) as { data: { values: string } };
  return JSON.parse(Buffer.from(data.values, 'base64').toString('utf8'));
}
