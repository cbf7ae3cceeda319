import { Problems } from '../../error';
import { printReference, sameReference } from '../../image';
import type { ImageReference } from '../../image';
import type { Registry } from '../../registry';
import type { RelocatedImage, Relocation } from '../../relocate';
import { fromAgent, fromInstall } from '../source/from-agent';
import { fromImages } from '../source/from-images';
import { fromManifests } from '../source/from-manifests';
import type { MirrorSource } from '../source/mirror-source';
import type { WantedImage, WantedImages } from '../source/wanted-image';
import { gatherCopies } from './gather-copies';
import { groupBy } from './group-by';
import { compareTexts, mergeReasons } from './merge-reasons';
import { MIRROR_PLAN_VERSION } from './mirror-plan';
import type { AlreadyPrivate, MirrorCopy, MirrorMode, MirrorPlan, MirrorRegistry } from './mirror-plan';
import { readPlatforms } from './platforms';
import { readDigests } from './read-digests';

/** What a mirror plan is made from. */
export interface MirrorRequest {
  /** Where images go: the relocation of the install. */
  readonly relocation: Relocation;
  /** What needs images. */
  readonly sources: readonly MirrorSource[];
  /**
   * Platforms that every image has to have, `os/architecture[/variant]`. Copies hold all platforms of their source
   * either way; those named here are checked.
   *
   * @default - platforms are not checked
   */
  readonly platforms?: readonly string[];
  /**
   * Digests that are known for source references: `{ 'quay.io/acme/app:1.2': 'sha256:…' }`. The copy is then of that
   * digest, wherever the tag leads by now.
   *
   * @default - only those that stand in the references
   */
  readonly digests?: Readonly<Record<string, string>>;
  /**
   * Whether images that are only pulled when values change are in the plan.
   *
   * @default true
   */
  readonly optional?: boolean;
}

/**
 * Plans every copy, source reference to private reference, that an install needs its registry to hold.
 *
 * The same relocation as the install's decides where images go, so that nothing is listed twice. Where it leads into a
 * cache of the source, such as a proxy-cache project, nothing is copied: the image is to be pulled once.
 *
 * @throws PullproofError `mirror-invalid` for platforms, digests and earlier plans that cannot be used; `relocation-path`,
 *         `relocation-unmapped` and `relocation-collision` with every image that cannot move; and what the sources throw.
 */
export function planMirror({ relocation, sources, platforms = [], digests = {}, optional = true }: MirrorRequest): MirrorPlan {
  const problems = new Problems();
  const checked = readPlatforms(platforms, problems);
  const known = readDigests(digests, problems);
  problems.throwIfAny({ code: 'mirror-invalid', what: 'the mirror cannot be planned' });

  const gathered = sources.map((source) => gather(source, relocation, optional));
  const wanted = gathered.flatMap(({ images }) => images).filter(({ reason }) => optional || reason.required);
  refuseOtherRegistries(wanted, relocation);
  const relocated = relocation.relocateAll(wanted.map(({ reference }) => reference));
  const images = wanted.map((image, index) => ({ ...image, ...(relocated[index] as RelocatedImage) }));
  const own = images.filter(isOwn);
  const copies = gatherCopies(images.filter((image) => image.moved && !isOwn(image)).map(({ source, privateReference, registry, reason }) => ({
    source, target: privateReference, registry: registry.toString(), mode: modeOf(registry), digest: known.digestOf(source), reason,
  })), checked);
  return {
    version: MIRROR_PLAN_VERSION,
    mode: overallMode(copies),
    registries: relocation.registries.map(describeRegistry),
    copies,
    alreadyPrivate: privateImages(images.filter((image) => !image.moved || isOwn(image))),
    unresolved: gathered.flatMap(({ unresolved }) => unresolved),
    notes: [
      ...gathered.flatMap(({ notes }) => notes),
      ...new Set(own.map(({ target, source }) => (
        `pods pull ${printReference(target as ImageReference)} in place of ${printReference(source)}: it is taken for an image of your own, and not filled`
      ))),
      ...known.unused().map((text) => `no image of the plan is ${text}, whose digest is given`),
    ],
  };
}

function gather(source: MirrorSource, relocation: Relocation, optional: boolean): WantedImages {
  switch (source.kind) {
    case 'agent': return fromAgent(source, relocation, optional);
    case 'install': return fromInstall(source);
    case 'manifests': return fromManifests(source, relocation);
    case 'images': return fromImages(source);
  }
}

/** An install that was planned for another registry would pull what this mirror never fills. */
function refuseOtherRegistries(images: readonly WantedImage[], relocation: Relocation): void {
  const texts = images.flatMap(({ target }) => (target === undefined || relocation.isPrivate(target) ? [] : [printReference(target)]));
  new Problems().add(...[...new Set(texts)].map((text) => `its pods pull ${text}, which is in none of the registries`)).throwIfAny({
    code: 'mirror-invalid', what: 'an install was planned with another relocation', remedy: 'plan the install and the mirror with the same relocation',
  });
}

/**
 * Whether the values of a user name a private image of his own in place of the vendor's. Nothing is copied over it: who knows
 * what it holds.
 */
function isOwn({ target, privateReference }: WantedImage & RelocatedImage): boolean {
  return target !== undefined && !sameReference(target, privateReference);
}

function privateImages(images: readonly (WantedImage & RelocatedImage)[]): AlreadyPrivate[] {
  return [...groupBy(images, ({ target, source }) => printReference(target ?? source))].sort(([a], [b]) => compareTexts(a, b))
    .map(([reference, members]) => ({ reference, reasons: mergeReasons(members.map(({ reason }) => reason)) }));
}

/** Whether the registry fetches images from their source by itself. */
function modeOf({ kind }: Registry): MirrorMode {
  return kind.createsRepositories === 'on-pull' ? 'warm' : 'copy';
}

function overallMode(copies: readonly MirrorCopy[]): MirrorPlan['mode'] {
  const [first, ...others] = new Set(copies.map(({ mode }) => mode));
  return first === undefined ? 'copy' : others.length > 0 ? 'mixed' : first;
}

function describeRegistry(registry: Registry): MirrorRegistry {
  const { host, kind } = registry;
  return { registry: registry.toString(), host, kind: kind.id, title: kind.title, mode: modeOf(registry) };
}
