import { withoutUserInfo } from '../image';
import type { FoundReference } from '../manifest';
import { formatPath } from '../manifest';
import type { AuditContext } from './context';
import type { FindingLocation } from './finding';

/** The location of a reference; one inside YAML inside a string names both paths. */
export function locationOf(context: AuditContext, found: FoundReference): FindingLocation {
  const location = context.where(found.resource, found.path);
  if (found.nested === undefined) {
    return location;
  }
  return { ...location, path: `${location.path ?? ''} > ${formatPath(found.nested)}` };
}

/** The reference as written, fit to be shown: without a login that somebody pasted along. */
export function shownImage(found: FoundReference): string {
  return withoutUserInfo(found.text);
}
