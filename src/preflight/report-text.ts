import { describeObject, describeOrigin, listSome } from '../audit';
import type { ReportStyle } from '../audit';
import { AVAILABILITY_STATES } from '../availability';
import { escapeControlCharacters } from '../error';
import type { AvailabilityReport, CheckedImage, CheckState } from './checked-image';
import type { ImageUse, UncheckedImage } from './image-pull';

const same = (text: string): string => text;
const PLAIN: ReportStyle = { good: same, bad: same, warn: same, dim: same };

/** The states in the order of a report: what is wrong with images first, then what is not known, then what is well. */
const ORDER: readonly CheckState[] = [
  ...AVAILABILITY_STATES.filter((state) => state !== 'available'), 'unusable_credential', 'unknown_credential', 'available',
];

/** How many uses of an image are shown before the rest is only counted. */
const SHOWN_USES = 3;

/**
 * The report for people: the outcome first, then the images by answer, each answer with its cause and remedy.
 *
 * Ends with a line feed. Control characters from manifests are escaped.
 */
export function printAvailabilityText(report: AvailabilityReport, style: ReportStyle = PLAIN): string {
  const groups = groupByAnswer(report.images);
  return `${[headline(report, style), ...groups.flatMap((group) => ['', ...printGroup(group, style)]), ...printUnchecked(report.unchecked, style)].join('\n')}\n`;
}

function headline({ available, images }: AvailabilityReport, style: ReportStyle): string {
  const scope = `${count(images.length, 'image')} in ${count(images.reduce((sum, { uses }) => sum + uses.length, 0), 'place')}`;
  if (available) {
    return `${style.good('AVAILABLE')}  ${scope}: ${images.length === 0 ? 'nothing to pull' : 'all can be pulled'}`;
  }
  const counts = ORDER.map((state) => ({ state, number: images.filter((image) => image.state === state).length })).filter(({ number }) => number > 0);
  return `${style.bad('NOT AVAILABLE')}  ${scope}: ${counts.map(({ state, number }) => `${number} ${wordsOf(state)}`).join(', ')}`;
}

/** What a registry said to a client without the login that counts is no news. */
function saidOf({ state, answer }: CheckedImage): string | undefined {
  return state === 'unknown_credential' ? undefined : answer?.said;
}

type Group = readonly [CheckedImage, ...CheckedImage[]];

/** Images with one answer stand together; of available ones, the cause would only name the host again. */
function groupByAnswer(images: readonly CheckedImage[]): Group[] {
  const groups = new Map<string, [CheckedImage, ...CheckedImage[]]>();
  for (const image of images) {
    const key = image.state === 'available' ? image.state : JSON.stringify([image.state, image.cause, image.remedy, saidOf(image)]);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [image]);
    } else {
      group.push(image);
    }
  }
  return [...groups.values()].sort(([a], [b]) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

function printGroup(group: Group, style: ReportStyle): string[] {
  const [first] = group;
  const { state, cause, remedy } = first;
  const said = saidOf(first);
  if (state === 'available') {
    return [style.good(wordsOf(state)), ...group.map((image) => `  ${clean(image.image)}${image.uses.length > 1 ? style.dim(` ×${image.uses.length}`) : ''}`)];
  }
  return [
    `${style.bad(wordsOf(state))}  ${clean(cause)}`,
    ...(said === undefined ? [] : [`  ${style.dim('the registry says:')} ${clean(said)}`]),
    `  ${style.dim('→')} ${clean(remedy)}`,
    ...group.flatMap((image) => [`  ${image.image === '' ? '(none)' : clean(image.image)}`, ...printUses(image, style)]),
  ];
}

function printUses({ uses, answer }: CheckedImage, style: ReportStyle): string[] {
  const shown = uses.slice(0, SHOWN_USES).map((use) => `    ${style.dim(clean(describeUse(use, answer?.credential?.index)))}`);
  return uses.length > SHOWN_USES ? [...shown, `    ${style.dim(`and ${uses.length - SHOWN_USES} more`)}`] : shown;
}

/** Who pulls, and with what: `Deployment agents/server, container main (rendered.yaml:12): with Secret agents/pull`. */
function describeUse({ location, reason, container, sources, obstacles }: ImageUse, credential: number | undefined): string {
  const origin = describeOrigin(location);
  const who = `${reason ?? describeObject(location)}${container === '' ? '' : `, ${container}`}${origin === '' ? '' : ` (${origin})`}`;
  const source = credential === undefined ? undefined : sources[credential];
  const how = [...(source === undefined ? [] : [`with ${source}`]), ...obstacles];
  return how.length === 0 ? who : `${who}: ${how.join('; ')}`;
}

function printUnchecked(unchecked: readonly UncheckedImage[], style: ReportStyle): string[] {
  const byReason = new Map<string, Set<string>>();
  for (const { image, location, reason } of unchecked) {
    const names = byReason.get(reason) ?? new Set<string>();
    names.add(image ?? describeObject(location));
    byReason.set(reason, names);
  }
  return byReason.size === 0 ? [] : ['', 'not checked:', ...[...byReason].map(([reason, names]) => `  ${style.dim('-')} ${clean(`${listSome([...names])}: ${reason}`)}`)];
}

function wordsOf(state: CheckState): string {
  return state.replaceAll('_', ' ');
}

/** Text from manifests must not steer a terminal: escaped at the leaves, so that our own colours stay. */
function clean(text: string): string {
  return escapeControlCharacters(text).replaceAll('\n', '\\n');
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
