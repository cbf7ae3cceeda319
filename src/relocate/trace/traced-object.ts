import { isJsonObject } from '../../manifest';
import type { Resource } from '../../manifest';
import type { TracedObject } from './chart-trace';

/** An object of a render as a trace names it. */
export function tracedObject(resource: Resource): TracedObject {
  const { apiVersion, kind, namespace, name } = resource;
  const hooks = hooksOf(resource);
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name, ...(hooks.length === 0 ? {} : { hooks }) };
}

/** One text for one object: the same object has the same in every render. */
export function objectIdentity({ apiVersion, kind, namespace, name }: Omit<TracedObject, 'hooks'>): string {
  return JSON.stringify([apiVersion, kind, namespace ?? '', name]);
}

function hooksOf({ object }: Resource): string[] {
  const { metadata } = object;
  const annotations = isJsonObject(metadata) ? metadata.annotations : undefined;
  const hooks = isJsonObject(annotations) ? annotations['helm.sh/hook'] : undefined;
  return typeof hooks === 'string' ? hooks.split(',').map((hook) => hook.trim()).filter((hook) => hook !== '') : [];
}
