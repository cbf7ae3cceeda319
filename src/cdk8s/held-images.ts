import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { findReferences, streamFromObjects } from '../manifest';
import type { JsonObject } from '../manifest';
import { parseProvisionedImages } from '../provision';
import type { ProvisionedImage, ProvisionedImageText } from '../provision';
import type { Registry } from '../registry';

/** A construct that knows its images, the ones included that stand in no object of the app. */
interface WithImages extends IConstruct {
  readonly images: readonly ProvisionedImageText[];
}

/**
 * The images of constructs that a registry holds, as their objects are now: what installs say, and every private reference
 * in the objects below. Nothing is listed by hand, so nothing is listed twice.
 */
export function heldImages(constructs: readonly IConstruct[], registry: Registry): ProvisionedImage[] {
  const all = [...new Set(constructs.flatMap((construct) => construct.node.findAll()))];
  const objects = all.filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  const { resources } = streamFromObjects(objects.map((object) => ({ object: object.toJson() as JsonObject, construct: object.node.path })));
  return [
    // Those of installs come first: they know where an image comes from.
    ...all.filter(hasImages).flatMap(({ images }) => parseProvisionedImages(images)).filter(({ target }) => registry.covers(target)),
    ...resources.flatMap((resource) => findReferences(resource)).flatMap(({ reference }) => (
      reference !== undefined && registry.covers(reference) ? [{ target: reference }] : [])),
  ];
}

/** By what it can do: it may be of another copy of this package. */
function hasImages(construct: IConstruct): construct is WithImages {
  const { images } = construct as Partial<WithImages>;
  return Array.isArray(images) && images.every(({ target }) => typeof target === 'string');
}
