import { imageName, parseReference } from '../../image';
import type { MirrorCopy } from './mirror-plan';

/** One end of a copy, in the parts that tools take. */
export interface CopyPlace {
  /** Host with its port. */
  readonly host: string;
  /** Path behind the host. */
  readonly repository: string;
  /** Host and path. */
  readonly name: string;
  /** What follows the name: `:tag` or `@digest`, never both, because several tools refuse that. */
  readonly suffix: string;
  /** Name and suffix. */
  readonly reference: string;
}

/** Where a copy is read from and written to: by its digest and to its tag, where it has them. */
export function placesOf({ source, target, digest }: MirrorCopy): { readonly source: CopyPlace; readonly target: CopyPlace } {
  const { tag } = parseReference(target);
  return { source: placeOf(source, digest), target: placeOf(target, tag === undefined ? digest : undefined) };
}

function placeOf(text: string, digest: string | undefined): CopyPlace {
  const reference = parseReference(text);
  const name = imageName(reference);
  const suffix = digest === undefined ? `:${reference.tag ?? 'latest'}` : `@${digest}`;
  return { host: reference.registry, repository: reference.repository, name, suffix, reference: `${name}${suffix}` };
}
