import { isDeepStrictEqual } from 'node:util';
import { formatLocation, readDocuments } from '../../manifest';
import type { Json, JsonObject, Resource, SkippedReference } from '../../manifest';
import { bindPullSecret } from '../bind-pull-secret';
import { moveImages } from '../move-images';
import type { Relocation } from '../relocation';
import type { ManifestChange, RewritePullSecret } from '../rewrite-request';
import { printJson } from './json-text';

/** What one object is rewritten with. */
export interface ObjectRewrite {
  /** Where its images go. */
  readonly relocation: Relocation;
  /** Names of images that stand where images are known to stand, in whatever object. */
  readonly known: ReadonlySet<string>;
  /** The pull secrets, and where they are to be named. */
  readonly pullSecrets: readonly RewritePullSecret[];
}

/** An object, rewritten. */
export interface RewrittenObject {
  /** The new object. */
  readonly object: JsonObject;
  /** What was changed. */
  readonly changes: readonly ManifestChange[];
  /** What should have been, and was not. */
  readonly skipped: readonly SkippedReference[];
  /** What only looks like a reference. */
  readonly doubted: readonly SkippedReference[];
}

/**
 * Rewrites one object, however its text is written: anchors, merge keys and folded blocks are no obstacle, because the
 * object is written as JSON first.
 */
export function rewriteObject(resource: Resource, { relocation, known, pullSecrets }: ObjectRewrite): RewrittenObject {
  const text = printJson(resource.object);
  if (!isDeepStrictEqual(valueOf(text), resource.object)) {
    const reason = 'it holds a value that is not the same in JSON';
    return { object: resource.object, changes: [], skipped: [{ location: formatLocation(resource), reason }], doubted: [] };
  }
  // The text is another one, but the locations are those of the object as it was read.
  const source = ({ value }: { value?: Json }): { resources: Resource[]; unparsed: [] } => ({
    resources: [{ ...resource, object: value as JsonObject, origin: { ...resource.origin, document: 0, pointer: '' } }], unparsed: [],
  });
  const moved = moveImages(text, relocation, source, known);
  const changes: ManifestChange[] = moved.changes.map((change) => ({ kind: 'image' as const, ...change }));
  const skipped = [...moved.skipped];
  let current = moved.text;
  for (const pullSecret of pullSecrets) {
    const bound = bindPullSecret(current, pullSecret, source);
    changes.push(...bound.changes);
    skipped.push(...bound.skipped);
    current = bound.text;
  }
  return { object: valueOf(current) as JsonObject, changes, skipped, doubted: moved.doubted };
}

function valueOf(text: string): Json | undefined {
  return [...readDocuments(text)][0]?.value;
}
