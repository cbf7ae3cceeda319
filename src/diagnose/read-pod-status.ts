import { isJsonObject, valueAt } from '../manifest';
import type { Json, JsonObject, Resource } from '../manifest';
import { scopeOfWaiting } from './scope';
import type { PodState, Symptom, SymptomScope } from './symptom';

/** A pod, and what its status says of it. */
export interface ReadPod {
  readonly pod: PodState;
  readonly symptoms: readonly Symptom[];
}

const STATUSES = ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'];
const CONTAINERS = ['initContainers', 'containers', 'ephemeralContainers'];

/** Reads the status of a Pod, as `kubectl get pods -o json` prints it. */
export function readPodStatus({ object, namespace = 'default', name }: Resource): ReadPod {
  const images = new Map(CONTAINERS.flatMap((list) => objectsAt(object, 'spec', list)).map((container) => [textOf(container.name), textOf(container.image)]));
  const statuses = STATUSES.flatMap((list) => objectsAt(object, 'status', list));
  const say = (container: string, { scope, text }: Said): Symptom => (
    { namespace, name, kind: 'Pod', container, image: images.get(container) ?? '', scope, text });
  const phase = textOf(valueAt(object, ['status', 'phase']));
  const whole = describe(valueAt(object, ['status']));
  return {
    pod: { namespace, name, images, isWell: phase === 'Succeeded' || (phase === 'Running' && statuses.every(isWell)) },
    symptoms: [
      ...(whole === '' ? [] : [say('', { scope: 'node', text: whole })]),
      ...statuses.flatMap((status) => statesOf(status).map((said) => say(textOf(status.name), said))),
    ],
  };
}

/** A container that has come up is well, whatever it does afterwards. */
function isWell({ state }: JsonObject): boolean {
  return isJsonObject(state) && (isJsonObject(state.running) || (isJsonObject(state.terminated) && state.terminated.exitCode === 0));
}

interface Said {
  readonly scope: SymptomScope;
  readonly text: string;
}

/** What is said of a container that waits or has ended badly. What it said itself when it ended is not about its image. */
function statesOf({ state, lastState }: JsonObject): Said[] {
  const waiting = valueAt(state, ['waiting']);
  const scope = scopeOfWaiting(textOf(valueAt(waiting, ['reason'])));
  return [
    ...(scope === undefined ? [] : [{ scope, text: describe(waiting) }]),
    ...[valueAt(state, ['terminated']), valueAt(lastState, ['terminated'])].map((ended): Said => ({ scope: 'start', text: describe(ended) })),
  ].filter(({ text }) => text !== '');
}

function describe(state: Json | undefined): string {
  return isJsonObject(state) ? [textOf(state.reason), textOf(state.message)].filter((text) => text !== '').join(': ') : '';
}

function objectsAt(object: JsonObject, ...path: readonly string[]): JsonObject[] {
  const list = valueAt(object, path);
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
