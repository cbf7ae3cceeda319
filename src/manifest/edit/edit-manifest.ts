import { Problems } from '../../error';
import type { EmbeddedPlace } from '../find/found-reference';
import { formatPath } from '../format-path';
import { valueAt } from '../json';
import type { Path } from '../json';
import { applyEdits } from './apply-edits';
import type { TextEdit } from './apply-edits';
import { EmbeddedReader } from './embedded-reader';
import { SourceText } from './source-text';

/** One change: the string at a place, or a part of it, becomes another. */
export interface ManifestEdit {
  /** 0-based number of the document, as in `Origin.document`. */
  readonly document: number;
  /** Path from the document to the string; inside a `List` it begins with `items` and the index. */
  readonly path: Path;
  /**
   * Documents inside that string, outermost first, when the string to change is in one of them.
   *
   * @default - the string at the path changes
   */
  readonly embedded?: readonly EmbeddedPlace[];
  /**
   * Index of the first character that changes.
   *
   * @default 0
   */
  readonly start?: number;
  /**
   * Number of characters that go.
   *
   * @default - all from `start` on
   */
  readonly length?: number;
  /** What comes instead. */
  readonly to: string;
}

/**
 * Changes strings in a YAML or JSON text and leaves every other character as it is: comments, order, quotes, line ends,
 * indentation, anchors. Strings inside YAML inside a string are changed in place too.
 *
 * A string behind an alias is changed at its anchor, once, and so everywhere. The result is read again and compared.
 *
 * @throws PullproofError `manifest-invalid`, listing every change that cannot be made; then nothing is changed.
 */
export function editManifest(text: string, edits: readonly ManifestEdit[]): string {
  const source = new SourceText(text);
  const reader = new EmbeddedReader();
  const problems = new Problems();
  const textEdits: TextEdit[] = [];
  for (const edit of edits) {
    const document = source.documents[edit.document];
    const current = reader.valueAt(valueAt(document?.value, edit.path), edit.embedded ?? []);
    if (typeof current !== 'string') {
      problems.add(`${describe(edit)}: ${document?.problem ?? 'there is no text at that path'}`);
      continue;
    }
    const start = edit.start ?? 0;
    const from = current.slice(start, edit.length === undefined ? undefined : start + edit.length);
    textEdits.push({ document: edit.document, path: edit.path, embedded: edit.embedded ?? [], start, from, to: edit.to });
  }
  const edited = applyEdits(source, textEdits);
  edited.refused.forEach((reason, edit) => problems.add(`${describe(edit)}: ${reason}`));
  problems.throwIfAny({ code: 'manifest-invalid', what: 'the manifest cannot be edited', remedy: 'nothing was changed' });
  return edited.text;
}

function describe(edit: Pick<ManifestEdit, 'document' | 'path' | 'embedded'>): string {
  const places = [edit.path, ...(edit.embedded ?? []).map(({ path }) => path)];
  return `document ${edit.document + 1}, ${places.map((path) => formatPath(path)).join(' > ')}`;
}
