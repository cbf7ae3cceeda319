import { tryParseReference } from '../../image';
import { isJsonObject, property } from '../json';
import type { Json, JsonObject } from '../json';
import type { ReferencePlace } from './found-reference';
import type { Scan } from './scan';
import { scanArguments } from './scan-arguments';
import { scanEnvironment } from './scan-environment';
import { scanStrict } from './scan-strict';

/** The lists of containers of a pod spec, and what a reference in them is. */
export const CONTAINER_LISTS: Readonly<Record<string, ReferencePlace>> = {
  containers: 'container', initContainers: 'initContainer', ephemeralContainers: 'ephemeralContainer',
};

/** Looks at the pod spec of a kind of Kubernetes, the current path leading to it. */
export function scanPodSpec(spec: JsonObject, scan: Scan): void {
  for (const [key, value] of Object.entries(spec)) {
    scan.into(key, () => {
      const place = Object.hasOwn(CONTAINER_LISTS, key) ? CONTAINER_LISTS[key] : undefined;
      if (place !== undefined && Array.isArray(value)) {
        eachObject(value, scan, (container) => scanContainer(container, place, true, scan));
      } else if (key === 'volumes' && Array.isArray(value)) {
        eachObject(value, scan, (volume) => scanVolume(volume, true, scan));
      } else {
        scanStrict(value, key, scan);
      }
    });
  }
}

/** Calls back for every object of a list, the path leading to it. */
export function eachObject(list: Json[], scan: Scan, look: (object: JsonObject) => void): void {
  for (const [index, item] of list.entries()) {
    if (isJsonObject(item)) {
      scan.into(index, () => look(item));
    }
  }
}

/**
 * Looks at a container.
 *
 * @param isBuiltIn whether Kubernetes itself reads it, and so demands an image; in a custom resource the container
 * may be a patch to one that the operator writes
 */
export function scanContainer(container: JsonObject, place: ReferencePlace, isBuiltIn: boolean, scan: Scan): void {
  scanContainerImage(container, place, isBuiltIn, scan);
  for (const [key, value] of Object.entries(container)) {
    if (key === 'image') {
      continue;
    }
    scan.into(key, () => {
      if ((key === 'args' || key === 'command') && Array.isArray(value)) {
        scanArguments(value, scan);
      } else if (key === 'env' && Array.isArray(value)) {
        scanEnvironment(value, scan);
      } else {
        scanStrict(value, key, scan);
      }
    });
  }
}

/** Looks at the image of a container alone. */
export function scanContainerImage(container: JsonObject, place: ReferencePlace, isBuiltIn: boolean, scan: Scan): void {
  scan.into('image', () => scanImage(property(container, 'image'), place, isBuiltIn, scan));
}

/** An image of a container that cannot be read is reported too: nobody can prove where it comes from. */
function scanImage(image: Json | undefined, place: ReferencePlace, isBuiltIn: boolean, scan: Scan): void {
  if (typeof image !== 'string') {
    if (isBuiltIn) {
      scan.emit({ text: '', place, certainty: 'certain' });
    }
    return;
  }
  const reference = tryParseReference(image);
  if (reference !== undefined || isBuiltIn) {
    scan.emit({ text: image, place, certainty: 'certain', reference });
  } else if (image !== '' && !isPattern(image)) {
    scan.emit({ text: image, place, certainty: 'likely' });
  }
}

/** Policies match images by patterns, in objects shaped like pods: `*:latest`, `!ghcr.io/*`. */
function isPattern(image: string): boolean {
  return /[*?|&]|^[!=<>(]/.test(image);
}

/** Looks at a volume: since Kubernetes 1.31 it may be an image. */
export function scanVolume(volume: JsonObject, isBuiltIn: boolean, scan: Scan): void {
  scanVolumeImage(volume, isBuiltIn, scan);
  for (const [key, value] of Object.entries(volume)) {
    if (key !== 'image') {
      scan.into(key, () => scanStrict(value, key, scan));
    }
  }
}

/** Looks at the image of a volume alone. */
export function scanVolumeImage(volume: JsonObject, isBuiltIn: boolean, scan: Scan): void {
  const source = property(volume, 'image');
  if (isJsonObject(source)) {
    scan.into('image', () => scan.into('reference', () => scanImage(property(source, 'reference'), 'imageVolume', isBuiltIn, scan)));
  }
}
