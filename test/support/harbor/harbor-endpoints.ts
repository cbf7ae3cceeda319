import { badRequest, conflict, forbidden, notFound, precondition } from './harbor-error';
import { page, parseQ } from './harbor-query';
import type { Call, Routes } from './harbor-routes';
import type { HarborState, StoredEndpoint } from './harbor-state';
import { may } from './harbor-user';

/** `/registries`, as `src/server/v2.0/handler/registry.go` of Harbor has it. */
export const endpointRoutes: Routes = {
  'POST /registries': ({ state, user, body }) => {
    requireAccess(user, 'create');
    const { name, type, url, description = '', insecure = false, credential } = body as unknown as {
      name: string; type: string; url: string; description?: string; insecure?: boolean;
      credential?: { type: string; access_key: string; access_secret: string };
    };
    connect(state, name, url);
    if ([...state.endpoints.values()].some((endpoint) => endpoint.name === name)) {
      throw conflict(`registry ${name} already exists`);
    }
    const id = state.nextId();
    state.endpoints.set(id, {
      id, name, type, url, description, insecure,
      credential: { type: credential?.type ?? '', accessKey: credential?.access_key ?? '', accessSecret: credential?.access_secret ?? '' },
    });
    return { status: 201, headers: { Location: `/api/v2.0/registries/${id}` } };
  },

  'GET /registries': ({ state, user, parameters }) => {
    requireAccess(user, 'list');
    const conditions = parseQ(parameters.get('q') ?? '');
    const { items, headers } = page([...state.endpoints.values()].filter(({ name }) => name === (conditions.get('name') ?? name)), parameters);
    return { status: 200, headers, json: items.length === 0 ? null : items.map(shown) };
  },

  'GET /registries/:id': (call) => {
    requireAccess(call.user, 'read');
    return { status: 200, json: shown(endpointOf(call)) };
  },

  'PUT /registries/:id': (call) => {
    requireAccess(call.user, 'update');
    const endpoint = endpointOf(call);
    const wanted = call.body as unknown as {
      name?: string; url?: string; description?: string; insecure?: boolean; credential_type?: string; access_key?: string; access_secret?: string;
    };
    const isMoved = wanted.url !== undefined && wanted.url !== endpoint.url;
    connect(call.state, wanted.name ?? endpoint.name, wanted.url ?? endpoint.url);
    endpoint.name = wanted.name ?? endpoint.name;
    endpoint.url = wanted.url ?? endpoint.url;
    endpoint.description = wanted.description ?? endpoint.description;
    endpoint.insecure = wanted.insecure ?? endpoint.insecure;
    endpoint.credential = {
      type: wanted.credential_type ?? endpoint.credential.type,
      accessKey: wanted.access_key ?? endpoint.credential.accessKey,
      // Elsewhere the old password must not go.
      accessSecret: wanted.access_secret ?? (isMoved ? '' : endpoint.credential.accessSecret),
    };
    return { status: 200 };
  },

  'DELETE /registries/:id': (call) => {
    requireAccess(call.user, 'delete');
    const { id } = endpointOf(call);
    if ([...call.state.projects.values()].some(({ endpointId }) => endpointId === id)) {
      throw precondition(`the registry ${id} is referenced by proxy cache project, cannot delete it`);
    }
    call.state.endpoints.delete(id);
    return { status: 200 };
  },
};

function requireAccess(user: Call['user'], action: string): void {
  if (!may(user, '/system', 'registry', action)) {
    throw forbidden(user.name);
  }
}

function endpointOf({ state, path }: Call): StoredEndpoint {
  const endpoint = state.endpoints.get(Number(path.id));
  if (endpoint === undefined) {
    throw notFound(`registry ${path.id} not found`);
  }
  return endpoint;
}

/** Harbor goes there itself before it believes. */
function connect(state: HarborState, name: string, url: string): void {
  if (name === '' || name.length > 64) {
    throw badRequest(name === '' ? 'name cannot be empty' : 'the max length of name is 64');
  }
  if (state.unreachable.has(url)) {
    throw badRequest('the registry is unhealthy');
  }
}

function shown({ id, name, type, url, description, insecure, credential }: StoredEndpoint): unknown {
  return {
    id, name, type, url, description, insecure, status: 'healthy',
    ...(credential.accessKey !== '' && { credential: { type: credential.type, access_key: credential.accessKey, access_secret: '*****' } }),
  };
}
