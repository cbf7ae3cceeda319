import { findReferences } from '../find/find-references';
import type { FoundReference } from '../find/found-reference';
import { formatOrigin, formatReference } from '../format-location';
import { isJsonObject, valueAt } from '../json';
import type { Path } from '../json';
import { readerFor } from '../read/resource-reader';
import type { ResourceSource } from '../read/resource-reader';
import { applyEdits } from './apply-edits';
import type { TextEdit } from './apply-edits';
import { EmbeddedReader } from './embedded-reader';
import { partEdits } from './part-edits';
import { pointerPath } from './pointer-path';
import { SourceText } from './source-text';

/** A reference that was changed. */
export interface ReferenceChange {
  /** Where, for people. */
  readonly location: string;
  /** What it said. */
  readonly from: string;
  /** What it says now. */
  readonly to: string;
}

/** A reference that should have been changed and was not, or a document that could not be looked at. */
export interface SkippedReference {
  /** Where, for people. */
  readonly location: string;
  /** Why. */
  readonly reason: string;
}

/** A manifest whose references were rewritten. */
export interface RewrittenManifest {
  /** The new text: byte for byte the old one, but for the references. */
  readonly text: string;
  /** What was changed, in the order of the text. */
  readonly changes: readonly ReferenceChange[];
  /** What was not. */
  readonly skipped: readonly SkippedReference[];
}

/**
 * Changes image references in a YAML or JSON text and leaves everything else as it is, comments and quotes included.
 *
 * @param text the stream
 * @param map the new text of a reference; `undefined` to leave it alone
 * @param file name of the file, for locations
 * @throws PullproofError `manifest-invalid` when the edited text would say anything else than intended.
 */
export function rewriteReferences(
  text: string, map: (reference: FoundReference) => string | undefined, file?: string,
): RewrittenManifest {
  return rewriteReferencesOf(text, map, file);
}

/**
 * The same for objects that the caller knows more about than the text says.
 *
 * @param source name of the file, for locations; or a reader that says which objects the documents stand for
 * @throws PullproofError `manifest-invalid` when the edited text would say anything else than intended.
 */
export function rewriteReferencesOf(
  text: string, map: (reference: FoundReference) => string | undefined, source: ResourceSource,
): RewrittenManifest {
  const sourceText = new SourceText(text);
  const read = readerFor(source);
  const reader = new EmbeddedReader();
  const skipped: SkippedReference[] = [];
  const wanted: { found: FoundReference; to: string; edits: TextEdit[] }[] = [];
  for (const document of sourceText.documents) {
    const { resources, unparsed } = read(document);
    unparsed.forEach(({ origin, reason }) => skipped.push({ location: formatOrigin(origin), reason }));
    for (const found of resources.flatMap((resource) => findReferences(resource))) {
      const to = map(found) ?? found.text;
      const edits = editsFor(found, to, reader);
      if (typeof edits !== 'string') {
        wanted.push({ found, to, edits });
      } else if (to !== found.text) {
        skipped.push({ location: formatReference(found), reason: edits });
      }
    }
  }
  const edited = applyEdits(sourceText, wanted.flatMap(({ edits }) => edits));
  const changes: ReferenceChange[] = [];
  for (const { found, to, edits } of wanted) {
    const reason = edits.map((edit) => edited.refused.get(edit)).find((refusal) => refusal !== undefined);
    if (to === found.text) {
      continue;
    }
    if (reason === undefined) {
      changes.push({ location: formatReference(found), from: found.text, to });
    } else {
      skipped.push({ location: formatReference(found), reason });
    }
  }
  return { text: edited.text, changes, skipped };
}

/** The changes of strings that a new reference needs, or why it cannot be written. */
function editsFor(found: FoundReference, to: string, reader: EmbeddedReader): TextEdit[] | string {
  const { resource, path, site, text } = found;
  if (site.base64 === true) {
    return 'it is encoded in base64, in the data of a Secret';
  }
  if (site.outside === true) {
    return 'a part of it, such as its registry, stands elsewhere in the document and goes for others too';
  }
  const whole: Path = [...pointerPath(resource.origin.pointer), ...path];
  const at = { document: resource.origin.document, embedded: site.embedded };
  if (site.parts === undefined) {
    return text === '' ? 'there is no image to change' : [{ ...at, path: whole, start: site.start ?? 0, from: text, to }];
  }
  const object = reader.valueAt(valueAt(resource.object, path), site.embedded);
  const parts = isJsonObject(object) ? partEdits(object, site.parts, to) : 'its keys are not there';
  return typeof parts === 'string' ? parts : parts.map((part) => keyEdit({ ...at, path: whole, start: 0, from: part.from, to: part.to }, part.key));
}

/** The edit of a key of the object that an edit points to. */
function keyEdit(edit: TextEdit, key: string): TextEdit {
  const last = edit.embedded.at(-1);
  return last === undefined
    ? { ...edit, path: [...edit.path, key] }
    : { ...edit, embedded: [...edit.embedded.slice(0, -1), { ...last, path: [...last.path, key] }] };
}
