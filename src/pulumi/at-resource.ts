import type { Resource } from '@pulumi/pulumi';
import { PullproofError } from '../error';
import { resourceError } from './resource-error';

/**
 * Runs code of the core and ties its errors to a resource: of all errors in a program, Pulumi prints only its own without a
 * stack, and shows them at the resource.
 *
 * @throws pulumi.ResourceError in place of a PullproofError, with the same message.
 */
export function atResource<T>(resource: Resource, label: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw PullproofError.isPullproofError(error) ? resourceError(error.at(label).message, resource) : error;
  }
}
