import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { findBlindSpots } from '../agent';
import type { BlindSpot, CheckedKind } from '../agent';
import { streamFromObjects } from '../manifest';
import type { JsonObject } from '../manifest';

/** A construct whose pods are not, or not all, in objects of the app. */
interface WithBlindSpots extends IConstruct {
  _blindSpots(): BlindSpot[];
}

/**
 * The images below constructs that the image availability exporter would not see by itself, as their objects are now.
 *
 * @param watched the constructs, everything below them included.
 * @param forced kinds that the exporter checks without pods.
 */
export function watchedImages(watched: readonly IConstruct[], forced: readonly CheckedKind[]): BlindSpot[] {
  const constructs = [...new Set(watched.flatMap((construct) => construct.node.findAll()))];
  const objects = constructs.filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  const { resources } = streamFromObjects(objects.map((object) => ({ object: object.toJson() as JsonObject, construct: object.node.path })));
  return [
    ...findBlindSpots(resources, { checkedWhenDisabled: ['Deployment', ...forced] }),
    ...constructs.filter(hasBlindSpots).flatMap((construct) => construct._blindSpots()),
  ];
}

/** By what it can do: it may be of another copy of this package. */
function hasBlindSpots(construct: IConstruct): construct is WithBlindSpots {
  return typeof (construct as Partial<WithBlindSpots>)._blindSpots === 'function';
}
