import * as pulumi from '@pulumi/pulumi';
import { PullproofError } from '../error';
import type { Registry } from '../registry';
import type { Relocation, RelocationProps } from '../relocate';
import { core } from './core-modules';
import { relocateObject } from './relocate-object';
import { isExpanded, stackObject } from './stack-object';

/** A resource as a transformation of either kind gives it back. */
export interface MovedResource {
  /** Its inputs. */
  readonly props: pulumi.Inputs;
  /** Its options. */
  readonly opts: pulumi.ResourceOptions;
}

/** A resource as a transformation of either kind gets it. */
export interface ResourceToMove extends MovedResource {
  /** Its type token. */
  readonly type: string;
  /** Its name. */
  readonly name: string;
}

/** A function that serves as a transformation (`transformations`) and as a transform (`transforms`). */
export type ImageTransform = (args: ResourceToMove) => MovedResource | undefined;

/**
 * Moves the images of every Kubernetes object that passes by.
 *
 * As a transform it also reaches the objects that charts and manifests make in the provider
 * (`pulumi.runtime.registerResourceTransform(relocateImages(registry))`); as a transformation
 * (`pulumi.runtime.registerStackTransformation`) those that the program registers itself, under mocks too. References that
 * are private already, and all that is no image, stay as they are. Values of charts are not touched: `AgentInstall` moves those.
 *
 * @param target the registry, or registries with layouts and routes.
 * @throws PullproofError `layout-invalid`; later, from the transform, a pulumi.RunError for an image that has no private name.
 */
export function relocateImages(target: Registry | RelocationProps): ImageTransform {
  return relocateWith(new (core.relocate().Relocation)('registry' in target ? target : { registry: target }));
}

/** The same with a relocation that exists already. */
export function relocateWith(relocation: Relocation): ImageTransform {
  return ({ type, name, props, opts }) => {
    const object = stackObject({ type, name, props });
    // The data of a Secret is no place for images, and stays what it is: secret.
    if (object === undefined || object.kind === 'Secret' || isExpanded(type)) {
      return undefined;
    }
    const moved = atName(`${type}::${name}`, () => relocateObject(object, relocation));
    if (moved === object) {
      return undefined;
    }
    const changed = Object.keys(props).filter((key) => key !== 'metadata' && moved[key] !== props[key]);
    return { props: { ...props, ...Object.fromEntries(changed.map((key) => [key, moved[key]])) }, opts };
  };
}

function atName<T>(name: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw PullproofError.isPullproofError(error) ? new pulumi.RunError(error.at(name).message) : error;
  }
}
