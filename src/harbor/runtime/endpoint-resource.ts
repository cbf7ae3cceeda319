import { SecretValue } from '../../credential';
import { isJsonObject } from '../../manifest';
import type { Json, JsonObject } from '../../manifest';
import { endpointSpecProblems } from '../../provision/harbor';
import type { HarborEndpointSpec } from '../../provision/harbor';
import type { EndpointLogin } from '../api/endpoints';
import { deleteHarborEndpoint, ensureHarborEndpoint, readHarborEndpoint, updateHarborEndpoint } from '../declare/endpoint';
import { withClient } from './json-inputs';
import { defineResource } from './resource-handlers';

/**
 * An endpoint: another registry, for proxy-cache projects.
 *
 * Inputs: `connection`, `endpoint` (its specification), and optionally `login` (`{ username, password }`) and `takeOver`.
 * Output: `endpointId`.
 */
export const endpoint = defineResource({
  inputs: ['endpoint', 'login', 'takeOver'],

  problemsOf(name, inputs) {
    if (name === 'endpoint') {
      return endpointSpecProblems(specOf(inputs));
    }
    const login = name === 'login' ? loginOf(inputs) : undefined;
    return login !== undefined && (login.username === '' || login.password.unsafeUnwrap() === '') ? ['needs a user name and a password'] : [];
  },

  replaces: (name, olds, news) => name === 'endpoint' && specOf(olds).type !== specOf(news).type,

  sameInput: (name) => (name === 'takeOver' ? true : undefined),

  async create(inputs) {
    const login = loginOf(inputs);
    const id = await withClient(inputs, (client) => ensureHarborEndpoint(client, specOf(inputs), {
      ...(login !== undefined && { login }), takeOver: inputs.takeOver === true,
    }));
    return { id: String(id), outs: { endpointId: id } };
  },

  async read(id, props) {
    const state = await withClient(props, (client) => readHarborEndpoint(client, Number(id), specOf(props), loginOf(props)));
    if (state === undefined) {
      return undefined;
    }
    const { name, type, url, description, insecure, username } = state.endpoint;
    return {
      endpointId: state.endpoint.id,
      ...(state.drift.some((property) => property !== 'login') && {
        endpoint: { name, type, url, ...(description !== '' && { description }), ...(insecure && { insecure }) },
      }),
      // The password is masked, so a login that somebody changed is one that is not known any more.
      ...(state.drift.includes('login') && { login: { username, password: '' } }),
    };
  },

  async update(id, _olds, news) {
    await withClient(news, (client) => updateHarborEndpoint(client, Number(id), specOf(news), loginOf(news)));
    return { endpointId: Number(id) };
  },

  async delete(id, props) {
    await withClient(props, (client) => deleteHarborEndpoint(client, Number(id)));
  },
});

function specOf({ endpoint: spec }: JsonObject): HarborEndpointSpec {
  if (!isJsonObject(spec)) {
    throw new TypeError('no endpoint');
  }
  return spec as unknown as HarborEndpointSpec;
}

function loginOf({ login }: JsonObject): EndpointLogin | undefined {
  if (login === undefined || login === null) {
    return undefined;
  }
  const { username, password } = login as { readonly username: Json; readonly password: Json };
  return { username: username as string, password: SecretValue.unsafePlainText(password as string) };
}
