import type { MirrorReason } from './mirror-plan';

/** Reasons, each text once, sorted: what one of them needs is needed, and what one of them shows is not only seen at run time. */
export function mergeReasons(reasons: readonly MirrorReason[]): MirrorReason[] {
  const merged = new Map<string, MirrorReason>();
  for (const { text, required, runtime } of reasons) {
    const known = merged.get(text);
    merged.set(text, { text, required: required || known?.required === true, runtime: runtime && known?.runtime !== false });
  }
  return [...merged.values()].sort((a, b) => compareTexts(a.text, b.text));
}

/** The same order on every machine. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
