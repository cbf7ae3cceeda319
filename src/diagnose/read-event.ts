import { isJsonObject } from '../manifest';
import type { Json, JsonObject, Resource } from '../manifest';
import { imageOf } from './plain-message';
import { scopeOfEvent } from './scope';
import type { Symptom } from './symptom';

/**
 * Reads an Event, of the old API or the new one.
 *
 * @returns `undefined` for good news, and for what is not about images.
 */
export function readEvent({ object }: Resource): Symptom | undefined {
  const about = isJsonObject(object.regarding) ? object.regarding : isJsonObject(object.involvedObject) ? object.involvedObject : {};
  const message = textOf(object.note) || textOf(object.message);
  const reason = textOf(object.reason);
  const scope = scopeOfEvent(reason, message);
  return scope === undefined ? undefined : {
    namespace: textOf(about.namespace), name: textOf(about.name), kind: textOf(about.kind), container: containerOf(about), image: imageOf(message) ?? '',
    scope,
    text: reason === '' || message.startsWith(`${reason}:`) ? message : `${reason}: ${message}`,
  };
}

/** `spec.containers{server}` is how events point at a container. */
function containerOf({ fieldPath }: JsonObject): string {
  return /\{(.+)\}$/.exec(textOf(fieldPath))?.[1] ?? '';
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
