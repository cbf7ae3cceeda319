import { PullproofError } from '../../error';
import { editManifest, formatLocation, insertIntoManifest, isJsonObject, parseManifests, valueAt } from '../../manifest';
import type { Insertion, ManifestEdit, Resource, SkippedReference } from '../../manifest';
import type { ManifestChange } from '../../relocate';
import { configChecksum } from './config-checksum';
import { tingyunChecksumAnnotation } from './tingyun-facts';

/** A manifest whose pod templates change with its ConfigMaps. */
export interface AnnotatedManifest {
  /** The new text. */
  readonly text: string;
  /** Annotations that were written. */
  readonly changes: readonly ManifestChange[];
  /** Annotations that should have been. */
  readonly skipped: readonly SkippedReference[];
}

/** Kinds that replace their pods when the template changes. Templates of jobs must never change. */
const RESTARTED: ReadonlySet<string> = new Set(['Deployment', 'DaemonSet', 'StatefulSet']);

const METADATA = ['spec', 'template', 'metadata'];

/**
 * Writes the checksum of the agent's ConfigMaps as an annotation of its pod templates.
 *
 * @param isOwn whether an object belongs to the agent
 */
export function annotateChecksum(text: string, isOwn: (resource: Resource) => boolean, file?: string): AnnotatedManifest {
  const changes: ManifestChange[] = [];
  const skipped: SkippedReference[] = [];
  const replaced = replaceOld(text, isOwn, file);
  changes.push(...replaced.changes);
  const inserted = new Map<Insertion, ManifestChange>();
  const grown = insertIntoManifest(replaced.text, (resources) => {
    const own = resources.filter(isOwn);
    const checksum = configChecksum(own);
    for (const resource of checksum === undefined ? [] : own.filter(isRestarted)) {
      if (annotationOf(resource) === undefined) {
        inserted.set(insertionFor(resource, checksum ?? ''), { kind: 'annotation', location: locationOf(resource), to: checksum ?? '' });
      } else if (annotationOf(resource) !== checksum) {
        skipped.push({ location: locationOf(resource), reason: `the annotation ${tingyunChecksumAnnotation} could not be changed` });
      }
    }
    return [...inserted.keys()];
  }, file);
  for (const [insertion, change] of inserted) {
    const reason = grown.refused.get(insertion);
    if (reason === undefined) {
      changes.push(change);
    } else {
      skipped.push({ location: change.location, reason: `the annotation ${tingyunChecksumAnnotation} was not written: ${reason}` });
    }
  }
  return { text: grown.text, changes, skipped };
}

/** An annotation of an earlier run, which the ConfigMaps have left behind. */
function replaceOld(text: string, isOwn: (resource: Resource) => boolean, file?: string): Pick<AnnotatedManifest, 'text' | 'changes'> {
  if (!text.includes(tingyunChecksumAnnotation)) {
    return { text, changes: [] };
  }
  const own = parseManifests(text, file).resources.filter(isOwn);
  const checksum = configChecksum(own);
  const old = own.filter((resource) => {
    const value = annotationOf(resource);
    return isRestarted(resource) && checksum !== undefined && typeof value === 'string' && value !== checksum && resource.origin.pointer === '';
  });
  const edits = old.map(({ origin }): ManifestEdit => (
    { document: origin.document, path: [...METADATA, 'annotations', tingyunChecksumAnnotation], to: checksum ?? '' }
  ));
  try {
    return {
      text: edits.length === 0 ? text : editManifest(text, edits),
      changes: old.map((resource) => ({ kind: 'annotation', location: locationOf(resource), from: String(annotationOf(resource)), to: checksum ?? '' })),
    };
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      return { text, changes: [] };
    }
    throw error;
  }
}

/** The annotation, with as much around it as is missing. */
function insertionFor(resource: Resource, checksum: string): Insertion {
  const annotation = { [tingyunChecksumAnnotation]: checksum };
  const metadata = valueAt(resource.object, METADATA);
  if (!isJsonObject(metadata)) {
    return { resource, path: METADATA.slice(0, -1), key: 'metadata', value: { annotations: annotation }, where: { before: ['spec'] } };
  }
  return isJsonObject(metadata['annotations'])
    ? { resource, path: [...METADATA, 'annotations'], key: tingyunChecksumAnnotation, value: checksum, where: { after: [] } }
    : { resource, path: METADATA, key: 'annotations', value: annotation, where: { after: ['labels'] } };
}

function isRestarted({ apiVersion, kind }: Resource): boolean {
  return apiVersion.startsWith('apps/') && RESTARTED.has(kind);
}

function annotationOf(resource: Resource): unknown {
  return valueAt(resource.object, [...METADATA, 'annotations', tingyunChecksumAnnotation]);
}

function locationOf(resource: Resource): string {
  return formatLocation(resource, ['spec', 'template']);
}
