import * as pulumi from '@pulumi/pulumi';
import type { Json, JsonObject } from '../../manifest';

/**
 * The properties of a resource as a policy gets them, with a mark for each that a preview does not know yet.
 *
 * The SDK of policies throws at the first look at such a property, so that nobody judges by it; here it is left out instead.
 */
export function knownProps(props: Readonly<Record<string, unknown>>): JsonObject {
  return copy(props) as JsonObject;
}

function copy(value: unknown): Json {
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, index) => member(value, index));
  }
  if (typeof value !== 'object' || value === null) {
    return (value ?? null) as Json;
  }
  return Object.fromEntries(Object.keys(value).map((key) => [key, member(value, key)]));
}

function member(parent: object, key: string | number): Json {
  let value: unknown;
  try {
    value = (parent as Record<string | number, unknown>)[key];
  } catch (error) {
    // By its mark: the SDK has no other word for it, and may be another copy.
    if (typeof error === 'object' && error !== null && 'unknownTypeSentinel' in error) {
      return pulumi.runtime.unknownValue;
    }
    throw error;
  }
  return copy(value);
}
