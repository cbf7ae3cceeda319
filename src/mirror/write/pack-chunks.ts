/**
 * Bytes that one ConfigMap holds at most. `kubectl apply` keeps a copy of an object in an annotation, and annotations of an
 * object have 256 KiB together; escaping makes the copy somewhat longer than the text.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
 */
const MOST_BYTES = 180 * 1024;

/** Spreads files over as few ConfigMaps as hold them, in their order. A file that is too large for any gets one alone. */
export function packChunks(files: readonly (readonly [string, string])[]): Record<string, string>[] {
  const maps: Record<string, string>[] = [];
  let room = 0;
  for (const [name, text] of files) {
    const size = Buffer.byteLength(text, 'utf8');
    const last = maps.at(-1);
    if (last === undefined || size > room) {
      maps.push({ [name]: text });
      room = MOST_BYTES - size;
    } else {
      last[name] = text;
      room -= size;
    }
  }
  return maps;
}
