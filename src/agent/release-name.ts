import type { JsonObject } from '../manifest';
import { fillText } from '../relocate';

const RELEASE = /\{release\}/g;

/** `{fullname CHART}`, or `{fullname CHART LENGTH}`. */
const FULL_NAME = /\{fullname ([a-z0-9-]+)(?: (\d+))?\}/g;

/** The length that Kubernetes allows for labels, at which most charts cut their names. */
const USUAL_LENGTH = '63';

/**
 * A name of the catalogue with its placeholders filled in: `{release}`, `{fullname CHART}`, and `{path}` for a text of
 * the values. A path with no text leaves nothing.
 */
export function inRelease(name: string, releaseName: string, effective: JsonObject = {}): string {
  const filled = name
    .replace(RELEASE, releaseName)
    .replace(FULL_NAME, (_, chart: string, length = USUAL_LENGTH) => fullName(releaseName, chart, Number(length)));
  return fillText(filled, effective) ?? filled.replace(/\{[^{}]*\}/g, '');
}

/**
 * The name that the helper `fullname` of nearly every chart makes: release and chart, the release alone when it names
 * the chart already, cut, and without a dash at the end.
 */
function fullName(releaseName: string, chart: string, length: number): string {
  const name = releaseName.includes(chart) ? releaseName : `${releaseName}-${chart}`;
  return name.slice(0, length).replace(/-$/, '');
}
