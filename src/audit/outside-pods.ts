import type { FoundReference } from '../manifest';
import type { AuditContext } from './context';

/**
 * Private images that no pod of the stream pulls: arguments of operators, fields of custom resources, configuration.
 *
 * Somebody will make pods with them, in the cluster, and nothing here shows with which credential.
 */
export function outsidePods(context: AuditContext): FoundReference[] {
  return namedOutsidePods(context).filter(({ reference }) => reference !== undefined && context.registryOf(reference) !== undefined);
}

/** The same wherever the images come from. */
export function namedOutsidePods(context: AuditContext): FoundReference[] {
  const inPods = new Set(context.pods.flatMap(({ template }) => template.references.map((found) => placeOf(context, found))));
  return context.references.filter((found) => found.certainty !== 'possible' && found.reference !== undefined && !inPods.has(placeOf(context, found)));
}

function placeOf(context: AuditContext, { resource, path, site }: FoundReference): string {
  return JSON.stringify([context.numberOf(resource), path, site.embedded]);
}
