import type { Json, JsonObject, Resource } from '../manifest';

/** Hooks that `helm install` runs, before the ordinary objects or after them. Source: Helm documentation, chart hooks. */
const PLACE_IN_AN_INSTALL: ReadonlyMap<string, 'before' | 'after'> = new Map([
  ['crd-install', 'before'], ['pre-install', 'before'], ['post-install', 'after'],
]);

/** What makes Helm, and Argo CD too, treat an object as a hook. */
const HOOK_ANNOTATIONS: readonly string[] = ['helm.sh/hook', 'helm.sh/hook-weight', 'helm.sh/hook-delete-policy'];

/** The objects of a chart as an install creates them, and what was done to its hooks. */
export interface FlattenedHooks {
  /** Every object that an install creates, none of them a hook any more, in the order in which it creates them. */
  readonly resources: readonly Resource[];
  /** What became of each hook, in words for people. */
  readonly notes: readonly string[];
}

/**
 * Turns the hooks of a rendered chart into ordinary objects at their place in the order of an install.
 *
 * Outside Helm a hook is none: `kubectl apply` and Flux take it for an ordinary object, and Argo CD runs it before the
 * pull secret exists. Hooks that an install does not run are left out: applied as an object, one that cleans up before
 * a deletion would clean up at once.
 */
export function flattenHooks(resources: readonly Resource[]): FlattenedHooks {
  const places: Record<'before' | 'ordinary' | 'after', Resource[]> = { before: [], ordinary: [], after: [] };
  const notes: string[] = [];
  for (const resource of resources) {
    const hooks = hooksOf(resource);
    const place = hooks.map((hook) => PLACE_IN_AN_INSTALL.get(hook)).find((found) => found !== undefined);
    if (hooks.length === 0) {
      places.ordinary.push(resource);
    } else if (place === undefined) {
      notes.push(`${resource.kind} ${resource.name} is left out: its hook (${hooks.join(', ')}) is none that an install runs`);
    } else {
      places[place].push(resource);
      notes.push(`${resource.kind} ${resource.name} is an ordinary object here: it was a hook (${hooks.join(', ')})`);
    }
  }
  const inOrder = (hooks: readonly Resource[]): Resource[] => [...hooks].sort((a, b) => weightOf(a) - weightOf(b)).map((hook) => withoutHooks(hook));
  return { resources: [...inOrder(places.before), ...places.ordinary, ...inOrder(places.after)], notes };
}

/** The object without what makes it a hook. */
export function withoutHooks(resource: Resource): Resource {
  const annotations = annotationsOf(resource);
  const kept = Object.fromEntries(Object.entries(annotations).filter(([key]) => !HOOK_ANNOTATIONS.includes(key)));
  if (Object.keys(kept).length === Object.keys(annotations).length) {
    return resource;
  }
  const metadata: JsonObject = { ...(resource.object.metadata as JsonObject), annotations: kept };
  if (Object.keys(kept).length === 0) {
    delete metadata.annotations;
  }
  return { ...resource, object: { ...resource.object, metadata } };
}

/** Names of the hooks that an object is for; none for an ordinary object. */
export function hooksOf(resource: Resource): string[] {
  const hook = annotationsOf(resource)['helm.sh/hook'];
  return typeof hook === 'string' ? hook.split(',').map((name) => name.trim()).filter((name) => name !== '') : [];
}

function weightOf(resource: Resource): number {
  const weight = Number.parseInt(String(annotationsOf(resource)['helm.sh/hook-weight'] ?? '0'), 10);
  return Number.isNaN(weight) ? 0 : weight;
}

function annotationsOf({ object }: Resource): { readonly [key: string]: Json } {
  const annotations = (object.metadata as JsonObject).annotations;
  return typeof annotations === 'object' && annotations !== null && !Array.isArray(annotations) ? annotations : {};
}
