import { imageName, printReference } from '../../image';
import type { ImageReference } from '../../image';
import { groupBy } from './group-by';
import { compareTexts, mergeReasons } from './merge-reasons';
import type { MirrorCopy, MirrorMode, MirrorReason } from './mirror-plan';

/** An image that moves, for one reason. */
export interface MovingImage {
  /** The reference as its vendor publishes it. */
  readonly source: ImageReference;
  /** The private reference, as manifests get it. */
  readonly target: ImageReference;
  /** The registry of the target, `HOST[/PREFIX]`. */
  readonly registry: string;
  /** How it gets there. */
  readonly mode: MirrorMode;
  /** The digest that somebody knows for the source. */
  readonly digest: string | undefined;
  /** Why it is needed. */
  readonly reason: MirrorReason;
}

/** The tag that a reference without tag and digest stands for. */
const DEFAULT_TAG = 'latest';

/** A copy while it is put together. */
interface Draft {
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  readonly members: MovingImage[];
}

/**
 * Makes one copy of everything that one copy serves.
 *
 * A private tag leads to one image only. So a reference with tag and digest sets the tag where no other reference
 * disagrees: neither the same tag with another digest, nor the tag alone, which follows the source. Where one does, it is
 * copied by its digest, and pulled by it all the same: with a digest, nobody looks at the tag.
 */
export function gatherCopies(images: readonly MovingImage[], platforms: readonly string[]): MirrorCopy[] {
  const byName = groupBy(images, ({ source, target }) => `${imageName(source)} ${imageName(target)}`);
  return [...byName.values()]
    .flatMap((group) => draftsOf(bySource(group)).map((draft) => toCopy(draft, platforms)))
    .sort((a, b) => compareTexts(a.target, b.target) || compareTexts(a.source, b.source));
}

function bySource(group: readonly MovingImage[]): MovingImage[] {
  return group.map((image) => ({ image, text: printReference(image.source) })).sort((a, b) => compareTexts(a.text, b.text)).map(({ image }) => image);
}

function draftsOf(group: readonly MovingImage[]): Draft[] {
  const drafts: Draft[] = [];
  const join = (image: MovingImage, tag: string | undefined, digest: string | undefined): void => {
    const known = drafts.find((draft) => draft.digest === digest && (draft.tag === tag || (tag === undefined && digest !== undefined)));
    if (known === undefined) {
      drafts.push({ tag, digest, members: [image] });
    } else {
      known.members.push(image);
    }
  };
  const floating = group.filter(({ source }) => source.digest === undefined);
  const tagged = group.filter(({ source }) => source.digest === undefined || source.tag !== undefined);
  const contested = new Set([...groupBy(tagged, ({ source }) => source.tag ?? DEFAULT_TAG)]
    .filter(([, images]) => new Set(images.map(({ source, digest }) => source.digest ?? digest)).size > 1).map(([tag]) => tag));
  for (const image of floating) {
    join(image, image.source.tag ?? DEFAULT_TAG, image.digest);
  }
  const pinned = group.filter(({ source }) => source.digest !== undefined);
  const setsTag = ({ source: { tag } }: MovingImage): boolean => tag !== undefined && !contested.has(tag);
  for (const image of pinned.filter(setsTag)) {
    join(image, image.source.tag, image.source.digest);
  }
  // Last, because a copy with a tag serves them too.
  for (const image of pinned.filter((one) => !setsTag(one))) {
    join(image, undefined, image.source.digest);
  }
  return drafts;
}

function toCopy({ tag, digest, members }: Draft, platforms: readonly string[]): MirrorCopy {
  const [first] = members as [MovingImage, ...MovingImage[]];
  const reasons = mergeReasons(members.map(({ reason }) => reason));
  const name = ({ registry, repository }: ImageReference): Pick<ImageReference, 'registry' | 'repository'> => ({ registry, repository });
  const sourceTag = tag ?? first.source.tag;
  const pinned = members.some(({ source }) => source.digest !== undefined);
  return {
    source: printReference({
      ...name(first.source), ...(sourceTag === undefined ? {} : { tag: sourceTag }), ...(pinned && digest !== undefined ? { digest } : {}),
    }),
    target: printReference({
      ...name(first.target), ...(tag === undefined ? {} : { tag }), ...(pinned && digest !== undefined ? { digest } : {}),
    }),
    ...(digest === undefined ? {} : { digest }),
    registry: first.registry,
    mode: first.mode,
    platforms: [...platforms],
    required: reasons.some(({ required }) => required),
    runtime: reasons.every(({ runtime }) => runtime),
    references: [...new Set(members.map(({ target }) => printReference(target)))].sort(compareTexts),
    reasons,
  };
}
