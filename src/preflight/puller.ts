import { isJsonObject, valueAt } from '../manifest';
import type { FoundReference, Json, JsonObject } from '../manifest';

/** Who pulls a reference, as the object says. */
export interface Puller {
  /** Name of the container or volume; empty where it has none. */
  readonly name: string;
  /** Whether the kubelet is told never to pull it. */
  readonly isNeverPulled: boolean;
}

/** The container or volume around a reference. */
export function pullerOf({ resource, path, place }: FoundReference): Puller {
  const around = (up: number): JsonObject => {
    const found = valueAt(resource.object, path.slice(0, path.length - up));
    return isJsonObject(found) ? found : {};
  };
  switch (place) {
    case 'container':
    case 'initContainer':
    case 'ephemeralContainer': {
      const container = around(1);
      return { name: textOf(container.name), isNeverPulled: container.imagePullPolicy === 'Never' };
    }
    case 'imageVolume': {
      const { pullPolicy } = around(1);
      return { name: textOf(around(2).name), isNeverPulled: pullPolicy === 'Never' };
    }
    case 'argument':
    case 'environment':
    case 'field':
    case 'data':
      return { name: '', isNeverPulled: false };
  }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
