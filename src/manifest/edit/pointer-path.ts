import type { Path } from '../json';

/** The path that a pointer of an origin means: `/items/3` and nothing else. */
export function pointerPath(pointer: string): Path {
  return pointer.split('/').slice(1).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
