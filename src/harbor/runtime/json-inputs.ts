import { SecretValue } from '../../credential';
import { PullproofError } from '../../error';
import type { Json, JsonObject } from '../../manifest';
import { HarborClient } from '../client/harbor-client';
import type { HarborConnection } from '../client/harbor-connection';

/**
 * What stands for a value that is not known before something else exists, in a preview of Pulumi.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts
 */
export const UNKNOWN_VALUE = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Whether a value, or a part of it, is not known yet. */
export function isUnknown(value: Json | undefined): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).some(isUnknown);
  }
  return value === UNKNOWN_VALUE;
}

/** Whether two values are the same data; the order of keys does not matter, and what is left out is nothing. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) {
    return value.map((element) => sorted(element) ?? null);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null).sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, sorted(member) ?? null]));
}

/** Some of the properties, those that are there. */
export function pick(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (object[name] === undefined || object[name] === null ? [] : [[name, object[name]]])));
}

/** @throws TypeError for what is no text; `check` makes that a failure. */
export function textOf(object: JsonObject, name: string): string {
  const value = object[name];
  if (typeof value !== 'string') {
    throw new TypeError(`no ${name}`);
  }
  return value;
}

/** The connection that inputs hold. */
export function connectionOf({ connection }: JsonObject): HarborConnection {
  if (typeof connection !== 'object' || connection === null || Array.isArray(connection)) {
    throw new PullproofError({
      code: 'harbor-invalid', what: 'there is no connection to the Harbor', remedy: 'an import has none: declare the object with takeOver instead',
    });
  }
  const { password, ...rest } = connection;
  return { ...rest as unknown as HarborConnection, password: SecretValue.unsafePlainText(password as string) };
}

/** Runs a piece of work with a client, and gives up its connections afterwards. */
export async function withClient<T>(inputs: JsonObject, work: (client: HarborClient) => Promise<T>): Promise<T> {
  const client = new HarborClient(connectionOf(inputs));
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
