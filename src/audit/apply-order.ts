import type { Resource } from '../manifest';
import { mapAt } from './json';

/** A way to apply manifests that gives annotations a meaning; what neither of them says, the order of the file says. */
export type Applier = 'helm' | 'argo';

/** Both of them: nobody knows which one will apply the stream, so what is proven must hold for each. */
export const APPLIERS: readonly Applier[] = ['helm', 'argo'];

/** When an object is created, or a pod started. Compared from left to right. */
export interface Moment {
  /** The operation: what happens in one says nothing about another. All but the first two come long after an install. */
  readonly operation: 'install' | 'upgrade' | 'test' | 'rollback' | 'delete' | 'failure';
  /** 0 for hooks before the ordinary objects, 1 for those, 2 for hooks after them. */
  readonly phase: 0 | 1 | 2;
  /** Hook weight or sync wave; lower comes first. */
  readonly weight: number;
}

/** When an object is there, and for how long. */
export interface Schedule {
  /** Every moment at which it is created; none for one that is never applied. */
  readonly moments: readonly Moment[];
  readonly isHook: boolean;
  /** Whether it is deleted as soon as the hooks of its phase have succeeded. */
  readonly isFleeting: boolean;
}

type Event = readonly [operation: Moment['operation'], phase: Moment['phase']];

const ORDINARY: readonly Event[] = [['install', 1], ['upgrade', 1]];
const BEFORE: readonly Event[] = [['install', 0], ['upgrade', 0]];
const AFTER: readonly Event[] = [['install', 2], ['upgrade', 2]];

/** Hooks of what comes long after an install. */
const LATER: readonly (readonly [hook: string, events: readonly Event[]])[] = [
  ['pre-rollback', [['rollback', 0]]], ['post-rollback', [['rollback', 2]]], ['pre-delete', [['delete', 0]]], ['post-delete', [['delete', 2]]],
  ['test', [['test', 1]]], ['test-success', [['test', 1]]],
];

/** Source: Helm documentation, chart hooks. */
const HELM_HOOKS: ReadonlyMap<string, readonly Event[]> = new Map([
  ['crd-install', [['install', 0]]], ['pre-install', [['install', 0]]], ['post-install', [['install', 2]]],
  ['pre-upgrade', [['upgrade', 0]]], ['post-upgrade', [['upgrade', 2]]],
  ...LATER,
]);

/** Source: Argo CD documentation, sync phases, and how it reads the hooks of Helm: every sync is an install to it. */
const ARGO_HOOKS: ReadonlyMap<string, readonly Event[]> = new Map([
  ['PreSync', BEFORE], ['Sync', ORDINARY], ['PostSync', AFTER], ['SyncFail', [['failure', 1]]], ['PreDelete', [['delete', 0]]],
  ['PostDelete', [['delete', 2]]],
  ...['crd-install', 'pre-install', 'pre-upgrade'].map((hook) => [hook, BEFORE] as const),
  ...['post-install', 'post-upgrade'].map((hook) => [hook, AFTER] as const),
  ...LATER,
]);

/** Reads when an object is there from its hook and wave annotations. */
export function scheduleOf(resource: Resource, applier: Applier): Schedule {
  const annotations = mapAt(resource.object, 'metadata', 'annotations');
  const helm = { hooks: annotations.get('helm.sh/hook'), weight: annotations.get('helm.sh/hook-weight'), policy: annotations.get('helm.sh/hook-delete-policy') };
  const argo = {
    hooks: annotations.get('argocd.argoproj.io/hook') ?? helm.hooks,
    weight: annotations.get('argocd.argoproj.io/sync-wave') ?? helm.weight,
    policy: annotations.get('argocd.argoproj.io/hook-delete-policy') ?? helm.policy,
  };
  const { hooks, weight, policy } = applier === 'helm' ? helm : argo;
  const events = applier === 'helm' ? helmEvents(hooks) : argoEvents(hooks);
  const isHook = events !== undefined;
  // Helm looks at weights of hooks only.
  const number = applier === 'argo' || isHook ? toInteger(weight) : 0;
  return {
    moments: (annotations.get('config.kubernetes.io/local-config') === 'true' ? [] : events ?? ORDINARY).map(([operation, phase]) => ({ operation, phase, weight: number })),
    isHook,
    isFleeting: isHook && splitList(policy).some((word) => word === 'hook-succeeded' || word === 'HookSucceeded'),
  };
}

/** Helm leaves out an object with a hook it does not know. Source: Helm, `pkg/releaseutil/manifest_sorter.go`. */
function helmEvents(hooks: string | undefined): readonly Event[] | undefined {
  const events = hooks === undefined ? undefined : splitList(hooks).map((hook) => HELM_HOOKS.get(hook.toLowerCase()));
  return events?.includes(undefined) === true ? [] : events?.flatMap((list) => list ?? []);
}

/** Argo CD passes over names that it does not know; an object with no other hook is applied in no phase at all. */
function argoEvents(hooks: string | undefined): readonly Event[] | undefined {
  const names = hooks === undefined ? undefined : splitList(hooks);
  return names?.includes('Skip') === true ? [] : names?.flatMap((hook) => ARGO_HOOKS.get(hook) ?? []);
}

function splitList(text: string | undefined): string[] {
  return (text ?? '').split(',').map((word) => word.trim());
}

function toInteger(text: string | undefined): number {
  const value = Number.parseInt(text ?? '0', 10);
  return Number.isNaN(value) ? 0 : value;
}
