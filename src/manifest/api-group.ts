import type { Resource } from './resource';

/** The API group of an object, empty for the core group. Versions of a group are views of the same object. */
export function apiGroup(resource: Pick<Resource, 'apiVersion'>): string {
  const slash = resource.apiVersion.indexOf('/');
  return slash === -1 ? '' : resource.apiVersion.slice(0, slash);
}

/** API group and kind in one text: `apps/Deployment`, `/Secret`. Two groups may each have a kind of the same name. */
export function groupKind(resource: Pick<Resource, 'apiVersion' | 'kind'>): string {
  return `${apiGroup(resource)}/${resource.kind}`;
}
