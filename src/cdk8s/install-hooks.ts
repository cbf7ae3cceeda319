import type { JsonObject, Resource } from '../manifest';

/** Hooks that `helm install` runs. Source: Helm documentation, chart hooks. */
const OF_AN_INSTALL: ReadonlySet<string> = new Set(['crd-install', 'pre-install', 'post-install']);

/** The objects of a chart that an install creates, and the hooks that it does not run. */
export interface SplitHooks {
  /** Ordinary objects, and hooks of an install. */
  readonly kept: readonly Resource[];
  /** The others, in words for people. */
  readonly leftOut: readonly string[];
}

/** Takes out the hooks that belong to upgrades, deletions, rollbacks and tests. */
export function splitHooks(resources: readonly Resource[]): SplitHooks {
  const kept: Resource[] = [];
  const leftOut: string[] = [];
  for (const resource of resources) {
    const hooks = hooksOf(resource);
    if (hooks.length === 0 || hooks.some((hook) => OF_AN_INSTALL.has(hook))) {
      kept.push(resource);
    } else {
      leftOut.push(`${resource.kind} ${resource.name} is left out: its hook (${hooks.join(', ')}) is none that an install runs`);
    }
  }
  return { kept, leftOut };
}

function hooksOf({ object }: Resource): string[] {
  const annotations = (object.metadata as JsonObject).annotations;
  const hook = typeof annotations === 'object' && annotations !== null && !Array.isArray(annotations) ? annotations['helm.sh/hook'] : undefined;
  return typeof hook === 'string' ? hook.split(',').map((name) => name.trim()).filter((name) => name !== '') : [];
}
