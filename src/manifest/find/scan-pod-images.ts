import { isJsonObject, property } from '../json';
import type { JsonObject } from '../json';
import type { ReferencePlace } from './found-reference';
import { readImageMap, readImageWithTag } from './image-map';
import { isContainer, isSingleContainer, OPERAND_IMAGES, SINGLE_CONTAINERS } from './pod-shape';
import { plausibleReference } from './recognise';
import type { Scan } from './scan';
import { CONTAINER_LISTS, scanContainerImage, scanVolumeImage } from './scan-pod';
import { readSplitImage } from './split-image';

/** Looks at the images that the pods of a spec pull, and at nothing else; the current path leads to the spec. */
export function scanPodImages(spec: JsonObject, isBuiltIn: boolean, scan: Scan): void {
  for (const [key, place] of Object.entries(CONTAINER_LISTS)) {
    eachOf(spec, key, scan, (container) => {
      if (isBuiltIn || isContainer(container)) {
        scanContainerImage(container, place, isBuiltIn, scan);
      }
    });
  }
  eachOf(spec, 'volumes', scan, (volume) => scanVolumeImage(volume, isBuiltIn, scan));
  if (isBuiltIn) {
    return;
  }
  for (const key of SINGLE_CONTAINERS) {
    const container = property(spec, key);
    if (isSingleContainer(container, key)) {
      scan.into(key, () => scanContainerImage(container, 'container', false, scan));
    }
  }
  OPERAND_IMAGES.forEach((key) => scanOperandImage(spec, key, scan));
}

function eachOf(spec: JsonObject, key: string, scan: Scan, look: (object: JsonObject) => void): void {
  const list = property(spec, key);
  for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
    if (isJsonObject(item)) {
      scan.into(key, () => scan.into(index, () => look(item)));
    }
  }
}

/** The image of what an operator runs: a text, a text whose neighbours have the rest, or a map. */
function scanOperandImage(spec: JsonObject, key: string, scan: Scan): void {
  const value = property(spec, key);
  const place: ReferencePlace = 'field';
  const certainty = 'likely';
  if (isJsonObject(value)) {
    const composed = readImageMap(value, key);
    if (composed !== undefined) {
      scan.into(key, () => scan.emit({ ...composed, place, certainty }));
    }
  } else if (typeof value === 'string') {
    const tagged = (key === 'image' ? readSplitImage(spec) : undefined) ?? readImageWithTag(spec, key);
    const reference = plausibleReference(value, true);
    if (tagged !== undefined) {
      scan.emit({ ...tagged, place, certainty });
    } else if (reference !== undefined) {
      scan.into(key, () => scan.emit({ text: value, place, certainty, reference }));
    }
  }
}
