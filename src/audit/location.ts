import { findLine, formatPath } from '../manifest';
import type { Origin, Resource } from '../manifest';
import type { FindingLocation } from './finding';

/** The location of an object, or of a path inside it. */
export function locate(resource: Resource, namespace: string | undefined, path: readonly (string | number)[] = []): FindingLocation {
  const line = path.length === 0 ? resource.origin.line : findLine(resource, path);
  return {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    ...(namespace === undefined ? {} : { namespace }),
    name: resource.name,
    ...(path.length === 0 ? {} : { path: formatPath(path) }),
    ...originOf({ ...resource.origin, ...(line === undefined ? {} : { line }) }),
  };
}

/** The location of a document that could not be read as an object. */
export function locateDocument(origin: Origin): FindingLocation {
  return { apiVersion: '', kind: '', name: '', ...originOf(origin) };
}

function originOf(origin: Origin): Pick<FindingLocation, 'file' | 'line' | 'construct'> {
  return {
    ...(origin.file === undefined ? {} : { file: origin.file }),
    ...(origin.line === undefined ? {} : { line: origin.line }),
    ...(origin.construct === undefined ? {} : { construct: origin.construct }),
  };
}

/** An object as people name it: `Deployment agents/server`; `document` for one that could not be read. */
export function describeObject(location: FindingLocation): string {
  if (location.kind === '') {
    return 'document';
  }
  const name = location.namespace === undefined ? location.name : `${location.namespace}/${location.name}`;
  return `${location.kind} ${name}`;
}

/** The file and line, or the construct path, whichever is known; both when both are. */
export function describeOrigin(location: FindingLocation): string {
  const line = location.line === undefined ? undefined : String(location.line);
  const place = location.file === undefined ? (line === undefined ? undefined : `line ${line}`)
    : line === undefined ? location.file : `${location.file}:${line}`;
  return [location.construct, place].filter((part) => part !== undefined).join(' ');
}
