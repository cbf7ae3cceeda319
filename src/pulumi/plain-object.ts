import * as pulumi from '@pulumi/pulumi';
import type { Json, JsonObject } from '../manifest';

/**
 * An object as it will be sent to the cluster, with all its outputs resolved. What a preview does not know yet is
 * `pulumi.runtime.unknownValue`. What was secret is plain here: the result is for the audit alone.
 */
export async function plainObject(object: { readonly [key: string]: unknown }): Promise<JsonObject> {
  if (isPlain(object)) {
    return object as JsonObject;
  }
  return unwrap(await pulumi.runtime.serializeProperties('pullproof', object as pulumi.Inputs) as Json) as JsonObject;
}

/** Most objects are plain, and there may be thousands. A key without a value is not: it has to go. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.every(isPlain);
  }
  if (typeof value !== 'object' || value === null) {
    return value !== undefined && typeof value !== 'function';
  }
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

/** Takes off the marks that the runtime puts around secrets. */
function unwrap(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(unwrap);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (value[pulumi.runtime.specialSigKey] === pulumi.runtime.specialSecretSig) {
    return unwrap(value.value ?? null);
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unwrap(member)]));
}
