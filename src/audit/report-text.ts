import { escapeControlCharacters } from '../error';
import { refutes } from './audit';
import type { Finding } from './finding';
import { describeObject, describeOrigin } from './location';
import type { Verdict } from './verdict';

/** Colours of a report; front ends pass real ones for a terminal. */
export interface ReportStyle {
  /** Good news. */
  readonly good: (text: string) => string;
  /** What refutes the proof. */
  readonly bad: (text: string) => string;
  /** What deserves a look. */
  readonly warn: (text: string) => string;
  /** What may be skipped. */
  readonly dim: (text: string) => string;
}

const same = (text: string): string => text;
const PLAIN: ReportStyle = { good: same, bad: same, warn: same, dim: same };

/**
 * The report for people: the verdict first, then each finding with its place and remedy, then what was proven.
 *
 * Ends with a line feed. Control characters from manifests are escaped.
 */
export function printTextReport(verdict: Verdict, style: ReportStyle = PLAIN): string {
  const lines = [headline(verdict, style)];
  for (const finding of verdict.findings) {
    lines.push('', ...printFinding(finding, verdict.strict, style));
  }
  lines.push(...imageLines(verdict, style));
  if (verdict.assumptions.length > 0) {
    lines.push('', 'taken for granted:', ...verdict.assumptions.map((assumption) => `  - ${clean(assumption)}`));
  }
  return `${lines.join('\n')}\n`;
}

/** One finding in two to four lines: severity, rule and place, then the reason, then the remedy. */
export function printFinding(finding: Finding, strict: boolean, style: ReportStyle = PLAIN): string[] {
  const { location } = finding;
  const origin = clean(describeOrigin(location));
  const place = clean([describeObject(location), location.path].filter((part) => part !== undefined).join(' '));
  const paint = refutes(finding, strict) ? style.bad : style.warn;
  const label = finding.acknowledged === undefined ? finding.severity : 'acknowledged';
  return [
    `${paint(`${label} ${finding.rule}`)}  ${place}${origin === '' ? '' : style.dim(` (${origin})`)}`,
    `  ${clean(finding.reason)}`,
    finding.acknowledged === undefined ? `  ${style.dim('→')} ${clean(finding.remedy)}` : `  ${style.dim('accepted:')} ${clean(finding.acknowledged)}`,
  ];
}

function headline(verdict: Verdict, style: ReportStyle): string {
  const { findings, strict, images, pods } = verdict;
  const refuting = findings.filter((finding) => refutes(finding, strict)).length;
  const accepted = findings.filter((finding) => finding.acknowledged !== undefined).length;
  const warnings = findings.length - refuting - accepted;
  const scope = `${count(verdict.objects, 'object')}, ${count(images.length, 'image reference')}, ${count(pods.length, 'pod')}`;
  const notes = `${warnings === 0 ? '' : `, ${count(warnings, 'warning')}`}${accepted === 0 ? '' : `, ${accepted} accepted`}`;
  if (!verdict.proven) {
    return `${style.bad('NOT PROVEN')}  ${scope}: ${count(refuting, 'finding')}${notes}`;
  }
  const result = images.length === 0 ? 'nothing names an image' : 'all private, all able to pull';
  return `${style.good('PROVEN')}  ${scope}: ${result}${accepted === 0 ? '' : ', but for what was accepted'}${notes}`;
}

/** An image of a report, with the number of places that name it. */
interface ListedImage {
  readonly image: string;
  readonly private: boolean;
  places: number;
  /** Whether a catalogue alone says so: a release of the cluster pulls it, and no file of the stream names it. */
  foreseen: boolean;
}

function imageLines({ images, releases }: Verdict, style: ReportStyle): string[] {
  const vouched = new Set(releases.flatMap((release) => release.images));
  const listed = new Map<string, ListedImage>();
  for (const { image, private: isPrivate, location: { file } } of images) {
    const entry = listed.get(image) ?? { image, private: isPrivate, places: 0, foreseen: vouched.has(image) };
    entry.places += 1;
    entry.foreseen &&= file === undefined;
    listed.set(image, entry);
  }
  const sorted = [...listed.values()].sort((a, b) => (a.image < b.image ? -1 : a.image > b.image ? 1 : 0));
  return [
    ...section('images:', sorted.filter(({ foreseen }) => !foreseen), style),
    ...section('by the catalogue:', sorted.filter(({ foreseen }) => foreseen), style),
  ];
}

function section(title: string, images: readonly ListedImage[], style: ReportStyle): string[] {
  return images.length === 0 ? [] : ['', title, ...images.map(({ image, places, private: isPrivate }) =>
    `  ${isPrivate ? style.good('✓') : style.bad('✗')} ${image === '' ? '(none)' : clean(image)}${places > 1 ? style.dim(` ×${places}`) : ''}`)];
}

/** Text from manifests must not steer a terminal: escaped at the leaves, so that our own colours stay. */
function clean(text: string): string {
  return escapeControlCharacters(text).replaceAll('\n', '\\n');
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
