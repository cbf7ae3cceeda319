import type { JsonObject, Path } from '../../../manifest';

/** Words that keys of images and of their parts are made of. */
const IMAGE_WORD = /image|img|regist|repositor|repo$|hub$|mirror|container(?:prefix|root|base)/i;

/** Keys that belong to images and never hold a name: a wrong tag crashes comparisons of versions. */
const NEVER = /(?:tag|digest|sha(?:256)?|version|policy|secrets?|secretname|password|credentials?|token|user(?:name)?|auth|enabled|size|url)$/i;

/** Keys that only maps of images have. */
const BESIDE_NAMES = /^(?:tag|digest|image|imageTag|pullPolicy|imagePullPolicy|registry|repository|imageName)$/;

/** Whether a value under a key is no name of an image, whatever it looks like. */
export function isNeverImage(key: string): boolean {
  return NEVER.test(key);
}

/** Whether the last two keys on the way to a value speak of images. */
export function hasImageName(steps: Path): boolean {
  const keys = steps.filter((step) => typeof step === 'string');
  return keys.slice(-2).some((key) => IMAGE_WORD.test(key) && !NEVER.test(key));
}

/** Whether a key speaks of images by itself. */
export function isImageKey(key: string): boolean {
  return IMAGE_WORD.test(key) && !NEVER.test(key);
}

/** Whether a map has a key that only maps of images have. */
export function holdsImage(map: JsonObject): boolean {
  return Object.keys(map).some((key) => BESIDE_NAMES.test(key));
}
