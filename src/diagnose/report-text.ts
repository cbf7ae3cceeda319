import type { ReportStyle } from '../audit';
import { escapeControlCharacters } from '../error';
import type { Diagnosis, TroubleFinding, TroublePlace } from './diagnosis';

const same = (text: string): string => text;
const PLAIN: ReportStyle = { good: same, bad: same, warn: same, dim: same };

/** How many places of an image are shown before the rest is only counted. */
const SHOWN_PLACES = 3;

/**
 * The diagnosis for people: how many, then each trouble with its cause, its remedy, and where it was seen.
 *
 * Ends with a line feed. Control characters are escaped.
 */
export function printDiagnosisText({ healthy, pods, findings }: Diagnosis, style: ReportStyle = PLAIN): string {
  const scope = pods === 0 ? '' : ` in ${count(pods, 'pod')}`;
  if (healthy) {
    return `${style.good('NOTHING WRONG')}  no trouble with images${scope}\n`;
  }
  const places = findings.reduce((sum, finding) => sum + finding.places.length, 0);
  const head = `${style.bad('TROUBLE')}  ${count(findings.length, 'cause')} in ${count(places, 'place')}${pods === 0 ? '' : `, of ${count(pods, 'pod')}`}`;
  return `${[head, ...findings.flatMap((finding) => ['', ...printFinding(finding, style)])].join('\n')}\n`;
}

function printFinding({ trouble, places }: TroubleFinding, style: ReportStyle): string[] {
  const byImage = new Map<string, TroublePlace[]>();
  for (const place of places) {
    byImage.set(place.image, [...byImage.get(place.image) ?? [], place]);
  }
  return [
    `${style.bad(trouble.id)}  ${trouble.cause}`,
    `  ${style.dim('→')} ${trouble.remedy}`,
    `  ${style.dim('→')} ${style.dim(trouble.see)}`,
    ...[...byImage].flatMap(([image, own]) => [...(image === '' ? [] : [`  ${clean(image)}`]), ...printPlaces(own, style)]),
  ];
}

function printPlaces(places: readonly TroublePlace[], style: ReportStyle): string[] {
  const shown = places.slice(0, SHOWN_PLACES).flatMap((place) => [
    `    ${clean(describePlace(place))}${style.dim(clean(place.message))}`,
    ...place.credentials.map((known) => `      ${style.warn('credential:')} ${clean(known)}`),
  ]);
  return places.length > SHOWN_PLACES ? [...shown, `    ${style.dim(`and ${places.length - SHOWN_PLACES} more`)}`] : shown;
}

function describePlace({ kind, namespace, name, container }: TroublePlace): string {
  if (name === '') {
    return '';
  }
  return `${kind} ${namespace === '' ? name : `${namespace}/${name}`}${container === '' ? '' : `, ${container}`}: `;
}

/** Text from a cluster must not steer a terminal: escaped at the leaves, so that our own colours stay. */
function clean(text: string): string {
  return escapeControlCharacters(text).replaceAll('\n', '\\n');
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
