import * as pulumi from '@pulumi/pulumi';

/** What `util.inspect` and `console.log` ask an object for: https://nodejs.org/api/util.html#utilinspectcustom */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * An error of a resource, which Pulumi shows there, without a stack.
 *
 * The runtime inspects every error that ends a program, with everything in it, and hangs promises on it. A resource holds its
 * parents, its children and the values of their outputs, secret ones too, in clear text: inspection takes minutes, and shows
 * what nobody may see. So these errors show their message, and nothing else.
 */
export function resourceError(message: string, resource: pulumi.Resource | undefined): pulumi.ResourceError {
  const error = new pulumi.ResourceError(message, resource, true);
  Object.defineProperty(error, 'resource', { value: resource, enumerable: false });
  // The runtime may say more in the message later on: where a value was about to be used.
  Object.defineProperty(error, INSPECT, { value: () => `ResourceError: ${error.message}` });
  return error;
}
