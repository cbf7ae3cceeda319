import type { SecretValue } from '../../credential';
import { quote } from '../../error';
import type { JsonObject } from '../../manifest';
import type { HarborEndpointSpec } from '../../provision/harbor';
import type { HarborClient } from '../client/harbor-client';
import type { HarborRequest } from '../client/harbor-request';
import { harborQuery } from '../client/query';
import { AnswerReader, callPaged, locatedId } from '../client/read-answer';

/** The login of the registry behind an endpoint. */
export interface EndpointLogin {
  /** User name, or access key. */
  readonly username: string;
  /** Password, token, or secret key. */
  readonly password: SecretValue;
}

/** An endpoint as it is in a Harbor. Its password is not: Harbor masks it. */
export interface HarborEndpoint {
  /** Its id. */
  readonly id: number;
  /** Its name. */
  readonly name: string;
  /** Type of the registry, as Harbor calls it. */
  readonly type: string;
  /** Address of the registry. */
  readonly url: string;
  /** What people see beside it; empty when there is nothing. */
  readonly description: string;
  /** Whether its certificate goes unchecked. */
  readonly insecure: boolean;
  /** User name of its login; empty when there is none. */
  readonly username: string;
}

const REMEDIES = {
  400: 'Harbor itself connects to the registry before it takes it: check address, login, and the way from there',
  403: 'only administrators make endpoints',
};

/** Makes an endpoint. Harbor connects to the registry first. @returns its id. */
export async function createEndpoint(client: HarborClient, spec: HarborEndpointSpec, login?: EndpointLogin): Promise<number> {
  const { name, type, url, description = '', insecure = false } = spec;
  const request: HarborRequest = {
    method: 'POST', path: '/registries', purpose: `create endpoint ${quote(name)}`, remedies: REMEDIES,
    body: {
      name, type, url, description, insecure,
      ...(login !== undefined && { credential: { type: 'basic', access_key: login.username, access_secret: login.password.unsafeUnwrap() } }),
    },
    ...(login !== undefined && { secrets: [login.password] }),
  };
  return locatedId(client, request, await client.call(request));
}

/** An endpoint by its id; nothing when it is gone. */
export async function readEndpoint(client: HarborClient, id: number): Promise<HarborEndpoint | undefined> {
  const request: HarborRequest = { method: 'GET', path: `/registries/${id}`, purpose: `read endpoint ${id}`, expected: [404] };
  const { status, json } = await client.call(request);
  return status === 404 ? undefined : parseEndpoint(new AnswerReader(client, request), json as JsonObject);
}

/** An endpoint by its name; nothing when there is none. */
export async function findEndpoint(client: HarborClient, name: string): Promise<HarborEndpoint | undefined> {
  const request: HarborRequest = {
    method: 'GET', path: '/registries', query: { q: harborQuery({ name }) }, purpose: `look for endpoint ${quote(name)}`,
    remedies: { 403: 'only administrators see endpoints' },
  };
  const reader = new AnswerReader(client, request);
  return (await callPaged(client, request)).map((endpoint) => parseEndpoint(reader, endpoint)).find((endpoint) => endpoint.name === name);
}

/**
 * Makes an endpoint be as it should. The type stays what it is.
 *
 * The login always goes along: Harbor forgets the password when the address changes.
 */
export async function updateEndpoint(client: HarborClient, id: number, spec: HarborEndpointSpec, login?: EndpointLogin): Promise<void> {
  const { name, url, description = '', insecure = false } = spec;
  await client.call({
    method: 'PUT', path: `/registries/${id}`, purpose: `update endpoint ${quote(name)}`, remedies: REMEDIES,
    body: {
      name, url, description, insecure,
      ...(login === undefined
        ? { credential_type: '', access_key: '', access_secret: '' }
        : { credential_type: 'basic', access_key: login.username, access_secret: login.password.unsafeUnwrap() }),
    },
    ...(login !== undefined && { secrets: [login.password] }),
  });
}

/** Deletes an endpoint. One that a project caches stays. @returns whether it was still there. */
export async function deleteEndpoint(client: HarborClient, id: number): Promise<boolean> {
  const { status } = await client.call({
    method: 'DELETE', path: `/registries/${id}`, purpose: `delete endpoint ${id}`, expected: [404],
    remedies: { 403: 'only administrators delete endpoints', 412: 'a proxy-cache project or a replication rule still uses it: delete that first' },
  });
  return status !== 404;
}

function parseEndpoint(reader: AnswerReader, json: JsonObject): HarborEndpoint {
  const endpoint = reader.object(json, 'the endpoint');
  const { description, insecure } = endpoint;
  const { access_key: username } = reader.object(endpoint.credential ?? {}, 'credential');
  return {
    id: reader.number(endpoint, 'id'), name: reader.text(endpoint, 'name'), type: reader.text(endpoint, 'type'), url: reader.text(endpoint, 'url'),
    description: typeof description === 'string' ? description : '', insecure: insecure === true, username: typeof username === 'string' ? username : '',
  };
}
