import type { ReportStyle } from '../audit';
import { printReference, withoutUserInfo } from '../image';
import { findLine, formatLocation, formatPath } from '../manifest';
import type { FoundReference } from '../manifest';
import { clean } from './clean';

/** Longer references push their own line, not the whole table. */
const WIDEST = 90;

/** One reference per line: what it is, how certain, and where. Ends with a line feed, unless there is nothing. */
export function printImagesTable(found: readonly FoundReference[], style: ReportStyle): string {
  const rows = found.map((one) => ({ image: one.text === '' ? '(none)' : clean(shown(one)), certainty: one.certainty, place: clean(placeOf(one)) }));
  const width = Math.max(...rows.map(({ image }) => image.length).filter((length) => length <= WIDEST), 0);
  return rows.map(({ image, certainty, place }) => `${image.padEnd(width)}  ${certainty.padEnd('possible'.length)}  ${style.dim(place)}\n`).join('');
}

/** The references as a JSON list, with two spaces of indentation and a final line feed. */
export function printImagesJson(found: readonly FoundReference[]): string {
  const rows = found.map((one) => ({ one, line: findLine(one.resource, one.path) })).map(({ one, line }) => ({
    image: shown(one),
    ...(one.reference === undefined ? {} : { canonical: printReference(one.reference) }),
    certainty: one.certainty,
    place: one.place,
    apiVersion: one.resource.apiVersion,
    kind: one.resource.kind,
    ...(one.resource.namespace === undefined ? {} : { namespace: one.resource.namespace }),
    name: one.resource.name,
    path: formatPath(one.path),
    ...(one.nested === undefined ? {} : { nested: formatPath(one.nested) }),
    ...(one.resource.origin.file === undefined ? {} : { file: one.resource.origin.file }),
    ...(line === undefined ? {} : { line }),
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** What is no reference may be an address with a login. */
function shown({ text, reference }: FoundReference): string {
  return reference === undefined ? withoutUserInfo(text) : text;
}

function placeOf({ resource, path, nested }: FoundReference): string {
  const place = formatLocation(resource, path);
  return nested === undefined || nested.length === 0 ? place : `${place} → ${formatPath(nested)}`;
}
