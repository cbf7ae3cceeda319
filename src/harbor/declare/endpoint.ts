import { Problems, PullproofError, quote } from '../../error';
import { endpointSpecProblems } from '../../provision/harbor';
import type { HarborEndpointSpec } from '../../provision/harbor';
import { createEndpoint, deleteEndpoint, findEndpoint, readEndpoint, updateEndpoint } from '../api/endpoints';
import type { EndpointLogin, HarborEndpoint } from '../api/endpoints';
import type { HarborClient } from '../client/harbor-client';
import { taken } from './taken';
import type { TakeOver } from './taken';

/** The login of an endpoint, and what happens to one that exists. */
export interface EnsureEndpointOptions extends TakeOver {
  /**
   * Login of the registry behind it.
   *
   * @default - it takes none
   */
  readonly login?: EndpointLogin;
}

/**
 * Makes an endpoint: another registry, for proxy-cache projects. It takes an administrator, and Harbor connects to it first.
 *
 * @returns its id.
 * @throws PullproofError `harbor-invalid` for a specification that cannot be, `harbor-conflict` for one that exists, and
 * what the Harbor refuses.
 */
export async function ensureHarborEndpoint(client: HarborClient, spec: HarborEndpointSpec, options: EnsureEndpointOptions = {}): Promise<number> {
  const { login, takeOver = false } = options;
  checkEndpoint(spec, login);
  const existing = await findEndpoint(client, spec.name);
  if (existing === undefined) {
    return createEndpoint(client, spec, login);
  }
  if (!takeOver) {
    throw taken(client.host, `endpoint ${quote(spec.name)}`, 'changes its address and login to what is declared');
  }
  refuseOtherType(client, existing, spec);
  await updateEndpoint(client, existing.id, spec, login);
  return existing.id;
}

/** What an endpoint is like, compared with what was declared. */
export interface EndpointState {
  /** The endpoint as it is. */
  readonly endpoint: HarborEndpoint;
  /** The properties of the declaration that it does not match; a changed password cannot be seen. */
  readonly drift: readonly string[];
}

/** Reads an endpoint, and finds how it differs from what was declared. Nothing when it is gone. */
export async function readHarborEndpoint(
  client: HarborClient, id: number, spec: HarborEndpointSpec, login?: Pick<EndpointLogin, 'username'>,
): Promise<EndpointState | undefined> {
  const endpoint = await readEndpoint(client, id);
  if (endpoint === undefined) {
    return undefined;
  }
  const differs: Readonly<Record<string, boolean>> = {
    name: endpoint.name !== spec.name,
    type: endpoint.type !== spec.type,
    url: withoutSlash(endpoint.url) !== withoutSlash(spec.url),
    description: endpoint.description !== (spec.description ?? ''),
    insecure: endpoint.insecure !== (spec.insecure ?? false),
    login: endpoint.username !== (login?.username ?? ''),
  };
  return { endpoint, drift: Object.keys(differs).filter((property) => differs[property]) };
}

/**
 * Makes an endpoint be as it should, its login included.
 *
 * @throws PullproofError `harbor-invalid` for a specification that cannot be, `harbor-conflict` for another type,
 * `harbor-not-found` when it is gone.
 */
export async function updateHarborEndpoint(client: HarborClient, id: number, spec: HarborEndpointSpec, login?: EndpointLogin): Promise<void> {
  checkEndpoint(spec, login);
  const endpoint = await readEndpoint(client, id);
  if (endpoint === undefined) {
    throw new PullproofError({ code: 'harbor-not-found', where: client.host, what: `endpoint ${id} is gone`, remedy: 'create it anew' });
  }
  refuseOtherType(client, endpoint, spec);
  await updateEndpoint(client, id, spec, login);
}

/**
 * Deletes an endpoint.
 *
 * @returns whether it was still there.
 * @throws PullproofError `harbor-refused` when a project still caches it.
 */
export async function deleteHarborEndpoint(client: HarborClient, id: number): Promise<boolean> {
  return deleteEndpoint(client, id);
}

function checkEndpoint(spec: HarborEndpointSpec, login: EndpointLogin | undefined): void {
  new Problems()
    .add(...endpointSpecProblems(spec))
    .add(...(login !== undefined && (login.username === '' || login.password.unsafeUnwrap() === '') ? ['the login of an endpoint needs a user name and a password'] : []))
    .throwIfAny({ code: 'harbor-invalid', what: `there can be no endpoint ${quote(spec.name)}` });
}

function refuseOtherType(client: HarborClient, endpoint: HarborEndpoint, { name, type }: HarborEndpointSpec): void {
  if (endpoint.type !== type) {
    throw new PullproofError({
      code: 'harbor-conflict', where: client.host, what: `endpoint ${quote(name)} is of the type ${quote(endpoint.type)}, and not ${quote(type)}`,
      remedy: 'the type is settled when it is made: give it another name, or delete it first',
    });
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
